import { stripDiacritics } from '@guichet/ui/strip-diacritics';
import type { PaletteAction } from './palette-action.js';

type Words = Pick<PaletteAction, 'label' | 'otherWords'>;

/** A text as it is compared: without accents, and with a space where words are joined. */
export const searchable = (text: string) => stripDiacritics(text).replace(/['-]/g, ' ');

/** The text with a space around each word, so that where a word begins and ends can be looked for. */
const spaced = (text: string) =>
  ` ${searchable(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** So many characters, with the space before them, has a word like "of" or "en" at the most. */
const SMALL = 3;

/**
 * How an action is found by words that are typed, the best first: by its label, by whole words of it, by the beginning of its label, by the
 * beginnings of words there, and by what else it is called. Undefined: it is not. Whoever types what a page is called must not be offered
 * something that changes the open case before it, only because that is called so, too.
 */
function rankOf({ label, otherWords = '' }: Words, wanted: string): number | undefined {
  const typed = spaced(wanted).trimEnd();
  const each = typed.split(/(?= )/);
  const words = spaced(label);
  const areBegun = (text: string) => each.every((word) => text.includes(word));
  if (typed === '') return undefined;
  if (words === `${typed} `) return 0;
  // The small words of a label say nothing of it.
  if (each.every((word) => word.length > SMALL && words.includes(`${word} `))) return 1;
  if (words.startsWith(typed)) return 2;
  if (areBegun(words)) return 3;
  return areBegun(`${words}${spaced(otherWords)}`) ? 4 : undefined;
}

/** Those that match, the best first; of those that match equally well, in their order. All of them, where nothing is typed. */
export function actionsFor<A extends Words>(actions: readonly A[], wanted: string): A[] {
  const ranked = actions.map((action) => ({ action, rank: wanted === '' ? 0 : rankOf(action, wanted) }));
  return ranked
    .filter(({ rank }) => rank !== undefined)
    .toSorted((one, other) => one.rank! - other.rank!)
    .map(({ action }) => action);
}
