import type { BlockEdit } from '@guichet/contracts';
import { align, isAlike, joined, linesIn, type Base, type Line } from './align-texts.js';
import { MAX_SEARCHED } from '../facts/find-facts.js';
import { htmlOfText } from '../rendering/runs-to-text-and-html.js';
import type { RenderedBlock } from '../rendering/render.js';

export interface Edits {
  verbatim: boolean;
  edits: BlockEdit[];
  added: string;
}

/** Returns what an agent changed in a rendering. Pure. */
export function editsOf(base: readonly Base[], text: string): Edits {
  const { before, pieces } = align(base, text);
  const edits = pieces.map(({ base: { block, kind, text: said }, fate, lines }): BlockEdit => ({
    block,
    kind,
    fate,
    before: said,
    after: fate === 'kept' ? said : joined(lines),
  }));
  const added = joined([...before, ...pieces.flatMap(({ after }) => after)]);
  return { verbatim: added === '' && edits.every(({ fate }) => fate === 'kept'), edits, added };
}

/** The text that replaced a block, and the part of it that is in no block. */
export interface Place {
  text: string;
  fresh: string;
}

/**
 * Finds for each block the place of its text in the sent text, within the part in which facts are searched for. Pure.
 */
export function placesOf(base: readonly Base[], text: string): Map<number, Place> {
  const { before, pieces } = align(base, text.slice(0, MAX_SEARCHED));
  const said = new Set(base.flatMap((block) => linesIn(block.text).map(({ words }) => words)));
  let gap = before;
  return new Map(
    pieces.map(({ base: { block }, fate, lines, after }) => {
      // Text that replaced a whole block may resemble it so little that it is assigned to no block.
      const here = fate === 'deleted' ? gap : fate === 'changed' ? [...lines, ...after] : lines;
      if (fate !== 'deleted') gap = after;
      return [block, { text: joined(here), fresh: joined(here.filter(({ words }) => !said.has(words))) }];
    }),
  );
}

/** The change of a block, as it is reported for many replies together. */
export type AnonymousEdit = Omit<BlockEdit, 'before'>;

/**
 * Replaces values by the names of their variables, so that equal changes are counted together, can be put into a
 * template, and reveal no name or date of a person.
 */
export function anonymiseEdits(
  edits: readonly BlockEdit[],
  blocks: readonly Pick<RenderedBlock, 'runs'>[],
): AnonymousEdit[] {
  const named = new Map<string, string>();
  for (const { text, variable } of blocks.flatMap(({ runs }) => runs)) {
    const value = text.trim();
    if (variable !== null && value.length > 1 && !named.has(value)) named.set(value, variable);
  }
  const values = [...named.keys()].sort((a, b) => b.length - a.length);
  return edits.map(({ block, kind, fate, after }) => ({
    block,
    kind,
    fate,
    after: fate === 'changed' ? withNames(after, values, named) : '',
  }));
}

/**
 * All values are replaced at once, because an inserted name must not be taken for a value; the longest come first, as they may
 * contain shorter ones. A pattern of values that are not there would take most of the time.
 */
function withNames(text: string, values: readonly string[], named: ReadonlyMap<string, string>): string {
  const there = values.filter((value) => text.includes(value));
  if (there.length === 0) return text;
  return text.replace(new RegExp(there.map(wholeWord).join('|'), 'gu'), (value) => `{{ ${named.get(value)} }}`);
}

/** A value where it stands by itself, not amidst a longer word or number. */
const wholeWord = (value: string): string =>
  [
    /^\p{N}/u.test(value) ? '(?<![\\p{L}\\p{N}]|\\p{N}[.,])' : /^\p{L}/u.test(value) ? '(?<![\\p{L}\\p{N}])' : '',
    RegExp.escape(value),
    /\p{N}$/u.test(value) ? '(?![\\p{L}\\p{N}]|[.,]\\p{N})' : /\p{L}$/u.test(value) ? '(?![\\p{L}\\p{N}])' : '',
  ].join('');

/** A text that is partly another rendering and partly what the agent wrote. */
export interface Merged {
  text: string;
  html: string;
}

/** A text that an agent has changed, the rendering that it came from, and the one that takes its place. */
export interface KeptEdits {
  base: readonly Base[];
  text: string;
  after: readonly RenderedBlock[];
  gap: string;
  /** Both renderings have the same gap between two blocks, so that a blank line beside own words is the agent's own. */
  isSpacedAlike?: boolean;
  /** Puts values into the placeholders of what was changed. */
  fill?: (words: string) => string;
  /** Blocks that are taken from the new rendering, also where the agent has changed them. */
  anew?: ReadonlySet<number> | undefined;
}

/**
 * Takes unchanged blocks from the new rendering and keeps what the agent wrote: for another channel or language, or new values.
 */
