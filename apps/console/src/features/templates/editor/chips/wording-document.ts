import { Fragment, Schema, Slice, type Node } from '@tiptap/pm/model';
import { pairTags, piecesOf, readPiece, type Piece } from './wording-pieces.js';

/** Nodes of a wording: lines of words and chips. A chip keeps its very source, so that nothing is written anew. */
const chip = {
  inline: true,
  group: 'inline',
  atom: true,
  attrs: { source: { validate: 'string' } },
  toDOM: (node: Node) => ['span', { 'data-source': String(node.attrs['source']) }, sourceOf(node)] as const,
};

export const wordingSchema = new Schema({
  nodes: {
    doc: { content: 'line+' },
    line: { content: 'inline*', toDOM: () => ['p', 0], parseDOM: [{ tag: 'p' }, { tag: 'div' }] },
    text: { group: 'inline' },
    /** A variable, or code that no chip can say. */
    value: { ...chip, draggable: true },
    /** A tag of a passage: it is not dragged away from the others. */
    tag: chip,
  },
});

const { line, value, tag } = wordingSchema.nodes;

export const isChip = (node: Node): boolean => node.type === value || node.type === tag;

/** The source of an inline node. */
export const sourceOf = (node: Node): string => (isChip(node) ? String(node.attrs['source']) : (node.text ?? ''));

/** Returns the piece that a chip or a stretch of words stands for. */
export const pieceOf = (node: Node): Piece =>
  isChip(node) ? readPiece(sourceOf(node)) : { kind: 'text', source: sourceOf(node) };

/** Returns the chip of a source. */
export const chipNode = (source: string): Node => (readPiece(source).kind === 'tag' ? tag : value).create({ source });

/** Returns the lines of pieces, a new one after each line break of their words. */
function linesOf(pieces: readonly Piece[]): Node[] {
  const lines: Node[][] = [[]];
  for (const { kind, source } of pieces) {
    if (kind !== 'text') {
      lines.at(-1)!.push(chipNode(source));
      continue;
    }
    const [first = '', ...rest] = source.split('\n');
    const words = (text: string) => (text === '' ? [] : [wordingSchema.text(text)]);
    lines.at(-1)!.push(...words(first));
    for (const text of rest) lines.push(words(text));
  }
  return lines.map((content) => line.create(null, content));
}

/** Returns the document of a wording. `toWording` of it is the wording again, character by character. */
export const toDocument = (wording: string): Node => wordingSchema.node('doc', null, linesOf(piecesOf(wording)));

const lineSource = (node: Node): string => {
  let source = '';
  node.forEach((child) => (source += sourceOf(child)));
  return source;
};

/** Returns the wording of a document, or of a part of one. */
export function toWording({ content }: { content: Fragment } | Node): string {
  const lines: string[] = [];
  content.forEach((node) => lines.push(node.type === line ? lineSource(node) : sourceOf(node)));
  return lines.join(content.firstChild?.type === line ? '\n' : '');
}

/** Returns what is pasted or inserted for a text: tags that lack the rest of their passage are left out. */
export function toSlice(text: string): Slice {
  const pieces = piecesOf(text.replace(/\r\n?/g, '\n'));
  const strays = new Set(pairTags(pieces).strays);
  return new Slice(Fragment.from(linesOf(pieces.filter((_, at) => !strays.has(at)))), 1, 1);
}

/** A chip and where it stands. */
export interface PlacedChip {
  node: Node;
  at: number;
  piece: Piece;
}

/** Returns the chips of a document in their order. */
export function chipsIn(doc: Node): PlacedChip[] {
  const chips: PlacedChip[] = [];
  doc.descendants((node, at) => {
    if (isChip(node)) chips.push({ node, at, piece: pieceOf(node) });
  });
  return chips;
}

/** A conditional passage, by its chips. */
export interface PlacedPassage {
  opening: PlacedChip;
  middles: PlacedChip[];
  closing: PlacedChip;
}

/** Returns the passages of a document, inner ones first. */
export function passagesIn(doc: Node): PlacedPassage[] {
  const chips = chipsIn(doc);
  return pairTags(chips.map(({ piece }) => piece)).passages.map(({ opening, middles, closing }) => ({
    opening: chips[opening]!,
    middles: middles.map((at) => chips[at]!),
    closing: chips[closing]!,
  }));
}

/** Returns the passage to which the tag at a place belongs. */
export const passageAt = (doc: Node, at: number): PlacedPassage | undefined =>
  passagesIn(doc).find(({ opening, middles, closing }) =>
    [opening, ...middles, closing].some((placed) => placed.at === at),
  );
