import type { CaseSummary } from '@guichet/contracts';
import { refusedCasesTarget } from './refused-cases-target.js';

const row = (id: string) => ({ id }) as CaseSummary;
const [a, b, c] = ['a', 'b', 'c'].map(row) as [CaseSummary, CaseSummary, CaseSummary];

describe('the way to cases that refused a change', () => {
  it('selects those of them that the list has', () => {
    expect(refusedCasesTarget([a, b], [c, b, a])).toEqual({ select: ['b', 'a'] });
    expect(refusedCasesTarget([a, b], [c, b])).toEqual({ select: ['b'] });
  });
  it('opens one, and the first where the agent has gone to a list without them', () => {
    expect(refusedCasesTarget([a], [a, b])).toEqual({ open: a });
    expect(refusedCasesTarget([b, a], [c])).toEqual({ open: b });
  });
});
