import type { Organisation } from '@guichet/contracts';
import type { LinkedAnswer } from '@guichet/messages';
import { document, escaped } from './portal-page.js';

const texts = {
  fr: {
    title: 'Une réponse pour vous',
    sent: (day: string) => `Envoyée le ${day}`,
    reply: 'Pour répondre',
    how: 'Répondez au message que vous avez reçu : c’est lui qui contenait le lien vers cette page.',
    keep: 'Cette page est ouverte pendant trente jours. Pour la garder, imprimez-la ou enregistrez-la.',
    note: 'Ne transmettez ce lien à personne : qui l’a peut lire cette réponse.',
  },
  en: {
    title: 'An answer for you',
    sent: (day: string) => `Sent on ${day}`,
    reply: 'To reply',
    how: 'Answer the message that you received: the one with the link to this page.',
    keep: 'This page stays open for thirty days. To keep it, print it or save it.',
    note: 'Do not pass this link on: whoever has it can read this answer.',
  },
};

/** The whole of an answer, and nothing else: no reference, no address, no name but those that the answer itself tells. */
export function answerPage(
  { language, subject, html, sentAt }: LinkedAnswer,
  { name, timeZone }: Organisation,
): string {
  const text = texts[language];
  const title = subject || text.title;
  const day = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone }).format(
    sentAt,
  );
  return document(
    language,
    title,
    `${name ? `<p class="from">${escaped(name)}</p>` : ''}
<article><h1>${escaped(title)}</h1>
<p class="when"><time datetime="${sentAt.toISOString()}">${escaped(text.sent(day))}</time></p>
<div class="answer">${html}</div></article>
<footer><h2>${text.reply}</h2><p>${text.how}</p><p class="note no-print">${text.keep}</p><p class="note">${text.note}</p></footer>`,
    'wide',
  );
}
