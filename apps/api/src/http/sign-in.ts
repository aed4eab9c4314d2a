import {
  openSession,
  permissionsOf,
  SESSION_DAYS,
  setUp,
  setupIsOpen,
  signIn,
  teams,
  type Principal,
} from '@guichet/access';
import type { Session, Setup, SignIn as Credentials } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { EventTail, SESSION_COOKIE } from '@guichet/live';
import { Config } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignInLimits } from './limit-sign-ins.js';

const SIGNED_IN = { ok: true } as const;

/** Opens sessions and keeps them in a cookie. It uses the database itself, as nobody has signed in yet. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly config: Config,
    private readonly limits: SignInLimits,
  ) {}

  /** Throws `wrong-credentials`, and `too-many-requests` after too many of those. */
  async signIn(
    { email, password }: Credentials,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<typeof SIGNED_IN> {
    const { secret } = await this.limits.limit(email, request.ip, () =>
      signIn(this.database, { email, password, userAgent: request.headers['user-agent'] ?? null }),
    );
    return this.setCookie(reply, secret);
  }

  /** Creates the first administrator and signs them in. Throws `not-found` for a link that is not, or no longer, good. */
  async setUp(body: Setup, request: FastifyRequest, reply: FastifyReply): Promise<typeof SIGNED_IN> {
    const agentId = await this.limits.limit('setup', request.ip, () => setUp(this.database, body));
    const secret = await this.database.write({ kind: 'agent', id: agentId, name: body.name }, (tx) =>
      openSession(tx, agentId, request.headers['user-agent'] ?? null),
    );
    return this.setCookie(reply, secret);
  }

  async setupState(): Promise<{ open: boolean }> {
    return { open: await setupIsOpen(this.database) };
  }

  /** The position is read first: whatever changes after it is told by the live socket. */
  async session(who: Principal): Promise<Session> {
    const { position } = this.tail;
    const mine = (await teams(this.database)).filter(({ id }) => who.teamIds.includes(id));
    return {
      agent: { ...who, active: true, createdAt: who.createdAt.toISOString() },
      teams: mine.map(({ id, name }) => ({ id, name })),
      permissions: permissionsOf(who),
      csrfToken: who.session?.csrfToken ?? '',
      position,
    };
  }

  signOut(reply: FastifyReply): void {
    reply.header('Clear-Site-Data', '"cache"').clearCookie(SESSION_COOKIE, { path: '/' });
  }

  private setCookie(reply: FastifyReply, secret: string): typeof SIGNED_IN {
    const secure = this.config.publicUrl.startsWith('https:');
    reply.setCookie(SESSION_COOKIE, secret, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge: SESSION_DAYS * 86_400,
    });
    return SIGNED_IN;
  }
}
