import type { Organisation } from '@guichet/contracts';
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

/**
 * The page for an address that leads to nothing: mistyped, cut off, or no longer valid. It is the same for each of them, so
 * that nobody learns which links there were, and it says whom to ask.
 */
export function gonePage(organisation: Organisation | null, acceptLanguage: string | undefined): string {
  const language = languageOf(acceptLanguage);
  const text = textsIn(language).gonePage;
  const { name = '', address = '', mail = '', phone = '' } = organisation ?? {};
  const ways = [
    address && `<p>${address.split('\n').map(escaped).join('<br>')}</p>`,
    phone && `<p>${text.phone} <a href="tel:${escaped(phone.replace(/[^+\d]/g, ''))}">${escaped(phone)}</a></p>`,
    mail && `<p>${text.mail} <a href="mailto:${escaped(mail)}">${escaped(mail)}</a></p>`,
  ].join('');
  return document({
    language,
    title: text.title,
    body: `${name ? `<p class="from">${escaped(name)}</p>` : ''}<h1>${text.title}</h1><p>${text.text}</p><p>${text.expired}</p>${ways ? `<footer><h2>${text.contact}</h2>${ways}</footer>` : ''}`,
  });
}

/** The page for a form that was not accepted. It tells the citizen that their text is not lost. */
export const refusedPage = (acceptLanguage: string | undefined): string => messagePage('refusedPage', acceptLanguage);

/** The page for a fault of ours. */
export const errorPage = (acceptLanguage: string | undefined): string => messagePage('errorPage', acceptLanguage);

function messagePage(name: 'refusedPage' | 'errorPage', acceptLanguage: string | undefined): string {
  const language = languageOf(acceptLanguage);
  const text = textsIn(language)[name];
  return document({ language, title: text.title, body: `<h1>${text.title}</h1><p>${text.text}</p>` });
}
