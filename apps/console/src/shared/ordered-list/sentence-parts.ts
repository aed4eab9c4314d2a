/** A part of a sentence: fixed words, or a chosen value. */
export type Part = string | { chosen: string };

const HOLE = '\u0001';
/** The holes of a range. */
const [FROM, TO] = ['\u0001', '\u0002'];

/** Fills the placeholder `is` of a translated sentence with parts. */
export function fillSentence(say: (hole: string) => string, parts: readonly Part[]): Part[] {
  const [before = '', after = ''] = say(HOLE).split(HOLE);
  return [before, ...parts, after].filter((part) => part !== '');
}

/** Fills the placeholders `from` and `to` of a translated sentence, in whatever order it has them. */
export function fillRange(
  say: (holes: { from: string; to: string }) => string,
  { from, to }: { from: Part; to: Part },
): Part[] {
  const between = (text: string, hole: string, filling: Part): Part[] =>
    text.split(hole).flatMap((piece, n) => (n === 0 ? [piece] : [filling, piece]));
  return between(say({ from: FROM, to: TO }), FROM, from)
    .flatMap((part) => (typeof part === 'string' ? between(part, TO, to) : [part]))
    .filter((part) => part !== '');
}

/** Joins parts as "a, b and c", or "a, b or c". */
export function listParts(language: string, type: 'conjunction' | 'disjunction', items: readonly (readonly Part[])[]) {
  const format = new Intl.ListFormat(language, { type });
  return format
    .formatToParts(items.map((_, index) => String(index)))
    .flatMap(({ type: kind, value }): readonly Part[] => (kind === 'element' ? items[Number(value)]! : [value]));
}

export const plain = (parts: readonly Part[]) =>
  parts.map((part) => (typeof part === 'string' ? part : part.chosen)).join('');
