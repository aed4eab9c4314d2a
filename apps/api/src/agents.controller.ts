import {
  agents,
  createAgent,
  createTeam,
  createToken,
  deleteToken,
  teams,
  tokensOf,
  updateAgent,
  updateTeam,
} from '@guichet/access';
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

  @Endpoint('listTeams')
  listTeams({ context }: Call<'listTeams'>) {
    return singlePageList(context.read('teams', teams));
  }

  @Endpoint('createTeam')
  createTeam({ context, body }: Call<'createTeam'>) {
    return context.write((tx, who) => createTeam(tx, who, body));
  }

  @Endpoint('updateTeam')
  updateTeam({ context, params, body }: Call<'updateTeam'>) {
    return context.write((tx, who) => updateTeam(tx, who, { id: params.id, wanted: body }));
  }

  @Endpoint('listTokens')
  listTokens({ context }: Call<'listTokens'>) {
    return singlePageList(context.read('tokens', tokensOf));
  }

  @Endpoint('createToken')
  createToken({ context, body }: Call<'createToken'>) {
    return context.writeSecret((tx, who) => createToken(tx, who, body));
  }

  @Endpoint('deleteToken')
  deleteToken({ context, params }: Call<'deleteToken'>) {
    return context.write((tx, who) => deleteToken(tx, who, params.id));
  }
}
