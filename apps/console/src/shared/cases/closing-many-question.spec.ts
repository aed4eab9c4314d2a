import type { CaseSummary } from '@guichet/contracts';
import { askedAboutRows, isElsewhere, questionText, whereabouts } from './closing-many-question.js';

const element = (field: boolean) => ({ matches: () => field });
const [button, row, field] = [element(false), element(false), element(true)];
const be = (activeElement: object, pathname = '/inbox/all') =>
  Object.assign(globalThis, { document: { activeElement }, location: { pathname } });

describe('the question before many cases are closed', () => {
  const before = globalThis as { document?: unknown; location?: unknown };
  const { document, location } = before;
  afterAll(() => void Object.assign(globalThis, { document, location }));

  it('is asked where the agent still waits for it, also once the button has gone', () => {
    be(button);
    const from = whereabouts();
    expect(isElsewhere(from, false)).toBe(false);
    be(row);
    expect(isElsewhere(from, false)).toBe(false);
    be(field);
    expect(isElsewhere(whereabouts(), false)).toBe(false);
  });

  it('does not come between an agent and what they do elsewhere meanwhile', () => {
    be(button);
    const from = whereabouts();
    expect(isElsewhere(from, true)).toBe(true);
    be(field);
    expect(isElsewhere(from, false)).toBe(true);
    be(button, '/inbox/mine');
    expect(isElsewhere(from, false)).toBe(true);
  });

  it('counts all cases, names the first five, and says where there may be more', () => {
    const rows = Array.from({ length: 7 }, (_, n) => ({ id: `${n}`, reference: `GCH-${n}`, subject: '', citizen: n ? { name: 'Zoé' } : null }) as CaseSummary); // prettier-ignore
    const { count, first, ids, isAtLeast } = askedAboutRows(rows, true);
    expect([count, ids.size, isAtLeast]).toEqual([7, 7, true]);
    expect(first.map(({ id, citizenName }) => `${id} ${citizenName}`)).toEqual(['0 ', '1 Zoé', '2 Zoé', '3 Zoé', '4 Zoé']); // prettier-ignore
    expect(questionText('unanswered', { isAtLeast: true })).toBe('case.unanswered.atLeastUnanswered');
    expect(questionText('unsent', { isAtLeast: false })).toBe('case.unanswered.manyUnsent');
  });
});
