import type { CaseSummary } from '@guichet/contracts';
import { Failure } from '../api/failure.js';
import { oneMissingField } from './one-missing-field.js';

const refused = (id: string, caseTypeId: string, keys?: string[]) => ({
  item: { id, caseType: { id: caseTypeId, name: caseTypeId } } as CaseSummary,
  error: new Failure('conflict', keys ? { reason: 'case-fields-required', data: { keys } } : { reason: 'merged-into' }),
});

describe('the one field for which several cases could not be closed', () => {
  it('is that of their type which each of them lacks, whatever stands in the way of others', () => {
    const [one, two, other] = [
      refused('a', 'school', ['year']),
      refused('b', 'school', ['year']),
      refused('c', 'school'),
    ];
    const missing = { caseTypeId: 'school', key: 'year', items: [one.item, two.item] };
    expect(oneMissingField([one, other, two])).toEqual(missing);
  });

  it('is none where a case lacks another one or several, where the types differ, and for a single case', () => {
    const year = refused('a', 'school', ['year']);
    expect(oneMissingField([year, refused('b', 'school', ['street'])])).toBeUndefined();
    expect(oneMissingField([year, refused('b', 'school', ['year', 'street'])])).toBeUndefined();
    expect(oneMissingField([year, refused('b', 'canteen', ['year'])])).toBeUndefined();
    expect(oneMissingField([year])).toBeUndefined();
    expect(oneMissingField([refused('a', 'school'), refused('b', 'school')])).toBeUndefined();
  });
});
