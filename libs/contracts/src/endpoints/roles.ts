import { byId, defineEndpoints } from '../define-endpoints.js';
import { Id, page, WholeListQuery } from '../primitives.js';
import {
  AgentRights,
  CaseReader,
  CaseReaderQuery,
  CaseReading,
  GiveRole,
  HeldRole,
  RequireSecondFactor,
  RoleDefinition,
  RoleSecondFactor,
  SaveRole,
} from '../roles.js';

/** Roles, who holds them, and what follows from that. */
export const roleEndpoints = defineEndpoints({
  listRoles: {
    ...{ method: 'GET', path: '/roles', tag: 'administration', summary: 'All roles with their permissions' },
    ...{ query: WholeListQuery, response: page(RoleDefinition), status: 200, scope: 'agent.read', errors: [] },
  },
  createRole: {
    ...{ method: 'POST', path: '/roles', tag: 'administration', summary: 'Make a role of permissions' },
    ...{ body: SaveRole, response: RoleDefinition, status: 201, scope: 'agent.manage', stepUp: true },
    errors: ['role-name-taken', 'beyond-own-rights'],
  },
  updateRole: {
    ...{ method: 'PUT', path: '/roles/:id', tag: 'administration', summary: 'Change a role that you made' },
    ...{ params: byId, body: SaveRole, response: RoleDefinition, status: 200, scope: 'agent.manage', stepUp: true },
    stepUp: true,
    errors: ['not-found', 'role-shipped', 'role-name-taken', 'beyond-own-rights', 'last-administrator'],
  },
  deleteRole: {
    ...{ method: 'DELETE', path: '/roles/:id', tag: 'administration', summary: 'Remove a role that nobody holds' },
    ...{ params: byId, response: null, status: 204, scope: 'agent.manage', stepUp: true },
    errors: ['not-found', 'role-shipped', 'role-in-use'],
  },
  getRoleSecondFactor: {
    ...{ method: 'GET', path: '/roles/:id/second-factor', tag: 'administration' },
    summary: 'Whether a role requires a second factor, and who of its holders has none',
    ...{ params: byId, response: RoleSecondFactor, status: 200, scope: 'agent.manage', errors: ['not-found'] },
  },
  requireSecondFactorOfRole: {
    ...{ method: 'PUT', path: '/roles/:id/second-factor', tag: 'administration' },
    summary: 'Require a second factor of whoever holds a role, or do not any more',
    ...{ params: byId, body: RequireSecondFactor, response: RoleSecondFactor, status: 200, scope: 'agent.manage' },
    ...{ stepUp: true, errors: ['not-found', 'beyond-own-rights'] },
  },
  listRoleGrants: {
    ...{ method: 'GET', path: '/role-grants', tag: 'administration', summary: 'Who holds which role, now or later' },
    ...{ query: WholeListQuery, response: page(HeldRole), status: 200, scope: 'agent.read', errors: [] },
  },
  getAgentRights: {
    ...{ method: 'GET', path: '/agents/:id/rights', tag: 'administration', summary: 'What an agent may do, and why' },
    ...{ params: byId, response: AgentRights, status: 200, scope: 'agent.read', errors: ['not-found'] },
  },
  giveRole: {
    ...{ method: 'POST', path: '/agents/:id/roles', tag: 'administration', summary: 'Give an agent a role' },
    ...{ params: byId, body: GiveRole, response: AgentRights, status: 201, scope: 'agent.manage', stepUp: true },
    errors: ['not-found', 'no-such-role', 'no-such-team', 'no-such-sector', 'time-over', 'beyond-own-rights'],
  },
  takeRole: {
    ...{
      method: 'DELETE',
      path: '/agents/:id/roles/:grantId',
      tag: 'administration',
      summary: 'Take a role from an agent',
    },
    ...{ params: byId.extend({ grantId: Id }), response: null, status: 204, scope: 'agent.manage', stepUp: true },
    stepUp: true,
    errors: ['not-found', 'last-administrator', 'beyond-own-rights'],
  },
  listCaseReaders: {
    ...{ method: 'GET', path: '/cases/:id/readers', tag: 'administration', summary: 'Who sees a case, and why' },
    ...{ params: byId, query: CaseReaderQuery, response: page(CaseReader), status: 200, scope: 'agent.read' },
    errors: ['not-found'],
  },
  getCaseReading: {
    ...{ method: 'GET', path: '/cases/:id/readers/:agentId', tag: 'administration' },
    summary: 'Whether an agent sees a case, and why',
    ...{ params: byId.extend({ agentId: Id }), response: CaseReading, status: 200, scope: 'agent.read' },
    errors: ['not-found'],
  },
});
