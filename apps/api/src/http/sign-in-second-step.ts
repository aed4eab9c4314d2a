import {
  agentOfChallenge,
  noteProviderAfterSecondStep,
  openSession,
  passSecondStep,
  SecondFactorNeeded,
  type SessionOrigin,
} from '@guichet/access';
import { Database } from '@guichet/database';
import { Failure, Keyring } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AgentCookies } from './agent-cookies.js';
import type { ApiRequest } from './endpoint-decorator.js';
import { CodeAttemptLimits } from './limit-code-attempts.js';
import { SignInRefusals } from './refused-sign-ins-and-alarms.js';

interface Opened {
  secret: string;
  agentId: string;
  email: string;
}

interface Where {
  origin: SessionOrigin;
  reply: FastifyReply;
}

/**
 * The second step of a sign-in: a code of the agent's app, or a recovery code. A cookie keeps its place, so that it is for the
 * browser that knew the password.
 */
@Injectable()
export class SecondStep {
  constructor(
    private readonly database: Database,
    private readonly cookies: AgentCookies,
    private readonly limits: CodeAttemptLimits,
    private readonly refusals: SignInRefusals,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Follows a right password of an agent with a second factor: opens a session where the code came with it, else keeps the
   * place by a cookie and throws `second-factor-required`. Throws any other error again.
   */
  async follow(
    error: unknown,
    { code, request, ...more }: { code: string | undefined; request: FastifyRequest } & Where,
  ): Promise<Opened> {
    if (!(error instanceof SecondFactorNeeded)) throw error;
    const { origin, reply } = more;
    if (code !== undefined) return this.openSession(error.challenge, request, { code, origin });
    this.cookies.set(reply, 'secondStep', error.challenge);
    throw error;
  }

  /**
   * Opens a session for the code that belongs to the cookie of this browser.
   *
   * @throws Failure `wrong-code`, `second-step-expired`, `too-many-requests`.
   */
  async pass(request: ApiRequest, { code, origin, reply }: { code: string } & Where) {
    const challenge = this.cookies.read(request, 'secondStep') ?? '';
    const opened = await this.openSession(challenge, request, { code, origin });
    this.cookies.clear(reply, 'secondStep');
    return opened;
  }

  private async openSession(
    challenge: string,
    request: FastifyRequest,
    { code, origin }: { code: string; origin: SessionOrigin },
  ): Promise<Opened> {
    const agent = await agentOfChallenge(this.database, challenge);
    if (!agent) throw new Failure('second-step-expired');
    const { id: agentId, email } = agent;
    const typed = { email, address: origin.address ?? '', userAgent: origin.userAgent };
    const secret = await this.refusals.notingBlocks(typed, () =>
      this.limits.limit(agent, request, () =>
        this.refusals.noting({ ...typed, cause: 'wrong-code' }, () =>
          passSecondStep(this.database, { challenge, code, keyring: this.keyring }, async (tx) => {
            const opened = await openSession(tx, agentId, origin);
            await noteProviderAfterSecondStep(tx, { challenge, secret: opened });
            return opened;
          }),
        ),
      ),
    );
    return { secret, agentId, email };
  }
}
