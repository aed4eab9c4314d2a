import { stripDiacritics } from '@guichet/ui/strip-diacritics';
import type { Insertion } from './use-insertions.js';

export interface Insertions {
  insertions: readonly Insertion[];
  /** The shared blocks that cannot be inserted yet; undefined until they are known. */
  waiting: readonly Insertion[] | undefined;
}

/** Returns what matches, that which begins so first. */
function matching(insertions: readonly Insertion[], typed: string): Insertion[] {
  const wanted = stripDiacritics(typed.trim());
  const texts = ({ label, value, group, sort }: Insertion) => [
    ...[label, group, sort].flatMap((text) => (text === undefined ? [] : [stripDiacritics(text)])),
    value,
  ];
  const begins = (one: Insertion) => (texts(one).some((text) => text.startsWith(wanted)) ? 0 : 1);
  return insertions
    .filter((one) => texts(one).some((text) => text.includes(wanted)))
    .toSorted((a, b) => begins(a) - begins(b));
}

/**
 * Returns what matches what was typed, what cannot be inserted yet at its end. `isNothing`: nothing does, and whoever is still typing is
 * to know of it; a space behind words that match nothing says that they are a part of the text.
 */
export function matchInsertions(
  { insertions, waiting }: Insertions,
  typed: string,
): { found: Insertion[]; isNothing: boolean } {
  const find = (words: string) => [...matching(insertions, words), ...matching(waiting ?? [], words)];
  const found = find(typed);
  const space = typed.lastIndexOf(' ');
  const isLeft = space >= 0 && find(typed.slice(0, space)).length === 0;
  return { found, isNothing: waiting !== undefined && found.length === 0 && !isLeft };
}
