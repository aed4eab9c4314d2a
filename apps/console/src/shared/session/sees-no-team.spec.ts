import { seesNoTeam } from './sees-no-team.js';

it.each([
  ['is in no team', { teamIds: [], caseTeamIds: [], seesAssigned: false }, true],
  ['is in a team', { teamIds: ['a'], caseTeamIds: ['a'], seesAssigned: false }, false],
  ['works on cases of all teams', { teamIds: [], caseTeamIds: null, seesAssigned: false }, false],
  ['works on cases of a given team', { teamIds: [], caseTeamIds: ['a'], seesAssigned: false }, false],
  ['is given what is assigned to them', { teamIds: [], caseTeamIds: [], seesAssigned: true }, false],
])('whoever %s is told so, or not', (_, agent, expected) => expect(seesNoTeam(agent)).toBe(expected));
