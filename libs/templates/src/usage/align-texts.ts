import { diffArrays } from 'diff';
import type { BlockEdit } from '@guichet/contracts';
import type { RenderedBlock } from '../rendering/render.js';

export type Base = Pick<RenderedBlock, 'block' | 'kind' | 'text'>;

/** A line of the text in the composer, and the separator before it. */
export interface Line {
  /** Counts the lines that are not blank. */
  at: number;
  text: string;
  words: string;
  gap: '\n' | '\n\n';
}

/** The text that replaced each block, in the order of the text. */
interface Piece {
  base: Base;
  fate: BlockEdit['fate'];
  lines: Line[];
  /** The lines that were written after it and belong to no block. */
  after: Line[];
}

export interface Aligned {
  before: Line[];
  pieces: Piece[];
}

/** A line of a rendering, and the block that it is of. */
interface Known {
  owner: number;
  words: string;
}

/** The most moved lines for which unchanged lines are still matched. */
const MOVED = 400;
/** The most words that are compared to find the block that a changed line resembles. */
const COMPARED = 100_000;

export function linesIn(text: string): Line[] {
  const lines: Line[] = [];
  let placeholder = false;
  for (const raw of text.split('\n')) {
    const trimmed = raw.trim();
    const words = trimmed.replace(/^[-•](?:\s+|$)/, '').replace(/\s+/g, ' ');
    if (words === '') {
      placeholder = true;
      continue;
    }
    lines.push({ at: lines.length, text: trimmed, words, gap: placeholder ? '\n\n' : '\n' });
    placeholder = false;
  }
  return lines;
}

export const joined = (lines: readonly Line[]): string =>
  lines.map(({ text, gap }, n) => (n === 0 ? text : gap + text)).join('');

/** Finds the blocks of a rendering again in what the agent has made of it. Where too much was moved, all of it is changed. */
export function align(base: readonly Base[], text: string): Aligned {
  const known = base.flatMap((block, owner) => linesIn(block.text).map(({ words }): Known => ({ owner, words })));
  const mine = linesIn(text);
  const pieces: Piece[] = base.map((block) => ({ base: block, fate: 'kept', lines: [], after: [] }));
  const before: Line[] = [];
  let [at, here] = [0, 0];
  let last = -1;
  for (const [theirs, ours] of [...pairs(known, mine), [known.length, mine.length] as const]) {
    const removed = known.slice(at, theirs);
    const added = mine.slice(here, ours);
    const owners = [...new Set(removed.map(({ owner }) => owner))];
    for (const owner of owners) pieces[owner]!.fate = 'changed';
    // Written in the midst of a block, it is of that block; between two, of neither.
    const isInside = owners.length === 0 && added.length > 0 && last >= 0 && known[theirs]?.owner === last;
    if (isInside) pieces[last]!.fate = 'changed';
    const owns = isInside ? added.map(() => last) : ownersOf(added, removed, owners);
    for (const [n, line] of added.entries()) {
      const owner = owns[n];
      if (owner !== undefined) pieces[owner]!.lines.push(line);
      else if (last >= 0) pieces[last]!.after.push(line);
      else before.push(line);
    }
    last = owners.at(-1) ?? last;
    if (ours < mine.length && theirs < known.length) pieces[(last = known[theirs]!.owner)]!.lines.push(mine[ours]!);
    [at, here] = [theirs + 1, ours + 1];
  }
  for (const piece of pieces) if (piece.fate === 'changed' && piece.lines.length === 0) piece.fate = 'deleted';
  return { before, pieces };
}

/** Returns the pairs of positions of the lines that both texts contain, in order. */
function pairs(known: readonly Known[], mine: readonly Line[]): (readonly [number, number])[] {
  const ids = new Map<string, number>();
  for (const { words } of known) if (!ids.has(words)) ids.set(words, ids.size);
  const [theirIds, myIds] = [known, mine].map((lines) => lines.map(({ words }) => ids.get(words)));
  const shared = new Set(myIds);
  // Only lines that both texts contain can be equal, so the others are not compared.
  const [theirs, ours] = [theirIds!, myIds!].map((all) =>
    [...all.keys()].filter((n) => all[n] !== undefined && shared.has(all[n])),
  );
  const changes = diffArrays(
    theirs!.map((n) => theirIds![n]),
    ours!.map((n) => myIds![n]),
    { maxEditLength: MOVED },
  );
  const found: (readonly [number, number])[] = [];
  let [at, here] = [0, 0];
  for (const { value, added, removed } of changes ?? []) {
    if (!added && !removed) for (const n of value.keys()) found.push([theirs![at + n]!, ours![here + n]!]);
    if (!added) at += value.length;
    if (!removed) here += value.length;
  }
  return found;
}

/** Returns for each added line the block whose removed lines it replaces, if any. */
function ownersOf(
  added: readonly Line[],
  removed: readonly Known[],
  owners: readonly number[],
): readonly (number | undefined)[] {
  if (owners.length === 0 || added.length === 0) return [];
  const before = removed.map(({ owner, words }) => ({ owner, words: wordsOf(words) }));
  const many = added.length * before.reduce((sum, { words }) => sum + words.size + 1, 0);
  const like =
    many > COMPARED
      ? // Above the limit, changed lines are matched by their order alone.
        added.map((_, n) => removed[Math.min(n, removed.length - 1)]!.owner)
      : added.map(({ words }) => closest(wordsOf(words), before));
  // Where only one block lost lines, the added lines replace it even when they do not resemble it.
  const isSole = owners.length === 1 && like.every((owner) => owner === undefined);
  return isSole ? added.map(() => owners[0]) : like;
}

/** Returns the block whose words a line resembles most, or undefined when it resembles none. */
function closest(
  words: ReadonlySet<string>,
  removed: readonly { owner: number; words: ReadonlySet<string> }[],
): number | undefined {
  let best: { owner: number; score: number } | undefined;
  for (const line of removed) {
    const score = likeness(line.words, words);
    if (score > (best?.score ?? 0)) best = { owner: line.owner, score };
  }
  return best && best.score >= 0.3 ? best.owner : undefined;
}

/** Only the first words of a line that is longer than a page are compared. */
const wordsOf = (line: string): Set<string> =>
  new Set(
    line
      .slice(0, 2_000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );

/** Whether one line is what somebody has made of another one. */
export const isAlike = (one: Line, other: Line): boolean => likeness(wordsOf(one.words), wordsOf(other.words)) >= 0.5;

/** Dice's coefficient over words: 0 nothing in common, 1 the same words. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}
