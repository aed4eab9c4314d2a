import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';
import { CreateTeam, Team, UpdateTeam } from '../teams.js';

/** Teams and their members. */
export const teamEndpoints = defineEndpoints({
  listTeams: {
    ...{ method: 'GET', path: '/teams', tag: 'administration', summary: 'All teams' },
    ...{ query: WholeListQuery, response: page(Team), status: 200, scope: 'team.read', errors: [] },
  },
  createTeam: {
    ...{ method: 'POST', path: '/teams', tag: 'administration', summary: 'Create a team' },
    ...{ body: CreateTeam, response: Team, status: 201, scope: 'team.manage', stepUp: true },
    errors: ['team-name-taken', 'no-such-sector', 'beyond-own-rights'],
  },
  updateTeam: {
    ...{ method: 'PATCH', path: '/teams/:id', tag: 'administration', summary: 'Change a team and its members' },
    ...{ params: byId, body: UpdateTeam, response: Team, status: 200, scope: 'team.manage', stepUp: true },
    errors: ['not-found', 'team-name-taken', 'no-such-sector', 'team-sector-reason-needed', 'beyond-own-rights'],
  },
});
