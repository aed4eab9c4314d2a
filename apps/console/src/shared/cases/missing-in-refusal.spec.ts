import type { CaseSummary } from '@guichet/contracts';
import { Failure } from '../api/failure.js';
import { missingIn, missingInMany } from './missing-in-refusal.js';

const failure = (keys: string[], ids: string[]) => {
  if (keys.length === 0 && ids.length === 0) return new Failure('conflict', { reason: 'merged-into' });
  if (ids.length === 0) return new Failure('conflict', { reason: 'case-fields-required', data: { keys } });
  if (keys.length === 0) return new Failure('conflict', { reason: 'case-steps-required', data: { ids } });
  return new Failure('conflict', { reason: 'case-fields-and-steps-required', data: { keys, ids } });
};
const refused = (id: string, caseTypeId: string, { keys = [] as string[], ids = [] as string[] } = {}) => ({
  item: { id, caseType: { id: caseTypeId, name: caseTypeId } } as CaseSummary,
  error: failure(keys, ids),
});

it('a case that could not be closed lacks the fields and the steps that its refusal names', () => {
  expect(missingIn(failure(['year'], ['check', 'call']))).toEqual({ field: ['year'], step: ['check', 'call'] });
  expect(missingIn(failure([], ['check']))).toEqual({ field: [], step: ['check'] });
  const another = new Failure('conflict', { reason: 'case-field-changed', data: { keys: ['year'] } });
  for (const error of [another, new Error('lost')]) expect(missingIn(error)).toEqual({ field: [], step: [] });
});

describe('what can be done at once in several cases that could not be closed', () => {
  it('is the field of their type which each of them lacks, whatever stands in the way of others', () => {
    const keys = ['year'];
    const [one, two, other] = [
      refused('a', 'school', { keys }),
      refused('b', 'school', { keys }),
      refused('c', 'school'),
    ];
    const missing = { what: 'field', caseTypeId: 'school', keys, items: [one.item, two.item] };
    expect(missingInMany([one, other, two])).toEqual([missing]);
  });

  it('is the step, too, be it in cases that lack a field beside it', () => {
    const [one, two] = [
      refused('a', 'school', { ids: ['check'] }),
      refused('b', 'school', { keys: ['year'], ids: ['check'] }),
    ];
    const ofStep = { what: 'step', caseTypeId: 'school', keys: ['check'], items: [one.item, two.item] };
    expect(missingInMany([one, two])).toEqual([ofStep]);
    const three = refused('c', 'school', { keys: ['year'] });
    const ofField = { what: 'field', caseTypeId: 'school', keys: ['year'], items: [two.item, three.item] };
    expect(missingInMany([one, two, three])).toEqual([ofField, ofStep]);
  });

  it('is all steps of which one of them lacks any', () => {
    const [one, two] = [
      refused('a', 'school', { ids: ['check', 'call'] }),
      refused('b', 'school', { ids: ['call', 'file'] }),
    ];
    const missing = { what: 'step', caseTypeId: 'school', keys: ['check', 'call', 'file'] };
    expect(missingInMany([one, two])).toEqual([{ ...missing, items: [one.item, two.item] }]);
  });

  it('is nothing where a case lacks another field or several, where the types differ, and for a single case', () => {
    const year = refused('a', 'school', { keys: ['year'] });
    expect(missingInMany([year, refused('b', 'school', { keys: ['street'] })])).toEqual([]);
    expect(missingInMany([year, refused('b', 'school', { keys: ['year', 'street'] })])).toEqual([]);
    expect(missingInMany([year, refused('b', 'canteen', { keys: ['year'] })])).toEqual([]);
    expect(missingInMany([year])).toEqual([]);
    expect(missingInMany([refused('a', 'school'), refused('b', 'school')])).toEqual([]);
  });
});
