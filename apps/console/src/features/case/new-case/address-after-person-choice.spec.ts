import type { PersonChoice } from '../../people/index.js';
import { addressOfChoice, areInOneSector } from './address-after-person-choice.js';

const nobody: PersonChoice = { id: undefined, name: '' };
const typed = (name: string): PersonChoice => ({ id: undefined, name });
const first: PersonChoice = { id: 'a', name: 'Camille', addresses: ['a@citizen.test', '+33600000001'] };
const second: PersonChoice = { id: 'b', name: 'Camille', addresses: ['b@citizen.test'] };
const unreachable: PersonChoice = { id: 'c', name: 'Camille', addresses: [] };

/** The address after each choice of a person, one after the other. */
const after = (address: string, ...choices: readonly PersonChoice[]) =>
  choices.reduce((at, who, n) => addressOfChoice(at, choices[n - 1] ?? nobody, { who, fills: true }), address);

describe('the address of a new case', () => {
  it('is never the one of somebody who was chosen before', () => {
    expect(after('', first)).toBe('a@citizen.test');
    expect(after('', first, typed('Camill'))).toBe('');
    expect(after('', first, typed('Camill'), typed('Camille'), second)).toBe('b@citizen.test');
    expect(after('', first, second)).toBe('b@citizen.test');
    expect(after('', first, typed('Camill'), unreachable)).toBe('');
    expect(addressOfChoice(' +33600000001', first, { who: second, fills: true })).toBe('b@citizen.test');
  });

  it('is not proposed where it may be known from another sector, and goes with its person all the same', () => {
    expect(addressOfChoice('', nobody, { who: first, fills: false })).toBe('');
    expect(addressOfChoice('a@citizen.test', first, { who: second, fills: false })).toBe('');
    expect(addressOfChoice('own@citizen.test', first, { who: second, fills: false })).toBe('own@citizen.test');
  });

  it('stays where the agent wrote it', () => {
    expect(after('own@citizen.test', first, typed('Camill'), second)).toBe('own@citizen.test');
  });
});

it.each([
  [[], true],
  [['north', 'north'], true],
  [[null, null], true],
  [['north', 'south'], false],
  [['north', null], false],
])('teams of the sectors %j lie in one: %s', (sectors, expected) => {
  expect(areInOneSector(sectors.map((sectorId) => ({ sectorId })))).toBe(expected);
});
