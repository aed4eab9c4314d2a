import { Condition, RuleList } from './routing-rules.js';

const id = '0198c0de-0000-7000-8000-000000000000';
const range = (parts: object) => ({ on: 'fieldRange', fieldId: id, ...parts });
const refused = (condition: object) => Condition.safeParse(condition).error?.issues.map(({ path, message }) => [path.join('.'), message.split(' ')[0]]); // prettier-ignore

describe('a condition on a range', () => {
  it('has one end, or two that may be the same', () => {
    for (const parts of [{ from: 0 }, { to: -0.5 }, { from: 100, to: 100 }])
      expect(Condition.parse(range({ kind: 'number', ...parts }))).toEqual(range({ kind: 'number', ...parts, not: false })); // prettier-ignore
    expect(Condition.safeParse(range({ kind: 'date', from: '2026-03-01', to: '2026-03-01' })).success).toBe(true);
    expect(Condition.safeParse(range({ kind: 'days', to: -1, not: true })).success).toBe(true);
  });

  it('says what is wrong with it', () => {
    expect(refused(range({ kind: 'number' }))).toEqual([['', 'rule-range-empty']]);
    expect(refused(range({ kind: 'number', from: 500, to: 100 }))).toEqual([['to', 'rule-range-reversed']]);
    expect(refused(range({ kind: 'date', from: '2026-03-31', to: '2026-03-01' }))).toEqual([['to', 'rule-range-reversed']]); // prettier-ignore
    expect(refused(range({ kind: 'date', from: '1849-12-31' }))).toEqual([['from', 'case-field-day-range']]);
    for (const parts of [
      { kind: 'number', from: '100' },
      { kind: 'number', from: 1e13 },
      { kind: 'number', from: null },
      { kind: 'date', from: '2026-02-30' },
      { kind: 'date', from: 20260301 },
      { kind: 'days', from: 1.5 },
      { kind: 'days', from: 36_501 },
    ])
      expect(refused(range(parts))).toEqual([['from', expect.any(String)]]);
    expect(refused(range({ kind: 'text', from: 1 }))).toEqual([['kind', expect.any(String)]]);
    expect(refused(range({ kind: 'number', from: 1, is: ['1'] }))).toEqual([['', expect.any(String)]]);
  });
});

describe('all rules together', () => {
  const words = (count: number) => ({ on: 'words', is: Array.from({ length: count }, () => 'mot') });
  const rule = (when: object[]) => ({ id, name: 'Tout', when, then: [{ do: 'priority', priority: 'high' }] });
  const full = rule(Array.from({ length: 20 }, () => words(100)));
  const almost = rule([...full.when.slice(1), words(99)]);
  const wide = rule([range({ kind: 'number', from: 0, to: 1_000_000 })]);

  it('may look for so many words, of which a range is one', () => {
    expect(RuleList.safeParse([full, full, full, full, full]).success).toBe(true);
    expect(RuleList.safeParse([full, full, full, full, almost, wide]).success).toBe(true);
    const { error } = RuleList.safeParse([full, full, full, full, full, wide]);
    expect(error?.issues.map(({ message }) => message.split(' ')[0])).toEqual(['rules-too-long']);
  });
});
