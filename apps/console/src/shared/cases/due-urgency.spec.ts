import { dueBefore } from './due-urgency.js';

const at = (text: string) => Date.parse(`2026-11-${text}:00Z`);
const due = (text: string | null) => ({ dueAt: text && new Date(at(text)).toISOString() });

it('a snooze passes the due times before its end, but none that was missed already', () => {
  const items = [due('30T17:30'), due('27T09:00'), due(null), due('30T12:00')];
  const from = at('30T08:00');
  expect(dueBefore(items, { from, until: at('30T23:00') })).toBe(2);
  expect(dueBefore(items, { from, until: at('30T12:00') })).toBe(0);
});
