import { blocksOf } from './html-blocks.js';
import { predecessors, stretches } from './stretches.js';

/** A word with the formatting in which it stands, as the tags that open it; or white space, or a tag that makes lines. */
interface Piece {
  text: string;
  /** Empty where it is no word. */
  key: string;
  marks: readonly Mark[];
}

/** A tag that opens some formatting; each is one of its own, also where another one reads the same. */
interface Mark {
  tag: string;
}

/** Links lead where their words say: other words in their place lead nowhere, and some of their words alone do not, either. */
const LINK = /^<a\b/;
const OF_ITS_WORDS = /^<(?:mark|a)\b/;
const LINES: ReadonlySet<string> = new Set(['p', 'br', 'ul', 'ol', 'li', 'blockquote', 'img', 'div']);
const PIECE = /<(\/?)([a-z][a-z0-9]*)\b[^>]*>|&[#\w]+;|[\p{L}\p{M}\p{N}]+|[^<\s]|\s+/giu;

function piecesOf(block: string): Piece[] {
  const open: Mark[] = [];
  const pieces: Piece[] = [];
  for (const [text, closing, tag] of block.matchAll(PIECE)) {
    if (!tag) pieces.push({ text, key: keyOf(text), marks: [...open] });
    else if (LINES.has(tag.toLowerCase())) pieces.push({ text, key: '', marks: [] });
    else if (closing) open.pop();
    else open.push({ tag: text });
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
  let open: readonly Mark[] = [];
  let html = '';
  const turnTo = (marks: readonly Mark[]) => {
    let same = 0;
    while (same < open.length && open[same]?.tag === marks[same]?.tag) same += 1;
    for (const { tag } of open.slice(same).toReversed()) html += `</${/^<(\w+)/.exec(tag)![1]}>`;
    html += marks
      .slice(same)
      .map(({ tag }) => tag)
      .join('');
    open = marks;
  };
  for (const { text, marks } of pieces) {
    turnTo(marks);
    html += text;
  }
  turnTo([]);
  return html;
}

const common = (one: readonly Mark[], other: readonly Mark[]) =>
  one.filter(({ tag }) => other.some((mark) => mark.tag === tag));

/** The words of each link. */
function linksIn(words: readonly Piece[]): ReadonlyMap<Mark, readonly Piece[]> {
  const links = new Map<Mark, Piece[]>();
  for (const piece of words)
    for (const mark of piece.marks.filter(({ tag }) => LINK.test(tag))) {
      const linked = links.get(mark);
      if (linked) linked.push(piece);
      else links.set(mark, [piece]);
    }
  return links;
}

/** The links all of whose words stand in one row again, unless a link of the template is there that has other words. */
function wholeLinks(old: readonly Piece[], words: readonly Piece[], stays: ReadonlyMap<Piece, Piece>) {
  const places = new Map(words.map((piece, n) => [piece, n]));
  const theirs = [...linksIn(words).values()];
  const isWhole = (linked: readonly Piece[]) => {
    const now = linked.map((piece) => stays.get(piece)).filter((piece) => piece !== undefined);
    const first = places.get(now[0]!)!;
    const isRow = now.length === linked.length && now.every((piece, n) => places.get(piece) === first + n);
    const isOther = (link: readonly Piece[]) =>
      (link.length !== now.length || link[0] !== now[0]) && link.some((piece) => now.includes(piece));
    return isRow && !theirs.some(isOther);
  };
  return new Set([...linksIn(old)].filter(([, linked]) => isWhole(linked)).map(([mark]) => mark));
}

/** The marks of a word that stays, with a link only if it is there as a whole; otherwise the one of the template. */
function marksThatStay({ marks: old }: Piece, { marks: now }: Piece, whole: ReadonlySet<Mark>): readonly Mark[] {
  const stay = old.filter((mark) => !LINK.test(mark.tag) || whole.has(mark));
  const isLink = stay.some(({ tag }) => LINK.test(tag));
  return isLink ? stay : [...stay, ...now.filter(({ tag }) => LINK.test(tag))];
}

/** Formats a block as the one in whose place it comes: the words that stay as they were, and what replaces others as those. */
function formatted(before: string, now: string): string {
  const [old, pieces] = [wordsIn(piecesOf(before)), piecesOf(now)];
  const words = wordsIn(pieces);
  const changes = stretches(old, words, ({ key }) => key);
  if (!changes) return now;
  const stays = changes.flatMap(({ isSame, were, are }) =>
    isSame ? were.map((was, n) => [was, are[n]!] as const) : [],
  );
  const whole = wholeLinks(old, words, new Map(stays));
  const marks = new Map<Piece, readonly Mark[]>(stays.map(([was, is]) => [is, marksThatStay(was, is, whole)]));
  for (const { isSame, were, are } of changes) {
    if (isSame) continue;
    const all = were.map((piece) => piece.marks);
    const shared = all.length > 0 ? all.reduce(common).filter(({ tag }) => !OF_ITS_WORDS.test(tag)) : [];
    for (const piece of are)
      marks.set(piece, [...shared, ...piece.marks.filter(({ tag }) => shared.every((mark) => mark.tag !== tag))]);
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

const wordsOf = (block: string) => new Set(wordsIn(piecesOf(block)).map(({ key }) => key));

/**
 * Gives a text that was rendered anew the formatting of the one in whose place it comes: passages that say the same stay as the agent has
 * formatted them, and in the others each word that stays, and what takes the place of a word. Pure.
 */
export function keepFormatting(before: string | null, now: string | null): string | null {
  const [old, renewed] = [before, now].map((html) => (html === null ? undefined : blocksOf(html)));
  if (!old || !renewed) return now;
  const blocks = stretches(old, renewed, plain)?.flatMap((stretch) => {
    if (stretch.isSame) return stretch.were;
    const places = predecessors(stretch, wordsOf);
    return stretch.are.map((block, n) =>
      places[n] === undefined ? block : formatted(stretch.were[places[n]]!, block),
    );
  });
  return blocks?.join('') ?? now;
}
