import { createHash } from 'node:crypto';
import { SURVEY_COMMENT, type Language } from '@guichet/contracts';
import { document, escaped } from './html-document.js';
import { fill, textsIn, type PortalTexts } from './page-texts.js';

/** What the page of a survey shows. */
export interface SurveyView {
  language: Language;
  question: string;
  /** What the citizen has answered so far; null: nothing yet. */
  response: { score: number; clarity: number | null; text: string } | null;
  /** The name of the administration; empty where none is set. */
  organisation: string;
  /** A comment that is too long to be saved: it stands there as it was written. */
  rejected?: string;
  /** The score of the link that the citizen followed from the invitation. */
  chosen: number | undefined;
  /** Where the citizen can say that they want no surveys. */
  unsubscribeLink: string;
}

type SurveyTexts = PortalTexts['surveyPage'];

/** The three faces are drawn, so they need neither a font nor colours; each has its name beside it. */
const face = (mouth: string) =>
  `<svg viewBox="0 0 32 32" width="40" height="40" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><circle cx="16" cy="16" r="13"/><path d="M11.5 12.5v1M20.5 12.5v1M10.5 ${mouth}"/></svg>`;
const FACES = [face('22c3-4 8-4 11 0'), face('21h11'), face('19c3 4 8 4 11 0')];

/** Sends the score of the link once the page is visible: programs that only open links (previews, scanners) send nothing. */
const SCRIPT = `(function(){var f=document.getElementById('chosen');function s(){if(!document.hidden)f.submit()}document.addEventListener('visibilitychange',s);s()})()`;

const STYLE = `fieldset{border:0;padding:0;margin:2rem 0 0}legend,label.h{font-weight:600;font-size:1.125rem;padding:0;margin:0 0 .75rem;display:block}
.choices{display:flex;gap:.5rem;flex-wrap:wrap;margin:1.5rem 0}.choices>*{flex:1 1 5rem}
button{font:inherit;font-weight:600;cursor:pointer;border-radius:8px;min-height:2.75rem;padding:.75rem 1.25rem;color:inherit;background:transparent;border:1px solid #767d8a}
button.face{display:flex;flex-direction:column;align-items:center;gap:.5rem;padding:1.25rem .5rem}button.face[aria-pressed=true]{border-width:3px;border-color:#1d4ed8;padding:calc(1.25rem - 2px)}
button.send{background:#1d4ed8;border-color:#1d4ed8;color:#fff;margin-top:1rem}button:hover{border-color:currentColor}
button:focus-visible,textarea:focus-visible,input:focus-visible{outline:3px solid #1d4ed8;outline-offset:3px}
label.line{display:flex;gap:.75rem;align-items:center;min-height:2.75rem}input[type=radio]{width:1.25rem;height:1.25rem;margin:0;accent-color:#1d4ed8}
textarea{font:inherit;width:100%;box-sizing:border-box;min-height:8rem;padding:.75rem;border:1px solid #767d8a;border-radius:8px;background:transparent;color:inherit}
.wrong{border-left:4px solid #b4231f;padding:.25rem 0 .25rem 1rem;margin:1.5rem 0;font-weight:600}.wrong a{color:#b4231f}.done{border-left:4px solid #1a7f4b;padding:.25rem 0 .25rem 1rem;margin:1.5rem 0;font-weight:600}
@media(prefers-color-scheme:dark){.wrong{border-color:#ff9d97}.wrong a{color:#ff9d97}button.face[aria-pressed=true]{border-color:#a5bfff}button.send{background:#2f5fe0;border-color:#2f5fe0}.done{border-color:#4cc38a}
button:focus-visible,textarea:focus-visible,input:focus-visible{outline-color:#a5bfff}}`;

/** Allows the one script above, and forms that post to this site. */
export const SURVEY_CSP = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'; form-action 'self'; frame-ancestors 'none'`;

/**
 * The page that asks the citizen how it went: one tap, then two optional questions. Each step is saved by itself and works
 * without a script.
 */
export function surveyPage(view: SurveyView): string {
  const { language, question, response, organisation, chosen, unsubscribeLink, rejected } = view;
  const text = textsIn(language).surveyPage;
  const from = organisation ? `<p class="from">${escaped(organisation)}</p>` : '';
  const step =
    chosen !== undefined && response?.score !== chosen
      ? confirmation(text, chosen)
      : response
        ? saved(text, response, { language, rejected })
        : faces(text, undefined);
  return document({
    language,
    title: text.title,
    width: 'wide',
    body: `<style>${STYLE}</style>${from}<h1>${escaped(question)}</h1>${step}<p class="note">${text.anonymous}</p><p class="note"><a href="${escaped(unsubscribeLink)}">${text.refuse}</a></p>`,
  });
}

const confirmation = (text: SurveyTexts, chosen: number): string =>
  `<form method="post" id="chosen"><input type="hidden" name="score" value="${chosen}">
<p>${text.chosen} <strong>${text.scores[chosen - 1]}</strong></p><button class="send">${text.confirm}</button></form><script>${SCRIPT}</script>`;

const saved = (
  text: SurveyTexts,
  response: NonNullable<SurveyView['response']>,
  { language, rejected }: Pick<SurveyView, 'language' | 'rejected'>,
): string =>
  // Where the page begins, so that nobody takes what was not saved for saved.
  `${rejected === undefined ? `<p class="done" role="status">${text.saved} ${text.chosen} ${text.scores[response.score - 1]}</p>` : tooLong(text, { language, rejected })}${details(text, response, rejected)}
<fieldset><legend>${text.change}</legend>${faces(text, response.score)}</fieldset>`;

const faces = (text: SurveyTexts, score: number | undefined): string =>
  `<form method="post" class="choices">${[3, 2, 1]
    .map(
      (value) =>
        `<button class="face" name="score" value="${value}"${score === undefined ? '' : ` aria-pressed="${score === value}"`}>${FACES[value - 1]}${text.scores[value - 1]}</button>`,
    )
    .join('')}</form>`;

/** By how much a comment is too long. */
function tooLong(text: SurveyTexts, { language, rejected }: Pick<SurveyView, 'language' | 'rejected'>): string {
  if (rejected === undefined) return '';
  const format = new Intl.NumberFormat(language);
  const count = rejected.length - SURVEY_COMMENT;
  const words = count === 1 ? text.tooLong_one : text.tooLong_other;
  const [excess, max] = [format.format(count), format.format(SURVEY_COMMENT)];
  return `<p class="wrong" id="wrong" role="alert"><a href="#text">${fill(words, { excess, max })}</a></p>`;
}

function details(
  text: SurveyTexts,
  { clarity, text: comment }: NonNullable<SurveyView['response']>,
  rejected: string | undefined,
): string {
  const levels = text.clarityLevels
    .map(
      (label, index) =>
        `<label class="line"><input type="radio" name="clarity" value="${index + 1}"${clarity === index + 1 ? ' checked' : ''}>${label}</label>`,
    )
    .reverse()
    .join('');
  return `<form method="post"><fieldset><legend>${text.clarity} <span class="note">(${text.optional})</span></legend>${levels}</fieldset>
<fieldset><label class="h" for="text">${text.comment} <span class="note">(${text.optional})</span></label>
<p class="note" id="private">${text.noPersonalData}</p><textarea id="text" name="text" aria-describedby="private${rejected === undefined ? '' : ' wrong'}"${rejected === undefined ? '' : ' aria-invalid="true"'}>\n${escaped(rejected ?? comment)}</textarea></fieldset>
<button class="send">${text.send}</button></form>`;
}
