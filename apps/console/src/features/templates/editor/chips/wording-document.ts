import { Fragment, Schema, Slice, type Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
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

const { doc, line, value, tag } = wordingSchema.nodes;

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
export function toDocument(wording: string): Node {
  const lines = linesOf(piecesOf(wording));
  const document = doc.create(null, lines);
  return endsWithPassageOrBlock(document) ? doc.create(null, [...lines, line.create()]) : document;
}

const lineSource = (node: Node): string => {
  let source = '';
  node.forEach((child) => (source += sourceOf(child)));
  return source;
};

/** Returns the wording of a document, or of a part of one. */
export function toWording(part: { content: Fragment } | Node): string {
  const { content } = part;
  const lines: string[] = [];
  content.forEach((node) => lines.push(node.type === line ? lineSource(node) : sourceOf(node)));
  if ('type' in part && hasLineBelow(part)) lines.pop();
  return lines.join(content.firstChild?.type === line ? '\n' : '');
}

/** Returns the wording of what is copied from a document, or dragged. */
export function copiedWording(slice: Slice, { doc: whole, selection }: Pick<EditorState, 'doc' | 'selection'>): string {
  const wording = toWording(slice);
  const isToLineBelow = selection.to >= whole.content.size - 1 && hasLineBelow(whole);
  return isToLineBelow ? wording.replace(/\n$/, '') : wording;
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

/** Returns the tags of a passage in their order. */
export const tagsOf = ({ opening, middles, closing }: PlacedPassage): PlacedChip[] => [opening, ...middles, closing];

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
  passagesIn(doc).find((passage) => tagsOf(passage).some((placed) => placed.at === at));

/** Does a passage begin and end where lines do? */
export function hasOwnLines(document: Node, { opening, closing }: PlacedPassage): boolean {
  const [from, to] = [document.resolve(opening.at), document.resolve(closing.at)];
  return from.parentOffset === 0 && to.parentOffset === to.parent.content.size - 1;
}

/** Returns the last line of a document in which something is written, and where that ends. */
function lastWritten(document: Node): { written: Node; end: number } | undefined {
  let end = document.content.size;
  for (const written of document.children.toReversed()) {
    if (written.content.size > 0) return { written, end: end - 1 };
    end -= written.nodeSize;
  }
  return undefined;
}

/** Does the writing of a document end with a passage on its own lines, or with a block on one of its own? */
export function endsWithPassageOrBlock(document: Node): boolean {
  const { written, end = 0 } = lastWritten(document) ?? {};
  const chip = written?.lastChild;
  if (!written || !chip || !isChip(chip)) return false;
  if (pieceOf(chip).kind === 'block') return written.childCount === 1;
  return passagesIn(document).some((passage) => passage.closing.at === end - 1 && hasOwnLines(document, passage));
}

/** Does a document end with an empty line? */
export const endsEmpty = ({ lastChild, childCount }: Node): boolean => childCount > 1 && lastChild?.content.size === 0;

/**
 * Has a document an empty line at its end that is no part of its wording? Behind the frame of a passage, or behind a block, there is no
 * other place to go on writing.
 */
export const hasLineBelow = (document: Node): boolean => endsEmpty(document) && endsWithPassageOrBlock(document);
