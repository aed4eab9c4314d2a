/** What a sentence is made of: words, and what was chosen. */
export type Part = string | { chosen: string };

const HOLE = '\u0001';

/** A sentence of the language with one hole, `is`, and what fills it. */
export function fillSentence(say: (hole: string) => string, parts: readonly Part[]): Part[] {
  const [before = '', after = ''] = say(HOLE).split(HOLE);
  return [before, ...parts, after].filter((part) => part !== '');
}

/** "a, b and c", or "a, b or c". */
export function listParts(language: string, type: 'conjunction' | 'disjunction', items: readonly (readonly Part[])[]) {
  const format = new Intl.ListFormat(language, { type });
  return format
    .formatToParts(items.map((_, index) => String(index)))
    .flatMap(({ type: kind, value }): readonly Part[] => (kind === 'element' ? items[Number(value)]! : [value]));
}

export const plain = (parts: readonly Part[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.chosen)).join('');
