import {
  caseTeamIdsOf,
  seesAssigned,
  endsOfSession,
  exportedPartOf,
  openSession,
  organisationOf,
  permissionsOf,
  proofsOf,
  setUp,
  setupIsOpen,
  signIn,
  teams,
  type Principal,
  type SessionOrigin,
} from '@guichet/access';
import type { SecondStep as Code, Session, Setup, SignIn as Credentials } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { EventTail } from '@guichet/live';
import { plainAddress } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiRequest } from './endpoint-decorator.js';
import { SecondStep } from './sign-in-second-step.js';
import { AgentCookies } from './agent-cookies.js';
import { SignInLimits } from './limit-sign-ins.js';
import { SignInSessionAndDevice } from './sign-in-session-and-device.js';
import { SignInRefusals } from './refused-sign-ins-and-alarms.js';

const SIGNED_IN = { ok: true } as const;

/** From where a session is opened, as its agent and administrators are shown it. */
export const originOf = ({ headers, ip }: FastifyRequest): SessionOrigin => ({
  userAgent: headers['user-agent'] ?? null,
  address: plainAddress(ip),
});

/** Opens sessions and keeps them in a cookie. It uses the database itself, as nobody has signed in yet. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly limits: SignInLimits,
    private readonly cookies: AgentCookies,
    private readonly devices: SignInSessionAndDevice,
    private readonly refusals: SignInRefusals,
    private readonly secondStep: SecondStep,
  ) {}

  /**
   * Throws `wrong-credentials`, and `too-many-requests` after too many of those; `second-factor-required` where a code must
   * follow, for which a cookie of its own keeps the place.
   */
  async signIn(
    { email, password, totp }: Credentials,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<typeof SIGNED_IN> {
    const origin = originOf(request);
    const source = { account: email, address: request.ip, device: await this.devices.known(email, request) };
    const typed = { email, address: plainAddress(request.ip), userAgent: origin.userAgent };
    const opened = await this.refusals.notingBlocks(typed, () =>
      this.limits.limit(source, () =>
        this.refusals
          .noting({ ...typed, cause: 'wrong-password' }, () => signIn(this.database, { email, password, ...origin }))
          .catch((error: unknown) => this.secondStep.follow(error, { code: totp, request, origin, reply })),
      ),
    );
    return this.welcome(opened, request, reply);
  }

  /** Throws `wrong-code`, `second-step-expired`, and `too-many-requests` after too many wrong codes. */
  async passSecondStep({ code }: Code, request: ApiRequest, reply: FastifyReply): Promise<typeof SIGNED_IN> {
    const opened = await this.secondStep.pass(request, { code, origin: originOf(request), reply });
    return this.welcome(opened, request, reply);
  }

  /** Creates the first administrator and signs them in. Throws `not-found` for a link that is not, or no longer, good. */
  async setUp(body: Setup, request: FastifyRequest, reply: FastifyReply): Promise<typeof SIGNED_IN> {
    const source = { account: 'setup', address: request.ip, device: null };
    const agentId = await this.limits.limit(source, () => setUp(this.database, body));
    const secret = await this.database.write({ kind: 'agent', id: agentId, name: body.name }, (tx) =>
      openSession(tx, agentId, originOf(request)),
    );
    return this.welcome({ agentId, secret }, request, reply);
  }

  async setupState(): Promise<{ open: boolean }> {
    return { open: await setupIsOpen(this.database) };
  }

  /** The position is read first: whatever changes after it is told by the live socket. */
  async session(who: Principal): Promise<Session> {
    const { position } = this.tail;
    const ends = who.session && (await endsOfSession(this.database, who.session.id));
    const [known, { timeZone }] = await Promise.all([teams(this.database), organisationOf(this.database)]);
    const mine = known.filter(({ id }) => who.teamIds.includes(id));
    return {
      agent: {
        ...who,
        active: true,
        jobTitle: who.jobTitle ?? '',
        caseSort: who.caseSort ?? null,
        createdAt: who.createdAt.toISOString(),
        caseTeamIds: caseTeamIdsOf(who),
        seesAssigned: seesAssigned(who),
      },
      teams: mine.map(({ id, name }) => ({ id, name })),
      timeZone,
      permissions: permissionsOf(who),
      exported: { cases: exportedPartOf(who, 'case.read'), figures: exportedPartOf(who, 'metrics.read') },
      csrfToken: who.session?.csrfToken ?? '',
      secondFactor: who.session?.secondFactor ?? 'off',
      secondFactorDueAt: isoOrNull(who.session?.secondFactorDueAt),
      proofs: await proofsOf(this.database, who),
      idleEndsAt: ends?.idleEndsAt ?? null,
      endsAt: ends?.endsAt ?? null,
      position,
    };
  }

  /** Follows every sign-in, by whatever way: sets the cookies of a session that was just opened. */
  async welcome(
    opened: { agentId: string; secret: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<typeof SIGNED_IN> {
    await this.devices.signedIn(opened, request, reply);
    return SIGNED_IN;
  }

  signOut(reply: FastifyReply): void {
    this.cookies.clear(reply.header('Clear-Site-Data', '"cache"'), 'session');
  }
}

const isoOrNull = (at: number | null | undefined): string | null => (at ? new Date(at).toISOString() : null);
