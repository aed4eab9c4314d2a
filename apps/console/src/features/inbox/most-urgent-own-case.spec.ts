import type { CaseSummary } from '@guichet/contracts';
import { mostUrgentOwnCase } from './most-urgent-own-case.js';

const due = { id: 'due', dueAt: '2026-03-02T09:00:00.000Z' } as CaseSummary;
const recent = { id: 'recent', dueAt: null } as CaseSummary;
const oldest = { id: 'oldest', dueAt: null } as CaseSummary;

describe('the most urgent of the own cases', () => {
  const read = (lists: { due: CaseSummary[]; oldest: CaseSummary[] }) =>
    mostUrgentOwnCase(async ({ sort, ...query }) => {
      expect(query).toEqual({ view: 'mine', status: 'open', limit: 1 });
      return { items: lists[sort as 'due' | 'oldest'] };
    });

  it('is the one that is due next', async () => {
    expect((await read({ due: [due], oldest: [oldest] }))?.id).toBe('due');
  });

  it('is the one that has waited longest, where none is due', async () => {
    expect((await read({ due: [recent], oldest: [oldest] }))?.id).toBe('oldest');
  });

  it('is none where the agent has no open case', async () => {
    expect(await read({ due: [], oldest: [] })).toBeUndefined();
  });
});
