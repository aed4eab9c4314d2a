import { namesATeam } from './names-a-team.js';

const teams = [
  { name: 'Vie scolaire' },
  { name: 'État civil' },
  { name: 'Transports (bus)' },
  { name: 'Accueil – L’Espace' },
];

describe('the team that a search names', () => {
  it.each([
    ['scolaire', true],
    ['etat', true],
    ['ÉTAT CIVIL', true],
    ['civil registry', false],
    ['port', false],
    ['transport', true],
    ['(bus', true],
    ['bus)', true],
    ['espace', true],
    ['space', false],
  ])('is known by the beginning of a word: %s', (value, expected) => {
    expect(namesATeam(value, teams)).toBe(expected);
  });
});
