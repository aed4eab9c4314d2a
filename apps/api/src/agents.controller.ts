import {
  agentsKnownTo,
  changeAddress,
  createAgent,
  importAgents,
  inviteAgent,
  NotImported,
  updateAgent,
} from '@guichet/access';
import { Accounts, systemMailAccount } from '@guichet/messages';
import { endAbsenceIfActiveAgain, setSubstituteOfLeaving } from '@guichet/workforce';
import { Controller } from '@nestjs/common';
import { AuthGuard } from './http/auth.guard.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class AgentsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly guard: AuthGuard,
  ) {}

  @Endpoint('listAgents')
  list({ context, query }: Call<'listAgents'>) {
    return pageOfWholeList(context.read('agents', agentsKnownTo), query, byId);
  }

  @Endpoint('createAgent')
  async create({ context, body }: Call<'createAgent'>) {
    const by = (await systemMailAccount(this.accounts)) ? 'mail' : 'later';
    return context.write(async (tx, who) => {
      const agent = await createAgent(tx, who, body);
      if (body.password === undefined) await inviteAgent(tx, who, { agentId: agent.id, by });
      return agent;
    });
  }

  @Endpoint('importAgents')
  async import({ context, body }: Call<'importAgents'>) {
    const by = (await systemMailAccount(this.accounts)) ? 'mail' : 'later';
    try {
      return await context.write((tx, who) =>
        importAgents(tx, who, { ...body, created: (agentId) => inviteAgent(tx, who, { agentId, by }) }),
      );
    } catch (error) {
      if (error instanceof NotImported) return error.result;
      throw error;
    }
  }

  /** An invitation that went to the address before goes to the new one. */
  @Endpoint('changeAddress')
  async changeAddress({ context, params: { id: agentId }, body }: Call<'changeAddress'>) {
    const by = (await systemMailAccount(this.accounts)) ? 'mail' : 'later';
    const agent = await context.write(async (tx, who) => {
      const { isInvited, agent: changed } = await changeAddress(tx, who, { agentId, ...body });
      if (isInvited) await inviteAgent(tx, who, { agentId, by });
      return changed;
    });
    this.guard.invalidate();
    return agent;
  }

  @Endpoint('updateAgent')
  async update({ context, params, body }: Call<'updateAgent'>) {
    const { substituteId, ...wanted } = body;
    const agent = await context.write(async (tx, who) => {
      if (wanted.active === false && substituteId)
        await setSubstituteOfLeaving(tx, who, { agentId: params.id, substituteId });
      const change = () => updateAgent(tx, who, { id: params.id, wanted });
      return endAbsenceIfActiveAgain(tx, who, { agentId: params.id, change });
    });
    this.guard.invalidate();
    return agent;
  }
}
