import { diffArrays } from 'diff';
import { blocksOf } from './html-blocks.js';

/** A word with the formatting in which it stands, as the tags that open it; or white space, or a tag that makes lines. */
interface Piece {
  text: string;
  /** Empty where it is no word. */
  key: string;
  marks: readonly string[];
}

/** Links lead where their words said; other words in their place lead nowhere. */
const OF_ITS_WORDS = /^<(?:mark|a)\b/;
const LINES: ReadonlySet<string> = new Set(['p', 'br', 'ul', 'ol', 'li', 'blockquote', 'img', 'div']);
const PIECE = /<(\/?)([a-z][a-z0-9]*)\b[^>]*>|&[#\w]+;|[\p{L}\p{M}\p{N}]+|[^<\s]|\s+/giu;

function piecesOf(block: string): Piece[] {
  const open: string[] = [];
  const pieces: Piece[] = [];
  for (const [text, closing, tag] of block.matchAll(PIECE)) {
    if (!tag) pieces.push({ text, key: keyOf(text), marks: [...open] });
    else if (LINES.has(tag.toLowerCase())) pieces.push({ text, key: '', marks: [] });
    else if (closing) open.pop();
    else open.push(text);
  }
  return pieces;
}

/** The templates and the editor escape signs each in their way. */
const keyOf = (text: string) =>
  text
    .trim()
    .replace(/^&#(\d+);$/, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/^&(amp|lt|gt|quot);$/, (_, name: string) => SIGNS[name]!);
const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

const wordsIn = (pieces: readonly Piece[]) => pieces.filter(({ key }) => key !== '');
const plain = (block: string) =>
  wordsIn(piecesOf(block))
    .map(({ key }) => key)
    .join(' ');

/** The HTML of pieces, each in its formatting. */
function written(pieces: readonly Piece[]): string {
  let open: readonly string[] = [];
  let html = '';
  const turnTo = (marks: readonly string[]) => {
    let same = 0;
    while (same < open.length && open[same] === marks[same]) same += 1;
    for (const tag of open.slice(same).toReversed()) html += `</${/^<(\w+)/.exec(tag)![1]}>`;
    html += marks.slice(same).join('');
    open = marks;
  };
  for (const { text, marks } of pieces) {
    turnTo(marks);
    html += text;
  }
  turnTo([]);
  return html;
}

/** Stretches of two sequences in order: the same in both, or one in the place of the other. */
function* stretches<Item>(old: readonly Item[], now: readonly Item[], keyOfItem: (item: Item) => string) {
  let [at, here] = [0, 0];
  let [were, are]: [Item[], Item[]] = [[], []];
  for (const { added, removed, value } of diffArrays(old.map(keyOfItem), now.map(keyOfItem))) {
    const isSame = !added && !removed;
    if (isSame && were.length + are.length > 0) {
      yield { isSame: false, were, are };
      [were, are] = [[], []];
    }
    if (!added) were.push(...old.slice(at, (at += value.length)));
    if (!removed) are.push(...now.slice(here, (here += value.length)));
    if (!isSame) continue;
    yield { isSame, were, are };
    [were, are] = [[], []];
  }
  if (were.length + are.length > 0) yield { isSame: false, were, are };
}

const common = (one: readonly string[], other: readonly string[]) => one.filter((mark) => other.includes(mark));

/** Formats a block as the one in whose place it comes: the words that stay as they were, and what replaces others as those. */
function formatted(before: string, now: string): string {
  const pieces = piecesOf(now);
  const marks = new Map<Piece, readonly string[]>();
  for (const { isSame, were, are } of stretches(wordsIn(piecesOf(before)), wordsIn(pieces), ({ key }) => key)) {
    const all = were.map((piece) => piece.marks);
    const shared = all.length > 0 ? all.reduce(common).filter((mark) => !OF_ITS_WORDS.test(mark)) : [];
    for (const [n, piece] of are.entries())
      marks.set(piece, isSame ? all[n]! : [...new Set([...shared, ...piece.marks])]);
  }
  // White space is formatted where the words on both sides are.
  const around = (piece: Piece | undefined) => (piece && marks.get(piece)) ?? [];
  return written(
    pieces.map((piece, n) => ({
      ...piece,
      marks: marks.get(piece) ?? common(around(pieces[n - 1]), around(pieces[n + 1])),
    })),
  );
}

/**
 * Gives a text that was rendered anew the formatting of the one in whose place it comes: passages that say the same stay as the agent has
 * formatted them, and in the others each word that stays, and what takes the place of a word. Pure.
 */
export function keepFormatting(before: string | null, now: string | null): string | null {
  const [old, renewed] = [before, now].map((html) => (html === null ? undefined : blocksOf(html)));
  if (!old || !renewed) return now;
  const blocks: string[] = [];
  for (const { isSame, were, are } of stretches(old, renewed, plain))
    blocks.push(
      ...are.map((block, n) => (isSame ? were[n]! : were[n] === undefined ? block : formatted(were[n], block))),
    );
  return blocks.join('');
}
