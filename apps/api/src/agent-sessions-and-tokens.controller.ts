import { accessOfAgent, endAccessOfAgent, endSessionOfAgent, endTokenOfAgent } from '@guichet/access';
import { Controller } from '@nestjs/common';
import { AuthGuard } from './http/auth.guard.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

/** By what agents are signed in, as administrators see and end it. */
@Controller()
export class AgentSessionsAndTokensController {
  constructor(private readonly guard: AuthGuard) {}

  @Endpoint('getAgentAccess')
  get({ context, params }: Call<'getAgentAccess'>) {
    return context.read('sessions', (reader, who) => accessOfAgent(reader, who, params.id));
  }

  @Endpoint('endAgentAccess')
  async endAll({ context, params }: Call<'endAgentAccess'>) {
    await context.write((tx, who) => endAccessOfAgent(tx, who, params.id));
    this.guard.invalidate();
  }

  @Endpoint('endAgentSession')
  async endSession({ context, params }: Call<'endAgentSession'>) {
    await context.write((tx, who) => endSessionOfAgent(tx, who, { agentId: params.id, sessionId: params.sessionId }));
    this.guard.invalidate();
  }

  @Endpoint('endAgentToken')
  async endToken({ context, params }: Call<'endAgentToken'>) {
    await context.write((tx, who) => endTokenOfAgent(tx, who, { agentId: params.id, tokenId: params.tokenId }));
    this.guard.invalidate();
  }
}
