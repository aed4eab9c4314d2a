import type { CaseSummary } from '@guichet/contracts';
import { hasMovedDue } from './has-moved-due.js';

type Due = Pick<CaseSummary, 'dueAt' | 'dueFor'>;
const [monday, friday] = ['2026-03-02T10:00:00.000Z', '2026-03-06T10:00:00.000Z'];
const first = (dueAt: string): Due => ({ dueAt, dueFor: 'first-response' });
const none: Due = { dueAt: null, dueFor: null };

it.each<[string, Due, Due, boolean]>([
  ['stays', first(monday), first(monday), false],
  ['is later', first(monday), first(friday), true],
  ['is there now', none, first(friday), true],
  ['is no longer', first(monday), none, true],
  // A reply has ended the one, and not the change of the case.
  ['was reached, so that the next one counts', first(monday), { dueAt: friday, dueFor: 'resolution' }, false],
])('a deadline that %s', (_, before, now, expected) => {
  expect(hasMovedDue(before, now)).toBe(expected);
});
