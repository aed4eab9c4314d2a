import {
  askedBy,
  fitsField,
  isComplete,
  missingParts,
  newAction,
  newCondition,
  newFieldCondition,
  newRule,
  withConditionKind,
} from './edit-rule.js';

const rule = { ...newRule('1'), name: 'Écoles', then: [{ do: 'team' as const, teamId: 'schools' }] };

describe('a rule that is being written', () => {
  it('is whole without a condition, as it then holds for everything', () => {
    expect(isComplete(rule)).toBe(true);
  });

  it('says what it still lacks', () => {
    const begun = {
      ...newRule('1'),
      when: [newCondition('anywhere'), newCondition('hours')],
      then: [newAction('team')],
    };
    expect(missingParts(begun)).toEqual({ name: true, when: [true, false], then: [true], acts: false });
    expect(isComplete({ ...rule, then: [] })).toBe(false);
  });

  it('lacks the field that it asks for, and then the value in it', () => {
    const asked = newCondition('field');
    const chosen = { ...asked, fieldId: 'street' } as ReturnType<typeof newCondition>;
    const said = { ...chosen, is: ['Nord'] } as ReturnType<typeof newCondition>;

    expect([asked, chosen, said].map((one) => isComplete({ ...rule, when: [one] }))).toEqual([false, false, true]);
    expect(withConditionKind(said, 'field', true)).toEqual({ on: 'field', fieldId: 'street', is: ['Nord'], not: true });
  });

  it('asks for a range of a number or a date, and lacks its ends', () => {
    const kinds = (['number', 'date', 'text', 'yes-no', 'choice', 'choices'] as const).map((kind) => ({
      id: kind,
      kind,
    }));
    const conditions = kinds.map((field) => newFieldCondition(field, true));

    expect(conditions.map(({ on, not }) => [on, not])).toEqual(kinds.map(({ kind }) => [kind === 'number' || kind === 'date' ? 'fieldRange' : 'field', true])); // prettier-ignore
    expect(conditions.map((one, n) => fitsField(one, kinds[n]!))).toEqual(kinds.map(() => true));
    expect(kinds.filter((field) => fitsField(conditions[0]!, field))).toEqual([kinds[0]]);
    expect(fitsField({ ...conditions[1]!, kind: 'days', to: -1 } as never, kinds[1]!)).toBe(true);
    expect(conditions.map(askedBy)).toEqual(kinds.map(() => 'field'));
    const said = { ...conditions[0]!, to: 0 } as ReturnType<typeof newCondition>;
    expect([conditions[0]!, said].map((one) => isComplete({ ...rule, when: [one] }))).toEqual([false, true]);
    expect(withConditionKind(said, 'field', false)).toEqual({ ...said, not: false });
    expect(withConditionKind(said, 'channel', false)).toEqual({ on: 'channel', is: [], not: false });
  });

  it('keeps its words when they are looked for elsewhere, and nothing when another thing is asked', () => {
    const words = { ...newCondition('anywhere'), is: ['école'] } as ReturnType<typeof newCondition>;
    expect(withConditionKind(words, 'subject', true)).toEqual({ on: 'words', in: 'subject', is: ['école'], not: true });
    expect(withConditionKind(words, 'sender', false)).toEqual({ on: 'sender', is: [], not: false });
    expect(withConditionKind(words, 'anywhere', true)).toEqual({
      on: 'words',
      in: 'anywhere',
      is: ['école'],
      not: true,
    });
  });
});
