import type { CaseFieldValue, Condition } from '@guichet/contracts';
import { isInRange } from './value-in-range.js';

type Range = Extract<Condition, { on: 'fieldRange' }>;
const range = (parts: { kind: Range['kind']; from?: number | string; to?: number | string }): Range =>
  ({ on: 'fieldRange', fieldId: 'f', not: false, ...parts }) as Range;
const of = (value: CaseFieldValue, parts: Parameters<typeof range>[0], on = '2026-03-01') =>
  isInRange(range(parts), { value, on });

describe('a range of numbers', () => {
  it.each<[number, number | undefined, number | undefined, boolean]>([
    [100, 100, 500, true],
    [500, 100, 500, true],
    [99.99, 100, 500, false],
    [500.01, 100, 500, false],
    [0.3, 0.3, 0.3, true],
    [-5, -10, -1, true],
    [-10.5, -10, -1, false],
    [0, 0, undefined, true],
    [1e12, 0, undefined, true],
    [-0.01, 0, undefined, false],
    [-1e12, undefined, 0, true],
    [0.01, undefined, 0, false],
  ])('%d from %p to %p: %p', (value, from, to, isIn) => {
    expect(of(value, { kind: 'number', ...(from !== undefined && { from }), ...(to !== undefined && { to }) })).toBe(
      isIn,
    );
  });
});

describe('a range of dates', () => {
  const march = { kind: 'date', from: '2026-03-01', to: '2026-03-31' } as const;

  it.each([
    ['2026-02-28', false],
    ['2026-03-01', true],
    ['2026-03-31', true],
    ['2026-04-01', false],
    ['1850-01-01', false],
  ])('%s is one of March: %p', (day, isIn) => expect(of(day, march)).toBe(isIn));

  it('may be open at one end', () => {
    expect([of('2199-12-31', { kind: 'date', from: '2026-03-01' }), of('1850-01-01', { kind: 'date', to: '2026-03-01' })]).toEqual([true, true]); // prettier-ignore
  });
});

describe('a range of days from the one on which the field is filled in', () => {
  it.each<[string, string, number | undefined, number | undefined, boolean]>([
    ['the same day', '2026-03-01', 0, 14, true],
    ['the last one of two weeks', '2026-03-15', 0, 14, true],
    ['the one after them', '2026-03-16', 0, 14, false],
    ['the day before', '2026-02-28', 0, 14, false],
    ['the day before, as past', '2026-02-28', undefined, -1, true],
    ['the same day, as past', '2026-03-01', undefined, -1, false],
    ['long ago', '1850-01-01', undefined, -1, true],
    ['at least a month away', '2026-04-01', 31, undefined, true],
    ['less than a month away', '2026-03-31', 31, undefined, false],
  ])('%s', (_, day, from, to, isIn) => {
    expect(of(day, { kind: 'days', ...(from !== undefined && { from }), ...(to !== undefined && { to }) })).toBe(isIn);
  });

  it('counts whole days over a change of the clocks and a leap day', () => {
    expect(of('2026-03-30', { kind: 'days', from: 2, to: 2 }, '2026-03-28')).toBe(true);
    expect(of('2026-10-26', { kind: 'days', from: 2, to: 2 }, '2026-10-24')).toBe(true);
    expect(of('2028-03-01', { kind: 'days', from: 2, to: 2 }, '2028-02-28')).toBe(true);
  });
});

describe('a value of another kind', () => {
  it('cannot be compared', () => {
    expect(of('100', { kind: 'number', from: 0 })).toBeUndefined();
    for (const kind of ['date', 'days'] as const) {
      expect(of(100, { kind, from: kind === 'date' ? '2026-03-01' : 0 })).toBeUndefined();
      expect(of(true, { kind, from: kind === 'date' ? '2026-03-01' : 0 })).toBeUndefined();
    }
  });
});
