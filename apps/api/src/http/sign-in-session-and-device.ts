import { endReplacedSession, isKnownDevice, rememberDevice } from '@guichet/access';
import { Database } from '@guichet/database';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notifyOfNewDevice } from './notify-of-devices-and-passkeys.js';
import { AgentCookies } from './agent-cookies.js';
import { AuthGuard } from './auth.guard.js';

const SIGN_IN = { kind: 'system', name: 'Sign-in' } as const;

/** The browsers in which agents sign in. */
@Injectable()
export class SignInSessionAndDevice {
  constructor(
    private readonly database: Database,
    private readonly cookies: AgentCookies,
    private readonly guard: AuthGuard,
  ) {}

  /** The secret of this browser where the account has signed in here before; null in any other one. */
  async known(email: string, request: FastifyRequest): Promise<string | null> {
    const secret = this.cookies.read(request, 'device');
    return secret && (await isKnownDevice(this.database, email, secret)) ? secret : null;
  }

  /**
   * What follows from a session that was opened, in whatever way its agent signed in: the browser gets its cookie, the session
   * that it had before ends, and an agent who is here for the first time is told of it.
   */
  async signedIn(
    { agentId, secret }: { agentId: string; secret: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const before = this.cookies.read(request, 'session');
    const device = await this.database.write(SIGN_IN, async (tx) => {
      if (before) await endReplacedSession(tx, before);
      const remembered = await rememberDevice(tx, agentId, this.cookies.read(request, 'device'));
      if (remembered.isNew) await notifyOfNewDevice(tx, agentId, request);
      return remembered.secret;
    });
    if (before) this.guard.invalidate();
    this.cookies.set(reply, 'session', secret);
    this.cookies.set(reply, 'device', device);
  }
}
