import { choicesByType } from './choices-by-type.js';

const choice = (id: string, caseTypeId: string, archived = false) => ({ id, caseTypeId, archived });
const of = (id: string | null) => ({ caseType: id === null ? null : { id, name: id } });
const all = [
  choice('street', 'pothole'),
  choice('year', 'school'),
  choice('old', 'school', true),
  choice('no', 'birth'),
];
const chosen = [of('school'), of('school'), of('pothole'), of(null), of('survey')];

describe('the fields or steps that can be chosen for many cases', () => {
  it('are those in use of the types that the cases have, the most frequent type first', () => {
    expect(choicesByType(all, { items: chosen, isWhole: false })).toEqual([
      { caseTypeId: 'school', choices: [all[1]], count: 2 },
      { caseTypeId: 'pothole', choices: [all[0]], count: 1 },
    ]);
    expect(choicesByType(all, { items: [of(null)], isWhole: false })).toEqual([]);
  });

  it('are those of all types where cases are chosen that are not loaded, and how many they are is not said', () => {
    expect(choicesByType(all, { items: chosen, isWhole: true })).toEqual([
      { caseTypeId: 'school', choices: [all[1]], count: undefined },
      { caseTypeId: 'pothole', choices: [all[0]], count: undefined },
      { caseTypeId: 'birth', choices: [all[3]], count: undefined },
    ]);
  });
});
