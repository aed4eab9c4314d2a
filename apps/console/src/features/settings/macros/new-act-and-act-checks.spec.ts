import { macroActKinds } from '@guichet/contracts';
import { freeKinds, isComplete, newAct, setsFieldTwice } from './new-act-and-act-checks.js';

describe('the acts of a macro that is written', () => {
  it('are each offered once, the end of a snooze instead of a status, and fields as often as there are some', () => {
    expect(freeKinds([])).toEqual([...macroActKinds]);
    expect(freeKinds([newAct('snooze')])).not.toContain('status');
    expect(freeKinds([newAct('field'), newAct('note')])).toContain('field');
    expect(freeKinds([newAct('field'), newAct('note')])).not.toContain('note');
  });

  it('are complete once all is chosen that they name', () => {
    const open = macroActKinds.filter((kind) => !isComplete(newAct(kind)));

    expect(open).toEqual(['team', 'tags', 'case-type', 'field', 'note', 'reply']);
    expect(isComplete({ kind: 'case-type', caseTypeId: null })).toBe(true);
    expect(isComplete({ kind: 'tags', add: [], remove: ['new'] })).toBe(true);
  });

  it('set a field to what was entered, or empty it where that was asked for', () => {
    const values = ['', Number.NaN, null, 0, '2026', false];
    const complete = values.filter((value) => isComplete({ kind: 'field', fieldId: 'a', value }));

    expect(complete).toEqual([null, 0, '2026', false]);
  });

  it('set no field twice', () => {
    const year = { kind: 'field', fieldId: 'a', value: '2026' } as const;

    expect(setsFieldTwice([year, { ...year, fieldId: 'b' }])).toBe(false);
    expect(setsFieldTwice([year, year])).toBe(true);
  });
});
