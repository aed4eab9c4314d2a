import type { CaseSummary } from '@guichet/contracts';
import {
  countArrivals,
  idsOutOfList,
  mergeRefreshedPage,
  movesRows,
  onlyReturns,
  patchRows,
} from './merge-refreshed-page.js';

const row = (id: string, minute: number, more: Partial<CaseSummary> = {}) =>
  ({
    id,
    lastEntryAt: `2026-03-02T09:${String(minute).padStart(2, '0')}:00.000Z`,
    unread: false,
    ...more,
  }) as CaseSummary;
const ids = (rows: readonly CaseSummary[]) => rows.map(({ id }) => id).join(' ');

describe('a list whose first page is read anew', () => {
  const rows = [row('d', 40), row('c', 30), row('b', 20), row('a', 10)];

  it('puts what arrived on top and keeps what lies below the page', () => {
    const head = { items: [row('e', 50), row('d', 40), row('c', 30)], nextCursor: 'more' };
    expect(ids(mergeRefreshedPage(rows, head, 'newest'))).toBe('e d c b a');
  });

  it('drops a row that left the view while it stood above the end of the page', () => {
    const head = { items: [row('d', 40), row('b', 20)], nextCursor: 'more' };
    expect(ids(mergeRefreshedPage(rows, head, 'newest'))).toBe('d b a');
  });

  it('moves a row that got a new message from below to the top, once', () => {
    const head = { items: [row('a', 55), row('d', 40)], nextCursor: 'more' };
    expect(ids(mergeRefreshedPage(rows, head, 'newest'))).toBe('a d c b');
  });

  it('is the page alone when there is no more', () => {
    expect(ids(mergeRefreshedPage(rows, { items: [row('c', 30)], nextCursor: null }, 'newest'))).toBe('c');
  });

  it('orders rows of one instant by id, as the server does', () => {
    const head = { items: [row('d', 40), row('c', 30)], nextCursor: 'more' };
    const same = [row('d', 40), row('c', 30), row('b2', 30), row('z', 30)];
    expect(ids(mergeRefreshedPage(same, head, 'newest'))).toBe('d c b2');
  });

  it('keeps, of a list by what is due first, what is due later or not at all', () => {
    const due = (id: string, dueAt: string | null) => row(id, 0, { dueAt });
    const known = [
      due('a', '2026-03-02T10:00'),
      due('b', '2026-03-02T11:00'),
      due('c', '2026-03-02T12:00'),
      due('d', null),
    ];
    const head = { items: [due('a', '2026-03-02T10:00'), due('e', '2026-03-02T11:30')], nextCursor: 'more' };
    expect(ids(mergeRefreshedPage(known, head, 'due'))).toBe('a e c d');
    const last = { items: [due('e', null)], nextCursor: 'more' };
    expect(ids(mergeRefreshedPage([due('d', null), due('f', null)], last, 'due'))).toBe('e f');
  });

  it('only gets back what the agent has brought back, unless something else comes, goes or moves with it', () => {
    const known = [row('d', 40), row('b', 20)];
    const isReturning = (id: string) => id === 'c' || id === 'a';
    const returns = (...items: CaseSummary[]) =>
      onlyReturns(known, { head: { items, nextCursor: null }, sort: 'newest', isReturning });
    expect(returns(row('d', 40), row('c', 30), row('b', 20))).toBe(true);
    expect(returns(row('d', 40), row('c', 30), row('b', 20), row('a', 10))).toBe(true);
    expect(returns(row('e', 50), row('d', 40), row('c', 30), row('b', 20))).toBe(false);
    expect(returns(row('d', 40), row('c', 30))).toBe(false);
    expect(returns(row('b', 55), row('d', 40), row('c', 30))).toBe(false);
    expect(returns(row('d', 40), row('b', 20))).toBe(false);
  });

  it('changes rows in place while nothing may move, and counts what waits', () => {
    const head = {
      items: [row('e', 50, { unread: true }), row('b', 45, { unread: true }), row('d', 40, { subject: 'changed' })],
      nextCursor: 'more',
    };
    const patched = patchRows(rows, head);
    expect(ids(patched)).toBe('d c b a');
    expect(patched[0]?.subject).toBe('changed');
    expect(countArrivals(rows, head)).toBe(2);
  });

  it('moves no row where what arrived is shown already, in its place', () => {
    const head = { items: [row('d', 40, { subject: 'changed' }), row('c', 30)], nextCursor: 'more' };
    expect(movesRows(rows, head, 'newest')).toBe(false);
    expect(movesRows(rows.slice(1), head, 'newest')).toBe(true);
    expect(movesRows([row('x', 50), ...rows], head, 'newest')).toBe(true);
    expect(movesRows([rows[1]!, rows[0]!, rows[2]!], head, 'newest')).toBe(true);
  });

  describe('while nothing may move', () => {
    const none = new Set<string>();
    const out = (
      shown: readonly CaseSummary[],
      head: Parameters<typeof mergeRefreshedPage>[1],
      before: ReadonlySet<string> = none,
    ) => [...idsOutOfList(shown, { head, sort: 'oldest', before })].join(' ');
    const oldestFirst = rows.toReversed();

    it('names the rows that the page lacks, and none that lies below its end', () => {
      const head = { items: [row('a', 10), row('c', 30)], nextCursor: 'more' };
      expect(out(oldestFirst, head)).toBe('b');
    });

    it('names them still when their case has changed so that it would lie below the end', () => {
      const head = { items: [row('a', 10), row('c', 30)], nextCursor: 'more' };
      const shown = [row('a', 10), row('b', 50), row('c', 30), row('d', 40)];
      expect(out(shown, head)).toBe('');
      expect(out(shown, head, new Set(['b']))).toBe('b');
    });

    it('names them no more once the page has them again', () => {
      const head = { items: [row('a', 10), row('b', 20), row('c', 30)], nextCursor: 'more' };
      expect(out(oldestFirst, head, new Set(['b']))).toBe('');
    });
  });
});
