import type { SearchCorrection, SearchHit } from '@guichet/contracts';

interface Result {
  items: readonly Pick<SearchHit, 'missing'>[];
  corrections: readonly SearchCorrection[];
}

const withoutWord = (text: string, word: string): string =>
  text
    .split(/\s+/)
    .filter((one) => one !== word)
    .join(' ');

/**
 * The words by which a search has found its cases: with those that were taken for typos corrected, and without those that even the
 * nearest case lacks. A list wants all the words that it is given, so it would be empty with what was typed.
 */
export function effectiveSearchWords(q: string, { items, corrections }: Result): string {
  const corrected = corrections
    .filter(({ isUsed }) => isUsed)
    .reduce((text, { typed, meant }) => text.replace(typed, () => meant), q);
  const nearest = Math.min(...items.map(({ missing }) => missing.length));
  const lacking = items.find(({ missing }) => missing.length === nearest)?.missing ?? [];
  return lacking.reduce(withoutWord, corrected) || corrected;
}
