import type { DrawnLine, Typeface } from '@guichet/templates';
import bidiFactory from 'bidi-js';

/** A stretch of a line where it stands on the paper. */
export interface Spot {
  text: string;
  face: string;
  x: number;
  width: number;
  /** Whether the letters change with their neighbours, as in Arabic, so that they are drawn as a whole. */
  isShaped: boolean;
}

interface Run extends Omit<Spot, 'x'> {
  /** Odd: from right to left. */
  level: number;
}

interface Room {
  left: number;
  width: number;
  size: number;
  /** Whether the paragraph is read from right to left, and begins at the right. */
  isRightToLeft: boolean;
}

// The package is CommonJS, and its types say that it is not.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Nko}\p{Script=Thaana}]/u;
const SHAPED = /[\p{M}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}]/u;
/** A paragraph is judged by its beginning. */
const BEGINNING = 1_000;

const hasRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** Whether a paragraph is read from right to left, by its first letter (UAX #9, P2). */
export function isRightToLeft(text: string): boolean {
  if (!hasRightToLeft(text)) return false;
  return bidi.getEmbeddingLevels(text.slice(0, BEGINNING), 'auto').paragraphs[0]?.level === 1;
}

/**
 * What a line says, where that cannot be told from what is drawn: from left to right, or with codes of characters that no font has.
 */
export function saidBy(line: DrawnLine): string | undefined {
  const isCoded = line.some(({ actual }) => actual !== undefined);
  if (!isCoded && !line.some(({ text }) => hasRightToLeft(text))) return undefined;
  return line.map(({ text, actual }) => actual ?? text).join('');
}

/** Places the stretches of a line: those to be read first come first, wherever they stand (UAX #9, L2). */
export function spotsOf(typeface: Typeface, line: DrawnLine, room: Room): Spot[] {
  const runs = line.some(({ text }) => hasRightToLeft(text))
    ? directedRuns(typeface, line, room)
    : line.map((fragment) => runOf(typeface, { ...fragment, level: 0 }, room.size));
  const total = runs.reduce((sum, { width }) => sum + width, 0);
  let x = room.isRightToLeft ? room.left + room.width - total : room.left;
  const places = new Map<Run, number>();
  for (const run of inVisualOrder(runs)) {
    places.set(run, x);
    x += run.width;
  }
  return runs.map((run) => ({ ...run, x: places.get(run) ?? x }));
}

/** Parts the fragments of a line where its direction changes. */
function directedRuns(typeface: Typeface, line: DrawnLine, { size, isRightToLeft: rtl }: Room): Run[] {
  const whole = line.map(({ text }) => text).join('');
  const { levels } = bidi.getEmbeddingLevels(whole, rtl ? 'rtl' : 'ltr');
  let at = 0;
  return line.flatMap(({ text, face, actual }) => {
    const from = at;
    at += text.length;
    // A code stays whole; its letters say where it stands.
    if (actual !== undefined) return [runOf(typeface, { text, face, level: levels[from + 1] ?? 0 }, size)];
    return equalStretches(levels.subarray(from, at)).map(([start, end]) =>
      runOf(typeface, { text: text.slice(start, end), face, level: levels[from + start] ?? 0 }, size),
    );
  });
}

function equalStretches(levels: Uint8Array): [start: number, end: number][] {
  const stretches: [number, number][] = [];
  let start = 0;
  for (let n = 1; n <= levels.length; n += 1)
    if (levels[n] !== levels[start]) {
      stretches.push([start, n]);
      start = n;
    }
  return stretches;
}

function runOf(
  typeface: Typeface,
  { text, face, level }: { text: string; face: string; level: number },
  size: number,
): Run {
  const isBackwards = level % 2 === 1;
  const isShaped = SHAPED.test(text) || (isBackwards && hasRightToLeft(text));
  // A font turns the letters of Arabic and Hebrew by itself, but not what stands between them.
  const drawn = isBackwards && !isShaped ? mirrored(text) : text;
  const width = isShaped
    ? typeface.choose(face, size).widthOfString(drawn, { features: [] })
    : [...drawn].reduce((sum, character) => sum + typeface.widthOfCharacter(character, face, size), 0);
  return { text: drawn, face, level, width, isShaped };
}

const mirrored = (text: string): string =>
  [...text]
    .reverse()
    .map((character) => bidi.getMirroredCharacter(character) ?? character)
    .join('');

function inVisualOrder(runs: readonly Run[]): Run[] {
  const ordered = [...runs];
  const levels = runs.map(({ level }) => level);
  for (let level = Math.max(0, ...levels); level > 0; level -= 1) reverseStretches(ordered, level);
  return ordered;
}

/** Reverses each longest stretch of runs at this level or above. */
function reverseStretches(runs: Run[], level: number): void {
  let start = 0;
  while (start < runs.length) {
    const isIn = (n: number) => (runs[n]?.level ?? -1) >= level;
    let end = start;
    while (isIn(end)) end += 1;
    if (end > start) runs.splice(start, end - start, ...runs.slice(start, end).reverse());
    start = end + 1;
  }
}