export function keepEdits(edits: KeptEdits): Merged {
  const { base, text, after, fill = (words) => words, anew } = edits;
  const { before, pieces } = align(base, text);
  const parts: Part[] = [];
  const own = (lines: readonly Line[]) => {
    const words = fill(joined(lines));
    if (words) parts.push({ text: words, html: htmlOfText(words), isOwn: true, wasBehind: lines[0]?.gap });
  };
  const touched = new Map(pieces.map((piece) => [piece.base.block, piece]));
  const order = [...new Set([...pieces.map((piece) => piece.base.block), ...after.map(({ block }) => block)])].sort(
    (a, b) => a - b,
  );
  own(before);
  for (const block of order) {
    const piece = touched.get(block);
    const rendered = after.find((one) => one.block === block);
    if (!piece || piece.fate === 'kept' || anew?.has(block)) {
      const wasBehind = piece?.lines[0]?.gap;
      if (rendered)
        parts.push({ text: rendered.text, html: rendered.html || htmlOfText(rendered.text), isOwn: false, wasBehind });
    } else own(piece.lines);
    if (piece) own(piece.after);
  }
  return { text: joinedParts(parts, edits), html: parts.map((part) => part.html).join('') };
}

interface Part extends Merged {
  isOwn: boolean;
  /** Behind which gap it stood in the text that the agent has changed; undefined: it was not there. */
  wasBehind: Line['gap'] | undefined;
}

const joinedParts = (parts: readonly Part[], { gap, isSpacedAlike }: KeptEdits): string =>
  parts
    .map(({ text, isOwn, wasBehind }, n) => {
      const isBesideOwn = isOwn || parts[n - 1]?.isOwn;
      const lead = isSpacedAlike && isBesideOwn && wasBehind === '\n\n' ? wasBehind : gap;
      return n === 0 ? text : lead + text;
    })
    .join('');

/** A text that an agent has made of a rendering, and the blocks of which the passages are to be the template's again. */
interface Restoring {
  base: readonly Base[];
  text: string;
  gap: string;
  anew: ReadonlySet<number>;
}

/** Puts passages of the template in the place of what the agent has made of them; all the rest stays where it is. */
export function restorePassages({ base, text, gap, anew }: Restoring): string {
  const { before, pieces } = align(base, text);
  const free = [...before, ...pieces.flatMap(({ after }) => after)];
  const parts: { at: number; text: string; gap: string }[] = [...free, ...pieces.flatMap(({ lines }) => lines)];
  const replaced = new Set<unknown>();
  for (const [n, { base: block, lines }] of pieces.entries()) {
    if (!anew.has(block.block)) continue;
    const known = linesIn(block.text);
    const others = new Set(
      pieces.flatMap(({ base: other }) => (other === block ? [] : linesIn(other.text))).map(({ words }) => words),
    );
    // A passage that was moved to this place is not what the agent has made of this one, and this one may have been moved, too.
    const here = lines.filter(({ words }) => !others.has(words));
    const mine =
      here.length > 0
        ? here
        : free.filter((line) => !others.has(line.words) && known.some((one) => isAlike(one, line)));
    for (const line of mine) replaced.add(line);
    const last = pieces
      .slice(0, n)
      .findLast((piece) => piece.lines.length > 0)
      ?.lines.at(-1);
    const at = mine[0]?.at ?? (last ? last.at + 0.5 : -0.5);
    parts.push({ at, text: block.text, gap: mine[0]?.gap ?? gap });
  }
  const kept = parts.filter((part) => !replaced.has(part)).sort((one, other) => one.at - other.at);
  return kept.map((part, n) => (n === 0 ? '' : kept[n - 1]!.at < 0 ? gap : part.gap) + part.text).join('');
}

/** The HTML of a text that an agent has changed: blocks that were left alone look as they were rendered. */
export function htmlOfEdited(blocks: readonly RenderedBlock[], text: string): string {
  const { before, pieces } = align(blocks, text);
  const rendered = new Map<Line, RenderedBlock>();
  const lines = [...before];
  for (const { base, fate, lines: said, after } of pieces) {
    const block = blocks.find((one) => one.block === base.block)!;
    if (fate === 'kept') for (const line of said) rendered.set(line, block);
    lines.push(...said, ...after);
  }
  const html: string[] = [];
  let own: Line[] = [];
  const write = () => {
    if (own.length > 0) html.push(htmlOfText(joined(own)));
    own = [];
  };
  let last: RenderedBlock | undefined;
  for (const line of lines.sort((one, other) => one.at - other.at)) {
    const block = rendered.get(line);
    if (!block) own.push(line);
    else if (block !== last) {
      write();
      html.push(block.html || htmlOfText(block.text));
    }
    last = block;
  }
  write();
  return html.join('');
}
