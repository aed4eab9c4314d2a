import type { BlockEdit } from '@guichet/contracts';
import { align, joined, linesIn, type Base, type Line } from './align.js';
import { LOOKED_AT } from './facts.js';
import { htmlOfText } from './form.js';
import type { RenderedBlock } from './render.js';

export interface Edits {
  verbatim: boolean;
  edits: BlockEdit[];
  added: string;
}

/** What an agent changed of a rendering. Pure. */
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

/** What stands now where a block stood, and of that what no block has said. */
export interface Place {
  text: string;
  fresh: string;
}

/** Where the words of each block have gone, block by block, in that part of a text where facts are looked for. Pure. */
export function placesOf(base: readonly Base[], text: string): Map<number, Place> {
  const { before, pieces } = align(base, text.slice(0, LOOKED_AT));
  const said = new Set(base.flatMap((block) => linesIn(block.text).map(({ words }) => words)));
  let gap = before;
  return new Map(
    pieces.map(({ base: { block }, fate, lines, after }) => {
      // What was put in the place of a whole block may resemble it so little that it belongs to none.
      const here = fate === 'deleted' ? gap : fate === 'changed' ? [...lines, ...after] : lines;
      if (fate !== 'deleted') gap = after;
      return [block, { text: joined(here), fresh: joined(here.filter(({ words }) => !said.has(words))) }];
    }),
  );
}

/** What became of a block, as it is told of many answers together. */
export type LearnedEdit = Omit<BlockEdit, 'before'>;

/**
 * The same with the names of variables in the place of their values: so that one wording is one wherever it stands, fit for
 * a template, and nobody's name or date is learned.
 */
export function learned(edits: readonly BlockEdit[], blocks: readonly Pick<RenderedBlock, 'runs'>[]): LearnedEdit[] {
  const named = new Map<string, string>();
  for (const { text, variable } of blocks.flatMap(({ runs }) => runs)) {
    const value = text.trim();
    if (variable !== null && value.length > 1 && !named.has(value)) named.set(value, variable);
  }
  // In one go, as what has become a name is no value; the longest first, as it may hold a shorter one.
  const values = [...named.keys()].sort((a, b) => b.length - a.length).map(whole);
  const pattern = new RegExp(values.length > 0 ? values.join('|') : '(?!)', 'gu');
  return edits.map(({ block, kind, fate, after }) => ({
    block,
    kind,
    fate,
    after: fate === 'changed' ? after.replace(pattern, (value) => `{{ ${named.get(value)} }}`) : '',
  }));
}

/** A value where it stands by itself, not amidst a longer word or number. */
const whole = (value: string): string =>
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

/**
 * Renders anew what the agent has left alone, and keeps what they wrote: another channel, another language, or values that
 * have come since. `filled` puts values into the blanks of what was changed.
 */
export function keepEdits(
  base: readonly Base[],
  text: string,
  anew: readonly RenderedBlock[],
  gap: string,
  filled: (words: string) => string = (words) => words,
): Merged {
  const { before, pieces } = align(base, text);
  const parts: Merged[] = [];
  const own = (lines: readonly Line[]) => {
    const words = filled(joined(lines));
    if (words) parts.push({ text: words, html: htmlOfText(words) });
  };
  const touched = new Map(pieces.map((piece) => [piece.base.block, piece]));
  const order = [...new Set([...pieces.map((piece) => piece.base.block), ...anew.map(({ block }) => block)])].sort(
    (a, b) => a - b,
  );
  own(before);
  for (const block of order) {
    const piece = touched.get(block);
    const rendered = anew.find((one) => one.block === block);
    if (!piece || piece.fate === 'kept') {
      if (rendered) parts.push({ text: rendered.text, html: rendered.html || htmlOfText(rendered.text) });
    } else own(piece.lines);
    if (piece) own(piece.after);
  }
  return { text: parts.map((part) => part.text).join(gap), html: parts.map((part) => part.html).join('') };
}
