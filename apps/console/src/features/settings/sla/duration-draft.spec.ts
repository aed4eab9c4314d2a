import { draftOf, durationOf, faultOf, withUnit, type DurationDraft } from './duration-draft.js';

it.each<[string, DurationDraft, ReturnType<typeof faultOf>, ReturnType<typeof faultOf>]>([
  ['nothing', { value: '', unit: 'none' }, undefined, undefined],
  ['a number without a unit', { value: 4, unit: 'none' }, undefined, 'unit'],
  ['a unit without a number', { value: '', unit: 'hours' }, undefined, 'number'],
  ['a number below zero', { value: -4, unit: 'hours' }, 'atLeast', 'atLeast'],
  ['zero, before its unit', { value: 0, unit: 'none' }, 'atLeast', 'atLeast'],
  ['a sign alone', { value: '-', unit: 'hours' }, undefined, 'number'],
  ['a broken number', { value: 1.5, unit: 'days' }, 'whole', 'whole'],
  ['too much', { value: 10_000, unit: 'minutes' }, 'atMost', 'atMost'],
  ['a length', { value: 4, unit: 'hours' }, undefined, undefined],
])('%s is what it is while it is typed, and at the end', (_, draft, typed, over) => {
  expect([faultOf(draft, false), faultOf(draft, true)]).toEqual([typed, over]);
});

it('keeps the number that is typed before its unit, and proposes one where there is none', () => {
  expect(withUnit({ value: 7, unit: 'none' }, 'days')).toEqual({ value: 7, unit: 'days' });
  expect(withUnit({ value: -4, unit: 'none' }, 'days')).toEqual({ value: -4, unit: 'days' });
  expect(withUnit(draftOf(null), 'hours')).toEqual({ value: 4, unit: 'hours' });
  expect(withUnit({ value: 7, unit: 'days' }, 'none')).toEqual(draftOf(null));
});

it('is a length only where nothing is wrong', () => {
  expect(durationOf({ value: 4, unit: 'hours' })).toEqual({ value: 4, unit: 'hours' });
  expect([durationOf({ value: -4, unit: 'hours' }), durationOf({ value: 4, unit: 'none' })]).toEqual([null, null]);
});
