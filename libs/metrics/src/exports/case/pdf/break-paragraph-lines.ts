import { linesOf, type DrawnLine, type Typeface } from '@guichet/templates';

/** Characters of a paragraph that are broken into lines at once, so that a text of a megabyte holds nobody up. */
const PIECE = 1_500;

interface Setting {
  size: number;
  width: number;
  isStrong?: boolean;
}

/** Yields a paragraph line by line, and breaks the next lines only once they are asked for. */
export function* linesOfText(
  typeface: Typeface,
  text: string,
  { size, width, isStrong = false }: Setting,
): Generator<DrawnLine> {
  let rest = '';
  for (const [piece, isLast] of piecesOf(text)) {
    const lines = linesOf(typeface, { pieces: [{ text: rest + piece, strong: isStrong, target: null }], size, width });
    // The last line may have room for what follows.
    const open = isLast ? undefined : lines.pop();
    yield* lines;
    rest = open ? textOf(open).slice(0, -1) : '';
  }
}

/** What was in a line before a code stood for what no font has. */
const textOf = (line: DrawnLine): string => line.map(({ text, actual }) => actual ?? text).join('');

function* piecesOf(text: string): Generator<[piece: string, isLast: boolean]> {
  let from = 0;
  while (text.length - from > PIECE) {
    const space = text.lastIndexOf(' ', from + PIECE);
    const to = space > from ? space + 1 : wholeCharacter(text, from + PIECE);
    yield [text.slice(from, to), false];
    from = to;
  }
  yield [text.slice(from), true];
}

/** A place near this one that lies in no character of two units and before no accent. */
function wholeCharacter(text: string, at: number): number {
  const isInside = (n: number) => /^[\uDC00-\uDFFF\p{M}\u200D]/u.test(text.slice(n, n + 1));
  let place = at;
  while (place < at + PIECE && isInside(place)) place += 1;
  return place;
}
