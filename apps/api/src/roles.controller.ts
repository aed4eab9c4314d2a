import {
  createRole,
  deleteRole,
  giveRole,
  nameableFor,
  readersOfCase,
  readingOfCase,
  rightsOf,
  listRoleHolders,
  roles,
  requireSecondFactorOfRole,
  secondFactorOfRole,
  takeRole,
  updateRole,
} from '@guichet/access';
import { Controller } from '@nestjs/common';
import { AuthGuard } from './http/auth.guard.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

/** Roles, who holds them, and why somebody sees what they see. */
@Controller()
export class RolesController {
  constructor(private readonly guard: AuthGuard) {}

  @Endpoint('listRoles')
  list({ context, query }: Call<'listRoles'>) {
    return pageOfWholeList(context.read('agents', roles), query, byId);
  }

  @Endpoint('createRole')
  create({ context, body }: Call<'createRole'>) {
    return context.write((tx, who) => createRole(tx, who, body));
  }

  @Endpoint('updateRole')
  update({ context, params, body }: Call<'updateRole'>) {
    return context.write((tx, who) => updateRole(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('deleteRole')
  remove({ context, params }: Call<'deleteRole'>) {
    return context.write((tx, who) => deleteRole(tx, who, params.id));
  }

  @Endpoint('getRoleSecondFactor')
  secondFactor({ context, params }: Call<'getRoleSecondFactor'>) {
    return context.read('agents', (reader, who) => secondFactorOfRole(reader, who, params.id));
  }

  @Endpoint('requireSecondFactorOfRole')
  async requireSecondFactor({ context, params, body }: Call<'requireSecondFactorOfRole'>) {
    const saved = await context.write((tx, who) => requireSecondFactorOfRole(tx, who, { roleId: params.id, ...body }));
    this.guard.invalidate();
    return saved;
  }

  @Endpoint('listRoleGrants')
  grants({ context, query }: Call<'listRoleGrants'>) {
    return pageOfWholeList(context.read('agents', listRoleHolders), query, byId);
  }

  @Endpoint('getAgentRights')
  rights({ context, params }: Call<'getAgentRights'>) {
    return context.read({ agent: params.id }, (reader, who) => rightsOf(reader, who, params.id));
  }

  @Endpoint('giveRole')
  async give({ context, params, body }: Call<'giveRole'>) {
    await context.write((tx, who) => giveRole(tx, who, { agentId: params.id, wanted: body }));
    return context.read({ agent: params.id }, (reader, who) => rightsOf(reader, who, params.id));
  }

  @Endpoint('takeRole')
  take({ context, params: { id, grantId } }: Call<'takeRole'>) {
    return context.write((tx, who) => takeRole(tx, who, { agentId: id, grantId }));
  }

  @Endpoint('listCaseReaders')
  readers({ context, params, query }: Call<'listCaseReaders'>) {
    return pageOfWholeList(
      context.read({ case: params.id }, (reader, who) =>
        (query.unrestricted ? nameableFor : readersOfCase)(reader, who, params.id),
      ),
      query,
      ({ agent }) => agent.id,
    );
  }

  @Endpoint('getCaseReading')
  reading({ context, params: { id, agentId } }: Call<'getCaseReading'>) {
    return context.read({ case: id }, (reader, who) => readingOfCase(reader, who, { caseId: id, agentId }));
  }
}
