import { usualTeam } from './usual-team.js';

describe('the team that is proposed for a new case', () => {
  it.each([
    ['the one that was chosen last', { usable: ['a', 'b'], own: ['a'], last: 'b' }, 'b'],
    ['the first of their own, where that is no longer open to them', { usable: ['a', 'b'], own: ['c', 'b'], last: 'd' }, 'b'], // prettier-ignore
    ['the only one', { usable: ['a'], own: [], last: undefined }, 'a'],
    ['none of several that are not theirs', { usable: ['a', 'b'], own: [], last: undefined }, undefined],
  ])('is %s', (_, teams, proposed) => {
    expect(usualTeam(teams)).toBe(proposed);
  });
});
