import type { BlockKind, TemplateContent } from '@guichet/contracts';
import { diffArrays } from 'diff';

export interface Piece {
  text: string;
  isBold?: true;
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

/** Words, spaces and signs. What stands in braces is a chip, and is never cut into. */
const TOKENS = /\{\{[^]*?\}\}|\{%[^]*?%\}|\*\*|\s+|[\p{L}\p{N}\p{M}]+|[^]/gu;
const tokensOf = (text: string): string[] => text.match(TOKENS) ?? [];
const BOLD = '**';

/** The differences word by word. What is bold is said of each piece, so that its asterisks need not be shown. */
function inWords(before: string, after: string): Piece[] {
  const bold = { removed: false, added: false };
  return diffArrays(tokensOf(before), tokensOf(after)).flatMap(({ value, removed, added }): Piece[] => {
    const fate = removed ? 'removed' : added ? 'added' : 'kept';
    // Where nothing but the weight has changed, the asterisks are all that could be marked.
    if (fate !== 'kept' && value.every((token) => token === BOLD)) {
      if (value.length % 2 === 1) bold[fate] = !bold[fate];
      return [{ text: value.join(''), fate }];
    }
    const pieces: Piece[] = [];
    for (const token of value) {
      if (token === BOLD) {
        if (fate !== 'added') bold.removed = !bold.removed;
        if (fate !== 'removed') bold.added = !bold.added;
        continue;
      }
      const isBold = fate === 'removed' ? bold.removed : bold.added;
      const last = pieces.at(-1);
      if (last && (last.isBold ?? false) === isBold) last.text += token;
      else pieces.push({ text: token, fate, ...(isBold && { isBold }) });
    }
    return pieces;
  });
}

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
