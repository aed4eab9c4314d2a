import type { Team } from '@guichet/contracts';
import { isExposedTo, teamsOfWholeList } from './exposed-by-handover.js';

const team = (id: string, confidential: boolean) => ({ id, confidential }) as Team;
const teams = [team('roads', false), team('town', false), team('social', true), team('health', true)];

it.each([
  ['a case of a confidential team goes to one that is not', 'roads', ['town', 'social'], true],
  ['it goes to another confidential team', 'health', ['social'], false],
  ['no case is confidential', 'roads', ['town'], false],
])('%s: %s from %j is exposed: %s', (_, to, from, isExposed) => {
  expect(isExposedTo(to, { from, teams })).toBe(isExposed);
});

describe('the teams that may have cases in a whole list', () => {
  it.each([
    ['the one that it is narrowed to', { team: 'town' }, ['social'], ['town']],
    ['those of which the agent sees cases', {}, ['town', 'social'], ['town', 'social']],
    ['all, where the agent sees the cases of all', {}, null, ['roads', 'town', 'social', 'health']],
  ])('are %s', (_, filter, own, expected) => {
    expect(teamsOfWholeList({ filter }, { own, teams })).toEqual(expected);
  });
});
