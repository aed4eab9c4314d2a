import { AgentGroup, GroupMapping } from '../directory-groups.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';

/** Groups that a directory provisions by SCIM (`/scim/v2`), and what follows from being in one. */
export const agentGroupEndpoints = defineEndpoints({
  listGroups: {
    ...{ method: 'GET', path: '/groups', tag: 'administration', summary: 'The groups of the directory' },
    ...{ query: WholeListQuery, response: page(AgentGroup), status: 200, scope: 'agent.manage', errors: [] },
  },
  mapGroup: {
    ...{
      method: 'PUT',
      path: '/groups/:id/mapping',
      tag: 'administration',
      summary: 'Decide which teams and roles the members of a group get',
    },
    ...{ params: byId, body: GroupMapping, response: AgentGroup, status: 200, scope: 'agent.manage', stepUp: true },
    errors: ['not-found', 'no-such-role', 'no-such-team', 'no-such-sector', 'beyond-own-rights', 'last-administrator'],
  },
});
