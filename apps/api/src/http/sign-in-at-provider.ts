import {
  addressesOf,
  ATTEMPT_MINUTES,
  ownSamlMetadata,
  ProviderSignIn,
  signInOptions,
  storedProvider,
  type Principal,
} from '@guichet/access';
import type { BeginSignIn, FinishSignIn, SignInOptions } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { Config, Egress, Keyring, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { ApiRequest } from './endpoint-decorator.js';
import { RequestLimits } from './limit-requests.js';
import { SecondStep } from './sign-in-second-step.js';
import { originOf, SignIn } from './sign-in.js';

/** Binds a sign-in at a provider to the browser that was sent there. */
const COOKIE = 'guichet_sign_in';

/** Signing in at a provider, for a browser. */
@Injectable()
export class SignInAtProvider {
  private readonly providers: ProviderSignIn;

  constructor(
    private readonly access: SignIn,
    private readonly secondStep: SecondStep,
    private readonly limits: RequestLimits,
    private readonly config: Config,
    private readonly database: Database,
    keyring: Keyring,
    http: Egress,
    logger: Logger,
  ) {
    this.providers = new ProviderSignIn({ database, keyring, http, config, logger });
  }

  async options({ ip }: ApiRequest): Promise<Omit<SignInOptions, 'mailsPasswords'>> {
    await this.limits.publicRead(ip);
    return signInOptions(this.database, this.config.publicUrl);
  }

  /** Throws `not-found`, `sign-in-unreachable`, and `too-many-requests`. */
  async begin(
    id: string,
    { to = '/', again = false }: BeginSignIn,
    { request, reply }: Exchange,
  ): Promise<{ url: string }> {
    await this.limits.providerSignIn(request.ip);
    const { url, browser } = await this.providers.begin(id, { to, isAgain: again });
    reply.setCookie(this.cookieName, browser, { ...this.cookie(), maxAge: ATTEMPT_MINUTES * 60 });
    return { url };
  }

  /** Throws why nobody was let in, and `second-factor-required` where a code of ours must follow. */
  async finish(id: string, response: FinishSignIn, { request, reply }: Exchange): Promise<{ to: string }> {
    await this.limits.publicRead(request.ip);
    const origin = originOf(request);
    const browser = request.cookies[this.cookieName];
    // One way or the other it is over: a code is good for one try.
    reply.clearCookie(this.cookieName, this.cookie());
    try {
      const { to, ...opened } = await this.providers.finish(id, { response, browser, origin });
      await this.access.welcome(opened, request, reply);
      return { to };
    } catch (error) {
      await this.secondStep.follow(error, { code: undefined, request, origin, reply });
      throw error;
    }
  }

  /** Keeps a response of SAML. Returns the path of our page where the browser goes on, and throws `too-many-requests`. */
  async keepPosted(id: string, { state, posted }: { state: string; posted: string }, ip: string): Promise<string> {
    await this.limits.publicRead(ip);
    const isKept = await this.providers.keepPosted(id, { state, posted });
    return `/sign-in/return/${id}${isKept ? `?state=${state}` : ''}`;
  }

  /** What this product publishes about itself for a provider. Throws `not-found` and `too-many-requests`. */
  async metadata(id: string, ip: string): Promise<string> {
    await this.limits.publicRead(ip);
    const stored = await storedProvider(this.database, id);
    return ownSamlMetadata(addressesOf(this.config.publicUrl, stored));
  }

  /** Where the browser signs out at the provider from which this session came; null where there is no such place. */
  signOutUrl(who: Principal): Promise<string | null> {
    return this.providers.signOutUrl(who);
  }

  /** No other host of the domain may set it where the connection is encrypted. */
  private get cookieName(): string {
    return this.isSecure ? `__Host-${COOKIE}` : COOKIE;
  }

  private get isSecure(): boolean {
    return this.config.publicUrl.startsWith('https:');
  }

  private cookie() {
    return { path: '/', httpOnly: true, sameSite: 'strict', secure: this.isSecure } as const;
  }
}

interface Exchange {
  request: ApiRequest;
  reply: FastifyReply;
}
