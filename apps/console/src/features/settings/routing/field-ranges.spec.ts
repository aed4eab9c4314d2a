import { Condition } from '@guichet/contracts';
import { dayRangeOf, formOfRange, problemOfRange, withRangeKind, type FieldRange } from './field-ranges.js';

const range = (parts: Partial<FieldRange>): FieldRange =>
  ({ on: 'fieldRange', fieldId: 'amount', kind: 'number', not: false, ...parts }) as FieldRange;
const days = (from?: number, to?: number) =>
  range({ kind: 'days', ...(from !== undefined && { from }), ...(to !== undefined && { to }) });

describe('a range of a field', () => {
  it.each<[string, FieldRange]>([
    ['between', range({ from: 100, to: 500 })],
    ['from', range({ from: 0 })],
    ['to', range({ to: -1 })],
    ['same', range({ from: 0, to: 0 })],
    ['between', range({})],
    ['between', range({ kind: 'date', from: '2026-03-01', to: '2026-03-31' })],
    ['same', range({ kind: 'date', from: '2026-03-01', to: '2026-03-01' })],
    ['next', days(0, 14)],
    ['last', days(-30, 0)],
    ['past', days(undefined, -1)],
    ['same', days(0, 0)],
    ['between', days(-3, 14)],
    ['from', days(0)],
    ['to', days(undefined, 14)],
  ])('is said as %s: %j', (form, one) => expect(formOfRange(one)).toBe(form));

  it.each<[string | undefined, FieldRange]>([
    [undefined, range({ from: 100, to: 100 })],
    [undefined, range({ to: -0.5 })],
    [undefined, days(-30, 0)],
    [undefined, range({ kind: 'date', from: '2026-03-01' })],
    ['needed', range({})],
    ['reversed', range({ from: 500, to: 100 })],
    ['reversed', range({ kind: 'date', from: '2026-03-31', to: '2026-03-01' })],
    ['noNumber', range({ from: Number.NaN })],
    ['noNumber', range({ to: 1e13 })],
    ['noDate', range({ kind: 'date', from: '' })],
    ['noDate', range({ kind: 'date', to: '0202-03-01' })],
    ['noDays', days(1.5)],
    ['noDays', days(Number.NaN, 3)],
    ['noDays', days(0, 40_000)],
  ])('has the problem %s: %j', (problem, one) => {
    expect(problemOfRange(one)).toBe(problem);
    // What the dialog takes and refuses is what the API does.
    expect(Condition.safeParse({ ...one, fieldId: '0198c0de-0000-7000-8000-000000000000' }).success).toBe(!problem);
  });

  it('of days is chosen by a name, and begins as one that can be asked for', () => {
    for (const name of ['next', 'past', 'days'] as const) {
      const chosen = withRangeKind(range({ from: 5, not: true }), name);

      expect([dayRangeOf(chosen), problemOfRange(chosen), chosen.not]).toEqual([name, undefined, true]);
    }
    expect(withRangeKind(days(0, 14), 'date')).toEqual(range({ kind: 'date' }));
  });
});
