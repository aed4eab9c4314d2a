import { formatSize } from './format-file-size.js';
import { document, escaped } from './html-document.js';
import { languageOf, textsIn } from './page-texts.js';

/**
 * The page behind the link to a file. It tells name and size before anything is fetched, so that programs that only look
 * at links (previews, scanners) do not download the file, and whose file it is: `organisation` is empty where none is set.
 */
export function filePage(
  { name, size, organisation }: { name: string; size: number; organisation: string },
  acceptLanguage: string | undefined,
): string {
  const from = organisation ? `<p class="from">${escaped(organisation)}</p>` : '';
  const language = languageOf(acceptLanguage);
  const text = textsIn(language).filePage;
  return document({
    language,
    title: text.title,
    body: `${from}<h1>${text.title}</h1><p>${text.intro}</p>
<div class="file"><b><bdi>${escaped(name)}</bdi></b><span>${formatSize(size, language)}</span></div>
<p><a class="button" href="?download=1" download>${text.download}</a></p><p class="note">${text.private}</p>`,
  });
}

/** The page for a link that is none of ours, or is no longer valid. */
export const gonePage = (acceptLanguage: string | undefined): string => messagePage('gonePage', acceptLanguage);

/** The page for a form that was not accepted. It tells the citizen that their text is not lost. */
export const refusedPage = (acceptLanguage: string | undefined): string => messagePage('refusedPage', acceptLanguage);

/** The page for a fault of ours. */
export const errorPage = (acceptLanguage: string | undefined): string => messagePage('errorPage', acceptLanguage);

function messagePage(name: 'gonePage' | 'refusedPage' | 'errorPage', acceptLanguage: string | undefined): string {
  const language = languageOf(acceptLanguage);
  const text = textsIn(language)[name];
  return document({ language, title: text.title, body: `<h1>${text.title}</h1><p>${text.text}</p>` });
}
