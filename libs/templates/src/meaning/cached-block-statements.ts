import type { Language } from '@guichet/contracts';
import { BoundedCache } from '../rendering/bounded-cache.js';
import type { Run } from '../rendering/value-marks.js';
import { typeOf } from './distinct-test-values.js';
import { statedBlock, type StatedBlock } from './statements.js';

/** The blocks that were read last, by their words and values: some 4 MB at most. */
const known = new BoundedCache<StatedBlock>(400_000);

/**
 * Returns what a block states. Reading one takes half a millisecond, and most were read before: a check renders a content for dozens of sets of
 * values, of which each changes a block or two, and so does an author from one preview to the next. Whoever reads must not change it.
 */
export function readBlock(block: { block: number; runs: readonly Run[] }, language: Language): StatedBlock {
  const words = block.runs.map(({ text, variable }) => `${variable ?? ''}\u0000${text}`).join('\u0001');
  return known.get(`${language} ${block.block} ${words}`, () => statedBlock(block, { language, typeOf }));
}
