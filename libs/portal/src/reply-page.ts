import { dateFormat, dateLocales, type Language, type Organisation } from '@guichet/contracts';
import { formatSize } from './format-file-size.js';
import { document, escaped } from './html-document.js';
import type { LinkedReply, LinkedReplyFile } from './linked-replies-and-files.queries.js';
import { fill, textsIn } from './page-texts.js';

/** A wide table scrolls by itself, which the keyboard can do only in what takes the focus. The HTML is sanitised: each is a tag. */
const withReachableTables = (html: string): string => html.replace(/<table\b/g, '<table tabindex="0"');

/** The address of the page from which one file is downloaded. */
type FileLinkOf = (fileId: string) => string;

/** Below the text, as with a mail: the files that go with it, each leading to its own page. */
function fileList(files: readonly LinkedReplyFile[], language: Language, linkOf: FileLinkOf): string {
  if (files.length === 0) return '';
  const { file, files: several } = textsIn(language).replyPage;
  const items = files.map(
    ({ id, name, size }) =>
      `<li><a href="${escaped(linkOf(id))}"><bdi>${escaped(name)}</bdi></a><span>${formatSize(size, language)}</span></li>`,
  );
  return `<section class="files"><h2>${files.length === 1 ? file : several}</h2><ul>${items.join('')}</ul></section>`;
}

/** Why the link is for its holder alone: it opens the reply, and its files where it has any. */
function warning(files: readonly LinkedReplyFile[], language: Language): string {
  const text = textsIn(language).replyPage;
  if (files.length === 0) return text.private;
  return files.length === 1 ? text.privateWithFile : text.privateWithFiles;
}

/**
 * The page that shows the whole of a reply, for whoever holds its link. It names nothing beyond the reply itself: no
 * reference, no address and no person.
 */
export function replyPage(
  { language, subject, html, sentAt, files }: LinkedReply,
  { organisation: { name, timeZone }, fileLinkOf }: { organisation: Organisation; fileLinkOf: FileLinkOf },
): string {
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
<div class="reply">${withReachableTables(html)}</div>${fileList(files, language, fileLinkOf)}</article>
<footer><h2>${text.toReply}</h2><p>${text.howToReply}</p><p class="note no-print">${text.keep}</p><p class="note">${warning(files, language)}</p></footer>`,
  });
}
