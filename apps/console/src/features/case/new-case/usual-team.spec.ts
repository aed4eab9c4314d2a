import { usualTeam } from './usual-team.js';

describe('the team that is proposed for a new case', () => {
  it.each([
    ['their only one, whatever they chose last', { usable: ['a', 'b'], own: ['a'], viewed: 'b', last: 'b' }, 'a'],
    ['of several of theirs, the one of the case in view', { usable: ['a', 'b', 'c'], own: ['a', 'b'], viewed: 'b', last: 'a' }, 'b'], // prettier-ignore
    ['not that of a case in view which is not theirs', { usable: ['a', 'b', 'c'], own: ['a', 'b'], viewed: 'c', last: 'b' }, 'b'], // prettier-ignore
    ['that of the case in view, of whoever is in none', { usable: ['a', 'b'], own: [], viewed: 'b', last: 'a' }, 'b'],
    ['else the one that was chosen last', { usable: ['a', 'b'], own: [], last: 'b' }, 'b'],
    ['the first of their own, where that is no longer open to them', { usable: ['a', 'b', 'd'], own: ['c', 'b', 'd'], last: 'e' }, 'b'], // prettier-ignore
    ['the only one', { usable: ['a'], own: [], last: undefined }, 'a'],
    ['none of several that are not theirs', { usable: ['a', 'b'], own: [], last: undefined }, undefined],
  ])('is %s', (_, teams, proposed) => {
    expect(usualTeam({ viewed: undefined, ...teams })).toBe(proposed);
  });
});
