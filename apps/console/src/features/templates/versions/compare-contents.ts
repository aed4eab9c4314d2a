import type { BlockKind, TemplateContent } from '@guichet/contracts';
import { diffArrays, diffWordsWithSpace } from 'diff';

export interface Piece {
  text: string;
  fate: 'kept' | 'removed' | 'added';
}
/** One field of two contents, where it differs. */
export interface Difference {
  /** Undefined: the subject. */
  kind?: BlockKind;
  wording: 'subject' | 'full' | 'short';
  fate: 'changed' | 'removed' | 'added';
  pieces: Piece[];
}

const inWords = (before: string, after: string): Piece[] =>
  diffWordsWithSpace(before, after).map(({ value, removed, added }) => ({
    text: value,
    fate: removed ? 'removed' : added ? 'added' : 'kept',
  }));

type Block = TemplateContent['blocks'][number];

/**
 * Returns the pairs of corresponding blocks: those of one kind, in their order. A block without a counterpart was added
 * or removed.
 */
function pairs(before: readonly Block[], after: readonly Block[]): [Block | undefined, Block | undefined][] {
  const kinds = diffArrays(
    before.map(({ kind }) => kind),
    after.map(({ kind }) => kind),
  );
  let [from, to] = [0, 0];
  return kinds.flatMap(({ value, removed, added }) =>
    value.map((): [Block | undefined, Block | undefined] => [
      added ? undefined : before[from++],
      removed ? undefined : after[to++],
    ]),
  );
}

/** Returns the differences of two contents, in the order of the text and word by word. */
export function compareContents(before: TemplateContent, after: TemplateContent) {
  const found: Difference[] = [];
  if (before.subject !== after.subject)
    found.push({ wording: 'subject', fate: 'changed', pieces: inWords(before.subject, after.subject) });
  let unchanged = 0;
  for (const [old, now] of pairs(before.blocks, after.blocks)) {
    const { kind } = (now ?? old)!;
    const fate = !old ? 'added' : !now ? 'removed' : 'changed';
    const had = found.length;
    if (old?.full !== now?.full)
      found.push({ kind, wording: 'full', fate, pieces: inWords(old?.full ?? '', now?.full ?? '') });
    if ((old?.short ?? null) !== (now?.short ?? null))
      found.push({ kind, wording: 'short', fate, pieces: inWords(old?.short ?? '', now?.short ?? '') });
    if (found.length === had) unchanged += 1;
  }
  return { found, unchanged };
}
