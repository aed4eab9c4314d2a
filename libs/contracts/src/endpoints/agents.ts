import { ImportAgents, ImportResult } from '../agent-import.js';
import { Agent, ChangeAddress, CreateAgent, UpdateAgent } from '../agents.js';
import { byId, defineEndpoints } from '../define-endpoints.js';
import { page, WholeListQuery } from '../primitives.js';

/** The agents of the organisation. */
export const agentEndpoints = defineEndpoints({
  listAgents: {
    ...{ method: 'GET', path: '/agents', tag: 'administration', summary: 'All agents' },
    ...{ query: WholeListQuery, response: page(Agent), status: 200, scope: 'agent.read', errors: [] },
  },
  createAgent: {
    ...{ method: 'POST', path: '/agents', tag: 'administration', summary: 'Create an agent' },
    ...{ body: CreateAgent, response: Agent, status: 201, scope: 'agent.manage', stepUp: true },
    errors: ['agent-address-taken', 'no-such-team', 'no-such-role', 'no-such-sector', 'beyond-own-rights'],
  },
  importAgents: {
    ...{ method: 'POST', path: '/agents/import', tag: 'administration', summary: 'Create and change agents by a file' },
    ...{ body: ImportAgents, response: ImportResult, status: 200, scope: 'agent.manage', stepUp: true },
    errors: ['csv-unreadable', 'csv-column-missing', 'csv-too-long'],
  },
  updateAgent: {
    ...{ method: 'PATCH', path: '/agents/:id', tag: 'administration', summary: 'Change or deactivate an agent' },
    ...{ params: byId, body: UpdateAgent, response: Agent, status: 200, scope: 'agent.manage', stepUp: true },
    errors: [
      'not-found',
      'last-administrator',
      'no-such-team',
      'beyond-own-rights',
      'no-substitute',
      'substitute-without-access',
    ],
  },
  changeAddress: {
    ...{ method: 'PUT', path: '/agents/:id/address', tag: 'administration' },
    summary: 'Change the mail address of an agent; both addresses get a mail',
    ...{ params: byId, body: ChangeAddress, response: Agent, status: 200, scope: 'agent.manage', stepUp: true },
    errors: ['not-found', 'agent-address-taken', 'address-by-directory', 'beyond-own-rights', 'last-administrator'],
  },
});
