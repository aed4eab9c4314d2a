import { numberPattern } from './number-pattern.js';
import { TOKEN } from './wording-sentences.js';

/** From where to where something is in a text. */
export type Mark = readonly [start: number, end: number];

const SPELLINGS: Record<string, string> = { '\u00a0': ' ', '\u202f': ' ', '’': "'", '‘': "'", ʼ: "'", '‑': '-', '–': '-', '—': '-' }; // prettier-ignore

/** One letter for another, so that places stay as they are. */
const folded = (text: string): string =>
  text.replace(/[^\0-\x7f]|[A-Z]/g, (letter) => {
    const plain = (SPELLINGS[letter] ?? letter).normalize('NFD')[0]!.toLowerCase();
    return plain.length === letter.length ? plain : letter;
  });

const withoutTokens = (text: string): string => text.replace(TOKEN, (token) => '\0'.repeat(token.length));

const WORD = String.raw`[\p{L}\p{N}]`;
/** A part of a decimal number is no number. */
const [BEGINNING, END] = [String.raw`(?<!${WORD}|\d[.,])`, String.raw`(?!${WORD}|[.,]\d)`];

function patternOf(words: string): RegExp {
  const said = words
    .replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
    .replaceAll(/\s+/g, String.raw`\s+`)
    // What is compared is written in digits, and `17h` without a space.
    .replaceAll(/(?<![\d.,])\d+(?![\d,]|\\\.)/g, (digits) => numberPattern(digits))
    .replaceAll(/(?<=[\d)])h(?=\d|$)/g, String.raw`\s*h(?:eures?|ours?)?\s*`);
  const [head, tail] = [new RegExp(`^${WORD}`, 'u'), new RegExp(`${WORD}$`, 'u')].map((edge) => edge.test(words));
  return new RegExp(`${head ? BEGINNING : ''}${said}${tail ? END : ''}`, 'gu');
}

const placesOf = (text: string, pattern: RegExp): Mark[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => [index, index + found.length]);

/**
 * Returns the places of words in a sentence of `sentencesIn`, whatever their accents, capitals and spaces: together, or else each of
 * them where all are there. `{{ name }}` is a variable, `{% name %}` a condition that asks for it.
 */
export function findWords(sentence: string, words: string): Mark[] {
  const condition = /^\{% (\w+) %\}$/u.exec(words);
  if (condition) return placesOf(sentence, new RegExp(String.raw`\{%[^%]*\b${condition[1]}\b[^%]*%\}`, 'gu'));
  const wanted = folded(words.trim());
  if (!/[\p{L}\p{N}]/u.test(wanted)) return [];
  const text = folded(wanted.includes('{{') ? sentence : withoutTokens(sentence));
  const together = placesOf(text, patternOf(wanted));
  if (together.length > 0) return together;
  const apart = wanted.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  const each = apart.map((word) => placesOf(withoutTokens(text), patternOf(word)));
  return each.length > 1 && each.every((places) => places.length > 0) ? each.flat().toSorted(([a], [b]) => a - b) : [];
}

/** Returns the pieces of a text, those within marks told apart; marks may overlap. */
export function markedPieces(text: string, marks: readonly Mark[]): { text: string; marked: boolean }[] {
  const edges = [...new Set([0, text.length, ...marks.flat()])].toSorted((a, b) => a - b);
  return edges.slice(1).reduce<{ text: string; marked: boolean }[]>((pieces, end, n) => {
    const start = edges[n]!;
    const marked = marks.some(([from, to]) => from <= start && end <= to);
    const last = pieces.at(-1);
    if (last?.marked === marked) last.text += text.slice(start, end);
    else pieces.push({ text: text.slice(start, end), marked });
    return pieces;
  }, []);
}
