import { teamsToMove } from './teams-to-move.js';

const teams = [
  { id: 'roads', sectorId: null },
  { id: 'schools', sectorId: 'family' },
  { id: 'welfare', sectorId: 'social' },
];

describe('the teams of a sector', () => {
  it('join it from none or from another one, and leave it', () => {
    expect(teamsToMove(teams, 'social', ['roads', 'schools'])).toEqual([
      { teamId: 'roads', sectorId: 'social', leaves: false },
      { teamId: 'schools', sectorId: 'social', leaves: true },
      { teamId: 'welfare', sectorId: null, leaves: true },
    ]);
  });

  it('stay where they are if nothing else was chosen', () => {
    expect(teamsToMove(teams, 'social', ['welfare'])).toEqual([]);
  });

  it('join a sector that is not there yet', () => {
    expect(teamsToMove(teams, null, ['roads'])).toEqual([{ teamId: 'roads', sectorId: null, leaves: false }]);
  });
});
