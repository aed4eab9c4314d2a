import type { Language } from '@guichet/contracts';
import { document, escaped } from './html-document.js';
import { textsIn } from './page-texts.js';

/** What the page shows on which a citizen says that they want no surveys. */
export interface UnsubscribeView {
  language: Language;
  /** The name of the administration; empty where none is set. */
  organisation: string;
  isDone: boolean;
}

const STYLE = `button{font:inherit;font-weight:600;cursor:pointer;border-radius:8px;min-height:2.75rem;padding:.75rem 1.25rem;color:#fff;background:#1d4ed8;border:1px solid #1d4ed8}
button:focus-visible{outline:3px solid #1d4ed8;outline-offset:3px}@media(prefers-color-scheme:dark){button{background:#2f5fe0;border-color:#2f5fe0}button:focus-visible{outline-color:#a5bfff}}`;

/** Only what is sent counts: programs open links without being asked to. */
export function unsubscribePage({ language, organisation, isDone }: UnsubscribeView): string {
  const text = textsIn(language).unsubscribePage;
  const from = organisation ? `<p class="from">${escaped(organisation)}</p>` : '';
  const step = isDone
    ? `<p role="status">${text.done}</p>`
    : `<p>${text.text}</p><form method="post"><button>${text.confirm}</button></form>`;
  return document({
    language,
    title: text.title,
    width: 'wide',
    body: `<style>${STYLE}</style>${from}<h1>${text.title}</h1>${step}`,
  });
}

/** Allows the form, which posts to this site, and nothing else. */
export const UNSUBSCRIBE_CSP = `default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'`;
