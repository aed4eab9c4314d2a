import type { Piece } from '../rendering/runs-to-text-and-html.js';
import type { Fragment, Typeface } from './letter-fonts.js';

/** A line as it is drawn, fragment by fragment from the left. */
export type DrawnLine = Fragment[];

/**
 * A stretch without a line break, unless it is longer than a line. `placeholder` is the width of the space at its end.
 */
interface Word {
  fragments: DrawnLine;
  width: number;
  placeholder: number;
}

/** Pieces of text as lines of at most this width, in points. */
export function linesOf(
  typeface: Typeface,
  { pieces, size, width }: { pieces: readonly Piece[]; size: number; width: number },
): DrawnLine[] {
  const lines: DrawnLine[] = [];
  let line: DrawnLine = [];
  let room = width;
  for (const word of wordsOf(typeface, pieces, size)) {
    for (const part of word.width - word.placeholder > width ? cut(typeface, { word, size, width }) : [word]) {
      if (part.width - part.placeholder > room && line.length > 0) {
        lines.push(line);
        [line, room] = [[], width];
      }
      for (const fragment of part.fragments) append(line, fragment);
      room -= part.width;
    }
  }
  const last = line.at(-1);
  if (!last) return lines;
  // The space is invisible; a screen reader needs it to separate the last word from the first of the next line.
  append(line, { text: ' ', face: last.face, target: null });
  return [...lines, line];
}

/** A code of a character that no font has stands by itself, and is never cut. */
const isCode = (fragment: Fragment | undefined): boolean => fragment?.actual !== undefined;

function append(line: DrawnLine, fragment: DrawnLine[number]): void {
  const last = line.at(-1);
  if (last && !isCode(last) && !isCode(fragment) && last.face === fragment.face && last.target === fragment.target) {
    last.text += fragment.text;
  } else line.push({ ...fragment });
}

/** After a placeholder, and after a hyphen between letters. */
const END_OF_WORD = /(?<= )(?=[^ ])|(?<=\p{L}-)(?=\p{L})/u;

function* wordsOf(typeface: Typeface, pieces: readonly Piece[], size: number): Iterable<Word> {
  let word: Word = { fragments: [], width: 0, placeholder: 0 };
  for (const { text, strong, target } of pieces)
    for (const fragment of typeface.fragments(text, strong, target))
      for (const [n, chunk] of fragment.text.split(END_OF_WORD).entries()) {
        const isAtCode = isCode(fragment) || isCode(word.fragments.at(-1));
        if (n > 0 || word.placeholder > 0 || isAtCode) {
          yield word;
          word = { fragments: [], width: 0, placeholder: 0 };
        }
        const width = widthOf(typeface, { text: chunk, face: fragment.face, size });
        word.fragments.push({ ...fragment, text: chunk });
        word.width += width;
        word.placeholder = chunk.endsWith(' ') ? typeface.widthOfCharacter(' ', fragment.face, size) : 0;
      }
  if (word.fragments.length > 0) yield word;
}

/**
 * Adds the widths of single characters: words are shaped once, when they are drawn, and are hardly ever wider than
 * this.
 */
const widthOf = (typeface: Typeface, { text, face, size }: { text: string; face: string; size: number }): number =>
  [...text].reduce((sum, character) => sum + typeface.widthOfCharacter(character, face, size), 0);

/** A margin for pairs of letters that are wider together than one by one, as in a line of capital W. */
const SAFE = 0.97;

/** Cuts a word that is longer than a line at the end of the line, but never before an accent. */
function* cut(
  typeface: Typeface,
  { word: { fragments }, size, width }: { word: Word; size: number; width: number },
): Iterable<Word> {
  let part: Word = { fragments: [], width: 0, placeholder: 0 };
  for (const { text, face, target } of fragments)
    for (const character of text) {
      const wide = typeface.widthOfCharacter(character, face, size);
      if (part.width + wide > width * SAFE && !/\p{M}/u.test(character)) {
        yield part;
        part = { fragments: [], width: 0, placeholder: 0 };
      }
      append(part.fragments, { text: character, face, target });
      part.width += wide;
      part.placeholder = character === ' ' ? wide : 0;
    }
  if (part.fragments.length > 0) yield part;
}
