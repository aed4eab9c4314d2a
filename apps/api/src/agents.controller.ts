import { agents, createAgent, updateAgent } from '@guichet/access';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { byId, pageOfWholeList } from './http/page-of-whole-list.js';

@Controller()
export class AgentsController {
  @Endpoint('listAgents')
  list({ context, query }: Call<'listAgents'>) {
    return pageOfWholeList(context.read('agents', agents), query, byId);
  }

  @Endpoint('createAgent')
  create({ context, body }: Call<'createAgent'>) {
    return context.write((tx, who) => createAgent(tx, who, body));
  }

  @Endpoint('updateAgent')
  update({ context, params, body }: Call<'updateAgent'>) {
    return context.write((tx, who) => updateAgent(tx, who, { id: params.id, wanted: body }));
  }
}
