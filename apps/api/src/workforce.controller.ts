import {
  casesOfAbsence,
  casesOfLeavingAgent,
  casesToGiveBack,
  endAbsence,
  endRelief,
  getCapacity,
  getProfile,
  getQueueSettings,
  listWorkforce,
  saveCapacity,
  saveProfile,
  saveQueueSettings,
  setAbsence,
  setPresence,
} from '@guichet/workforce';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class WorkforceController {
  @Endpoint('getAgentProfile')
  profile({ context, params: { id } }: Call<'getAgentProfile'>) {
    return context.read({ agent: id }, (reader, who) => getProfile(reader, who, id));
  }

  @Endpoint('saveAgentProfile')
  saveProfile({ context, params, body }: Call<'saveAgentProfile'>) {
    return context.write((tx, who) => saveProfile(tx, who, { agentId: params.id, wanted: body }));
  }

  @Endpoint('getCasesOfLeavingAgent')
  casesOfLeaving({ context, params: { id }, query: { grantId, substituteId } }: Call<'getCasesOfLeavingAgent'>) {
    return context.read('cases', (reader, who) =>
      casesOfLeavingAgent(reader, who, { agentId: id, grantId: grantId ?? null, substituteId: substituteId ?? null }),
    );
  }

  @Endpoint('setAbsence')
  setAbsence({ context, params, body }: Call<'setAbsence'>) {
    return context.write((tx, who) => setAbsence(tx, who, { agentId: params.id, absence: body }));
  }

  @Endpoint('getCasesOfAbsence')
  casesOfAbsence({ context, params: { id }, query: { substituteId } }: Call<'getCasesOfAbsence'>) {
    return context.read({ agent: id }, (reader, who) =>
      casesOfAbsence(reader, who, { agentId: id, substituteId: substituteId ?? null }),
    );
  }

  @Endpoint('getCasesToGiveBack')
  casesToGiveBack({ context, params: { id } }: Call<'getCasesToGiveBack'>) {
    return context.read('cases', (reader, who) => casesToGiveBack(reader, who, id));
  }

  @Endpoint('endAbsence')
  endAbsence({ context, params }: Call<'endAbsence'>) {
    return context.write((tx, who) => endAbsence(tx, who, params.id));
  }

  @Endpoint('endRelief')
  endRelief({ context, params }: Call<'endRelief'>) {
    return context.write((tx, who) => endRelief(tx, who, params.id));
  }

  @Endpoint('getCapacity')
  capacity({ context }: Call<'getCapacity'>) {
    return context.read('settings', (reader, who) => getCapacity(reader, who));
  }

  @Endpoint('saveCapacity')
  saveCapacity({ context, body }: Call<'saveCapacity'>) {
    return context.write((tx, who) => saveCapacity(tx, who, body));
  }

  @Endpoint('getQueue')
  queue({ context, params: { id } }: Call<'getQueue'>) {
    return context.read({ team: id }, (reader, who) => getQueueSettings(reader, who, id));
  }

  @Endpoint('saveQueue')
  saveQueue({ context, params, body }: Call<'saveQueue'>) {
    return context.write((tx, who) => saveQueueSettings(tx, who, { teamId: params.id, wanted: body }));
  }

  @Endpoint('listPresence')
  presence({ context }: Call<'listPresence'>) {
    return context.read('agents', listWorkforce);
  }

  @Endpoint('setPresence')
  setPresence({ context, body }: Call<'setPresence'>) {
    return context.write((tx, who) => setPresence(tx, who, body));
  }
}
