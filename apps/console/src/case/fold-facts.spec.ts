import type { Entry } from '@guichet/contracts';
import { foldFacts } from './fold-facts.js';

/** One letter per entry: m a message, f a fact, r a receipt; a blank is not loaded. */
const timeline = (letters: string) =>
  new Map(
    [...letters].flatMap((letter, index) => {
      const type = letter === 'r' ? 'receipt' : 'priority';
      const entry = letter === 'm' ? { kind: 'message' } : { kind: 'fact', fact: { type } };
      return letter === ' ' ? [] : [[index + 1, entry as Entry] as const];
    }),
  );
const fold = (letters: string, open: number[] = [], keep = 0) => {
  const { hidden, heads } = foldFacts(timeline(letters), new Set(open), keep);
  return [...letters].map((_, index) => heads.get(index + 1) ?? (hidden.has(index + 1) ? '-' : '.')).join('');
};

describe('facts in a row', () => {
  it.each([
    ['three stay', 'mfffm', '.....'],
    ['four become one line', 'mffffm', '.4---.'],
    ['each run by itself', 'ffffmfffff', '4---.5----'],
    ['what became of a message is never folded', 'ffrff', '.....'],
    ['a gap that is not loaded ends a run', 'ff ff', '.....'],
  ])('%s', (_, letters, expected) => expect(fold(letters)).toBe(expected));

  it('stay open once opened', () => expect(fold('ffff', [1])).toBe('....'));
  it('do not hide the place a case is opened at', () => expect(fold('ffff', [], 3)).toBe('....'));
});
