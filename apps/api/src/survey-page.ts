import { createHash } from 'node:crypto';
import { QUESTION, type OpenSurvey } from '@guichet/surveys';
import { document, escaped } from './portal-page.js';

const texts = {
  fr: {
    title: 'Votre avis',
    scores: ['Mal', 'Moyen', 'Bien'],
    chosen: 'Vous avez répondu :',
    confirm: 'Envoyer ma réponse',
    thanks: 'Merci, c’est noté.',
    change: 'Changer ma réponse',
    clarity: 'Qu’avez-vous pensé des informations et des instructions fournies ?',
    clarities: ['Pas clair du tout', 'Pas très clair', 'Moyen', 'Clair', 'Très clair'],
    more: 'Souhaitez-vous nous en dire plus ?',
    private: 'N’écrivez ni votre nom, ni votre adresse, ni une autre donnée personnelle.',
    optional: 'facultatif',
    send: 'Envoyer',
    anonymous:
      'Votre réponse est anonyme : elle n’est liée ni à votre nom, ni à votre demande. Vous pouvez la changer pendant trente jours.',
  },
  en: {
    title: 'Your opinion',
    scores: ['Badly', 'So-so', 'Well'],
    chosen: 'You answered:',
    confirm: 'Send my answer',
    thanks: 'Thank you, it is noted.',
    change: 'Change my answer',
    clarity: 'What did you think of the information and instructions you were given?',
    clarities: ['Not clear at all', 'Not very clear', 'So-so', 'Clear', 'Very clear'],
    more: 'Would you like to tell us more?',
    private: 'Please write neither your name, nor your address, nor any other personal data.',
    optional: 'optional',
    send: 'Send',
    anonymous:
      'Your answer is anonymous: it is linked neither to your name nor to your request. You can change it for thirty days.',
  },
};

/** Three faces that need no font and no colour: drawn, and named beside. */
const face = (mouth: string) =>
  `<svg viewBox="0 0 32 32" width="40" height="40" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><circle cx="16" cy="16" r="13"/><path d="M11.5 12.5v1M20.5 12.5v1M10.5 ${mouth}"/></svg>`;
const FACES = [face('22c3-4 8-4 11 0'), face('21h11'), face('19c3 4 8 4 11 0')];

/** Sends what a link has chosen as soon as somebody sees it: what only looks at links (a preview, a scanner) chooses nothing. */
const SCRIPT = `(function(){var f=document.getElementById('chosen');function s(){if(!document.hidden)f.submit()}document.addEventListener('visibilitychange',s);s()})()`;

const STYLE = `fieldset{border:0;padding:0;margin:2rem 0 0}legend,label.h{font-weight:600;font-size:1.125rem;padding:0;margin:0 0 .75rem;display:block}
.choices{display:flex;gap:.75rem;flex-wrap:wrap;margin:1.5rem 0}.choices>*{flex:1 1 7rem}
button{font:inherit;font-weight:600;cursor:pointer;border-radius:8px;min-height:2.75rem;padding:.75rem 1.25rem;color:inherit;background:transparent;border:1px solid #767d8a}
button.face{display:flex;flex-direction:column;align-items:center;gap:.5rem;padding:1.25rem .5rem}button.face[aria-pressed=true]{border-width:3px;border-color:#1d4ed8;padding:calc(1.25rem - 2px)}
button.send{background:#1d4ed8;border-color:#1d4ed8;color:#fff;margin-top:1rem}button:hover{border-color:currentColor}
button:focus-visible,textarea:focus-visible,input:focus-visible{outline:3px solid #1d4ed8;outline-offset:3px}
label.line{display:flex;gap:.75rem;align-items:center;min-height:2.75rem}input[type=radio]{width:1.25rem;height:1.25rem;margin:0;accent-color:#1d4ed8}
textarea{font:inherit;width:100%;box-sizing:border-box;min-height:8rem;padding:.75rem;border:1px solid #767d8a;border-radius:8px;background:transparent;color:inherit}
.done{border-left:4px solid #1a7f4b;padding:.25rem 0 .25rem 1rem;margin:1.5rem 0;font-weight:600}
@media(prefers-color-scheme:dark){button.face[aria-pressed=true]{border-color:#a5bfff}button.send{background:#2f5fe0;border-color:#2f5fe0}.done{border-color:#4cc38a}
button:focus-visible,textarea:focus-visible,input:focus-visible{outline-color:#a5bfff}}`;

/** The only script and the only place to send to. */
export const SURVEY_CSP = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'; form-action 'self'; frame-ancestors 'none'`;

/**
 * Asks how it went: one tap, then two questions that nobody must answer. Each step is saved by itself and works without a
 * script. `chosen`: what the link in the message has chosen.
 */
export function surveyPage({ language, answer }: OpenSurvey, organisation: string, chosen: number | undefined): string {
  const text = texts[language];
  const from = organisation ? `<p class="from">${escaped(organisation)}</p>` : '';
  const heading = `<h1>${QUESTION[language]}</h1>`;
  const body =
    chosen !== undefined && answer?.score !== chosen
      ? `${heading}<form method="post" id="chosen"><input type="hidden" name="score" value="${chosen}">
<p>${text.chosen} <strong>${text.scores[chosen - 1]}</strong></p><button class="send">${text.confirm}</button></form><script>${SCRIPT}</script>`
      : answer
        ? `${heading}<p class="done" role="status">${text.thanks} ${text.chosen} ${text.scores[answer.score - 1]}</p>${details(text, answer)}
<fieldset><legend>${text.change}</legend>${faces(text, answer.score)}</fieldset>`
        : `${heading}${faces(text, undefined)}`;
  return document(
    language,
    text.title,
    `<style>${STYLE}</style>${from}${body}<p class="note">${text.anonymous}</p>`,
    'wide',
  );
}

const faces = (text: (typeof texts)['fr'], score: number | undefined) =>
  `<form method="post" class="choices">${[3, 2, 1]
    .map(
      (value) =>
        `<button class="face" name="score" value="${value}"${score === undefined ? '' : ` aria-pressed="${score === value}"`}>${FACES[value - 1]}${text.scores[value - 1]}</button>`,
    )
    .join('')}</form>`;

const details = (text: (typeof texts)['fr'], { clarity, text: said }: NonNullable<OpenSurvey['answer']>) =>
  `<form method="post"><fieldset><legend>${text.clarity} <span class="note">(${text.optional})</span></legend>${text.clarities
    .map(
      (label, index) =>
        `<label class="line"><input type="radio" name="clarity" value="${index + 1}"${clarity === index + 1 ? ' checked' : ''}>${label}</label>`,
    )
    .reverse()
    .join('')}</fieldset>
<fieldset><label class="h" for="text">${text.more} <span class="note">(${text.optional})</span></label>
<p class="note" id="private">${text.private}</p><textarea id="text" name="text" maxlength="2000" aria-describedby="private">${escaped(said)}</textarea></fieldset>
<button class="send">${text.send}</button></form>`;
