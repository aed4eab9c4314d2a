import type { Entry } from '@guichet/contracts';
import { foldActivities } from './fold-activities.js';

/** One letter per entry: m a message, f an activity, r a receipt, c an SLA timer that warns, C one that is missed, l a hint to another case, h one to a case that is not to be seen; a blank is not loaded. */
const activities = {
  f: { type: 'priority' },
  r: { type: 'receipt' },
  c: { type: 'sla-threshold', threshold: 80 },
  C: { type: 'sla-threshold', threshold: 100 },
  l: { type: 'link-suggested', caseId: 'other' },
  h: { type: 'link-suggested', caseId: null },
};
const timeline = (letters: string) =>
  new Map(
    [...letters].flatMap((letter, index) => {
      const entry = letter === 'm' ? { kind: 'message' } : { kind: 'activity', activity: activities[letter as 'f'] };
      return letter === ' ' ? [] : [[index + 1, entry as Entry] as const];
    }),
  );
const fold = (
  letters: string,
  { open = [], keep = 0, shownOnMessages = [] }: { open?: number[]; keep?: number; shownOnMessages?: number[] } = {},
) => {
  const { hidden, heads } = foldActivities(timeline(letters), {
    open: new Set(open),
    keep,
    shownOnMessages: new Set(shownOnMessages),
  });
  return [...letters].map((_, index) => heads.get(index + 1) ?? (hidden.has(index + 1) ? '-' : '.')).join('');
};

describe('activities in a row', () => {
  it.each([
    ['three stay', 'mfffm', '.....'],
    ['four become one line', 'mffffm', '.4---.'],
    ['each run by itself', 'ffffmfffff', '4---.5----'],
    ['what became of a message is never folded', 'ffrff', '.....'],
    ['a target that was missed is never folded, a warning is', 'fffcfCf', '5----..'],
    ['a hint to another case is never folded, and left out where that is not to be seen', 'mlhm', '..-.'],
    ['a gap that is not loaded ends a run', 'ff ff', '.....'],
  ])('%s', (_, letters, expected) => expect(fold(letters)).toBe(expected));

  it('stay open once opened', () => expect(fold('ffff', { open: [1] })).toBe('....'));
  it('neither show nor count those that are told on a message', () => {
    expect(fold('mffff', { shownOnMessages: [3] })).toBe('..-..');
    expect(fold('mfffff', { shownOnMessages: [3] })).toBe('.4----');
  });
  // Interaction: R20.
  it('do not hide the place a case is opened at', () => expect(fold('ffff', { keep: 3 })).toBe('....'));
});
