import type { CaseField } from '@guichet/contracts';
import { fieldsForMany } from './fields-for-many.js';

const field = (id: string, caseTypeId: string, archived = false) => ({ id, caseTypeId, archived }) as CaseField;
const of = (id: string | null) => ({ caseType: id === null ? null : { id, name: id } });
const all = [field('street', 'pothole'), field('year', 'school'), field('old', 'school', true), field('no', 'birth')];
const chosen = [of('school'), of('school'), of('pothole'), of(null), of('survey')];

describe('the fields that can be filled in for many cases', () => {
  it('are those in use of the types that the cases have, the most frequent type first', () => {
    expect(fieldsForMany(all, { items: chosen, isWhole: false })).toEqual([
      { caseTypeId: 'school', fields: [all[1]], count: 2 },
      { caseTypeId: 'pothole', fields: [all[0]], count: 1 },
    ]);
    expect(fieldsForMany(all, { items: [of(null)], isWhole: false })).toEqual([]);
  });

  it('are those of all types where cases are chosen that are not loaded, and how many they are is not said', () => {
    expect(fieldsForMany(all, { items: chosen, isWhole: true })).toEqual([
      { caseTypeId: 'school', fields: [all[1]], count: undefined },
      { caseTypeId: 'pothole', fields: [all[0]], count: undefined },
      { caseTypeId: 'birth', fields: [all[3]], count: undefined },
    ]);
  });
});
