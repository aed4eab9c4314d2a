import { agents, createAgent, updateAgent } from '@guichet/access';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { singlePageList } from './http/single-page-list.js';

@Controller()
export class AgentsController {
  @Endpoint('listAgents')
  list({ context }: Call<'listAgents'>) {
    return singlePageList(context.read('agents', agents));
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
