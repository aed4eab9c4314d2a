import {
  beginPasskeyUse,
  newSecret,
  ofBrowser,
  ownerOfPasskey,
  signInByPasskey,
  takeChallenge,
  type PasskeyUse,
  type Principal,
} from '@guichet/access';
import type { PasskeyAssertion, PasskeyRequest } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { Config, Logger, plainAddress } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AgentCookies } from './agent-cookies.js';
import { RequestLimits } from './limit-requests.js';
import { SignInLimits } from './limit-sign-ins.js';
import { SignInSessionAndDevice } from './sign-in-session-and-device.js';
import { SignInRefusals } from './refused-sign-ins-and-alarms.js';
import { originOf, SignIn } from './sign-in.js';

const SIGN_IN = { kind: 'system', name: 'Sign-in' } as const;

interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Signing in by a passkey, and what passkeys are asked to sign. A cookie binds that to the browser that asked for it. */
@Injectable()
export class SignInByPasskey {
  constructor(
    private readonly database: Database,
    private readonly access: SignIn,
    private readonly cookies: AgentCookies,
    private readonly requests: RequestLimits,
    private readonly limits: SignInLimits,
    private readonly devices: SignInSessionAndDevice,
    private readonly refusals: SignInRefusals,
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  /** Begins to use a passkey: of `who`, or of whoever signs in. Throws `passkeys-unavailable`, `too-many-requests`. */
  async begin(who: Principal | undefined, { request, reply }: Exchange): Promise<PasskeyRequest> {
    await this.requests.publicRead(request.ip);
    // Several pages of one browser may wait for a passkey: they share the cookie.
    const browser = this.cookies.read(request, 'passkey') ?? newSecret();
    this.cookies.set(reply, 'passkey', browser);
    const { publicUrl } = this.config;
    // A token proves nothing by a passkey, and is not told of any.
    const agentId = who?.session ? who.id : null;
    return this.database.write(SIGN_IN, (tx) =>
      beginPasskeyUse(tx, { publicUrl, boundTo: ofBrowser(browser), agentId }),
    );
  }

  /** Throws `passkey-refused`, `sign-in-by-provider`, `passkey-stale`, `passkeys-unavailable`, `too-many-requests`. */
  async signIn(assertion: PasskeyAssertion, { request, reply }: Exchange): Promise<{ ok: true }> {
    const origin = originOf(request);
    const secondStep = this.cookies.read(request, 'secondStep');
    const owner = await ownerOfPasskey(this.database, assertion.id);
    const device = owner && (await this.devices.known(owner.email, request));
    const typed = { email: owner?.email ?? '', address: plainAddress(request.ip), userAgent: origin.userAgent };
    // Wrong passwords do not count here, nor the other way round: nothing is guessed at.
    const source = { account: `passkey ${assertion.id}`, address: request.ip, device };
    const opened = await this.refusals.notingBlocks(typed, () =>
      this.limits.limit(source, () =>
        this.refusals.noting({ ...typed, cause: 'wrong-passkey' }, async () => {
          const use = await this.take(assertion, request);
          const actor = owner ? ({ kind: 'agent', id: owner.id, name: owner.name } as const) : SIGN_IN;
          return this.database.write(actor, (tx) => signInByPasskey(tx, { use, origin, secondStep }));
        }),
      ),
    );
    for (const cookie of ['passkey', 'secondStep'] as const) this.cookies.clear(reply, cookie);
    return this.access.welcome(opened, request, reply);
  }

  /** Takes what this browser was asked for, so that it is used once. Throws `passkey-stale`. */
  async take(assertion: PasskeyAssertion, request: FastifyRequest): Promise<PasskeyUse> {
    const { clientDataJSON } = assertion;
    const boundTo = ofBrowser(this.cookies.read(request, 'passkey') ?? '');
    const challenge = await this.database.write(SIGN_IN, (tx) => takeChallenge(tx, { clientDataJSON, boundTo }));
    const userAgent = request.headers['user-agent'] ?? null;
    return { assertion, challenge, publicUrl: this.config.publicUrl, userAgent, logger: this.logger };
  }
}
