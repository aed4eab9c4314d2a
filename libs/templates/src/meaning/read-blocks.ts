import type { Language } from '@guichet/contracts';
import type { Run } from '../rendering/value-marks.js';
import { typeOf } from './distinct-values.js';
import { statedBlock, type StatedBlock } from './statements.js';

/** The blocks that were read last, by their words and values: some 4 MB at most. */
const known = new Map<string, StatedBlock>();
const MOST_CHARACTERS = 400_000;
let characters = 0;

/**
 * Returns what a block states. Reading one takes a millisecond, and most were read before: a check renders a content for dozens of sets of
 * values, of which each changes a block or two, and so does an author from one preview to the next. Whoever reads must not change it.
 */
export function readBlock(block: { block: number; runs: readonly Run[] }, language: Language): StatedBlock {
  const key = `${language} ${block.block} ${block.runs.map(({ text, variable }) => `${variable ?? ''}\u0000${text}`).join('\u0001')}`;
  const found = known.get(key);
  if (found) known.delete(key);
  else characters += key.length;
  const read = found ?? statedBlock(block, { language, typeOf });
  known.set(key, read);
  forgetOldest();
  return read;
}

function forgetOldest(): void {
  for (const key of known.keys()) {
    if (characters <= MOST_CHARACTERS) return;
    known.delete(key);
    characters -= key.length;
  }
}
