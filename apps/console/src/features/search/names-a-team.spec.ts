import { namesATeam } from './names-a-team.js';

const teams = [{ name: 'Vie scolaire' }, { name: 'État civil' }];

describe('the team that a search names', () => {
  it.each([
    ['scolaire', true],
    ['etat', true],
    ['ÉTAT CIVIL', true],
    ['civil registry', false],
  ])('is known by a part of its name: %s', (value, expected) => {
    expect(namesATeam(value, teams)).toBe(expected);
  });
});
