import { dateFormat, dateLocales, type Organisation } from '@guichet/contracts';
import { document, escaped } from './html-document.js';
import type { LinkedReply } from './linked-replies-and-files.queries.js';
import { fill, textsIn } from './page-texts.js';

/** A wide table scrolls by itself, which the keyboard can do only in what takes the focus. The HTML is sanitised: each is a tag. */
const withReachableTables = (html: string): string => html.replace(/<table\b/g, '<table tabindex="0"');

/**
 * The page that shows the whole of a reply, for whoever holds its link. It names nothing beyond the reply itself: no
 * reference, no address and no person.
 */
export function replyPage({ language, subject, html, sentAt }: LinkedReply, { name, timeZone }: Organisation): string {
  const text = textsIn(language).replyPage;
  const title = subject || text.title;
  const day = dateFormat(dateLocales[language], { dateStyle: 'long', timeZone }).format(sentAt);
  return document({
    language,
    title,
    width: 'wide',
    body: `${name ? `<p class="from">${escaped(name)}</p>` : ''}
<article><h1>${escaped(title)}</h1>
<p class="when"><time datetime="${sentAt.toISOString()}">${escaped(fill(text.sentOn, { day }))}</time></p>
<div class="reply">${withReachableTables(html)}</div></article>
<footer><h2>${text.toReply}</h2><p>${text.howToReply}</p><p class="note no-print">${text.keep}</p><p class="note">${text.private}</p></footer>`,
  });
}
