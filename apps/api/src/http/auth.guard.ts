import { timingSafeEqual } from 'node:crypto';
import {
  allow,
  digestOf,
  mayWrite,
  opensApi,
  principalOfSession,
  principalOfToken,
  type Principal,
} from '@guichet/access';
import { endpoints, type EndpointDefinition, type EndpointName } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { EventTail, OwnOriginCheck } from '@guichet/live';
import { Failure, Keyring } from '@guichet/platform';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { assertAuthenticationStrength, isRefused } from './assert-authentication-strength.js';
import { AgentCookies } from './agent-cookies.js';
import { ENDPOINT, type ApiRequest } from './endpoint-decorator.js';
import { RequestLimits } from './limit-requests.js';
import { refuseCrossSiteRequests } from './refuse-cross-site-requests.js';
import { RequestContext } from './request-context.js';

const RIGHTS = new Set<string>(['agent.changed', 'team.changed', 'session.ended', 'sign-in-rules.changed']);
const READS = new Set(['GET', 'HEAD']);

/** How long a principal is used without asking the database again: rights that were revoked end within a second. */
const CACHED_MS = 1000;
const CACHED_MOST = 10_000;

/**
 * Finds out who asks, by cookie or by bearer token, and lets them in where the scope of the endpoint admits them. A write
 * by cookie must carry the session's own CSRF token.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly principals = new Map<string, { who: Promise<Principal | null>; until: number }>();

  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly limits: RequestLimits,
    private readonly cookies: AgentCookies,
    private readonly ownPages: OwnOriginCheck,
    tail: EventTail,
  ) {
    // Registered before the live socket is: whoever hears of new rights over there has them here.
    tail.read(({ type }) => {
      if (RIGHTS.has(type)) this.invalidate();
    });
  }

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    // Nest asks here for frames of sockets as well: whoever sends one was admitted when they connected.
    if (execution.getType() !== 'http') return true;
    const request = execution.switchToHttp().getRequest<ApiRequest>();
    const endpoint = this.endpointOf(execution);
    const { scope } = endpoint;
    if (scope === 'public' && !READS.has(request.method)) refuseCrossSiteRequests(request, this.ownPages);
    const token = bearerOf(request);
    let who = await this.principal(request, token);
    // Another process may have learnt of a proof or a second factor a moment ago.
    if (who && isRefused(who, endpoint)) who = await this.principal(request, token, true);
    if (who && token) await this.limits.byToken(who.isService ? who.id : token, execution.switchToHttp().getResponse());
    if (!who) {
      if (scope === 'public') return true;
      const isWrong = /^bearer /i.test(request.headers.authorization ?? '');
      // RFC 6750 § 3. It brings up no window of the browser, as that of other schemes does.
      const challenge = isWrong ? 'Bearer realm="guichet", error="invalid_token"' : 'Bearer realm="guichet"';
      execution.switchToHttp().getResponse<ChallengedResponse>().header('WWW-Authenticate', challenge);
      const detail = 'This token is unknown or no longer valid.';
      throw new Failure('not-signed-in', isWrong ? { detail } : {});
    }
    request.context = new RequestContext(who, {
      ...{ database: this.database, keyring: this.keyring, request },
      whoNow: () => this.find(request, token),
    });
    if (scope !== 'public') {
      this.assertScope(who, scope, request);
      assertAuthenticationStrength(who, endpoint);
    }
    return true;
  }

  private endpointOf(execution: ExecutionContext): Pick<EndpointDefinition, 'scope' | 'stepUp' | 'isForEnrolment'> {
    const name = this.reflector.get<EndpointName | undefined>(ENDPOINT, execution.getHandler());
    return name ? endpoints[name] : { scope: 'signed-in' };
  }

  private assertScope(
    who: Principal,
    scope: Exclude<EndpointDefinition['scope'], 'public'>,
    { method, headers }: ApiRequest,
  ): void {
    if (!opensApi(who)) throw new Failure('not-permitted', { detail: 'The scopes of this token open nothing here.' });
    if (!who.session && scope === 'in-person')
      throw new Failure('not-permitted', { detail: 'This is for a signed-in person, not for a token.' });
    if (!READS.has(method)) {
      if (!mayWrite(who)) throw new Failure('not-permitted', { detail: 'This token may only read.' });
      if (who.session && !isEqual(headers['x-csrf-token'], who.session.csrfToken))
        throw new Failure('csrf-token-missing');
    }
    if (scope !== 'in-person' && scope !== 'signed-in') allow(who, scope);
  }

  private principal(request: ApiRequest, token: string | undefined, anew = false): Promise<Principal | null> {
    if (token) return this.cachePrincipal(`t${digestOf(token)}`, () => this.find(request, token));
    const cookie = this.cookies.read(request, 'session');
    if (!cookie) return Promise.resolve(null);
    const key = `s${digestOf(cookie)}`;
    if (anew) this.principals.delete(key);
    return this.cachePrincipal(key, () => this.find(request, undefined));
  }

  /** Asks the database, whatever is cached. */
  private find(request: ApiRequest, token: string | undefined): Promise<Principal | null> {
    if (token) return principalOfToken(this.database, token);
    const cookie = this.cookies.read(request, 'session');
    const isBackground = request.headers['x-background'] !== undefined;
    return cookie ? principalOfSession(this.database, cookie, { isBackground }) : Promise.resolve(null);
  }

  private cachePrincipal(key: string, find: () => Promise<Principal | null>): Promise<Principal | null> {
    const now = Date.now();
    const known = this.principals.get(key);
    if (known && known.until > now) return known.who;
    if (this.principals.size > CACHED_MOST) this.principals.clear();
    const who = find();
    this.principals.set(key, { who, until: now + CACHED_MS });
    who.catch(() => this.principals.delete(key));
    return who;
  }

  /** At sign-out and when a password changes: rights are read anew at once, in this process. */
  invalidate(): void {
    this.principals.clear();
  }
}

/** As much of a response as is needed to say how one signs in. */
interface ChallengedResponse {
  header(name: string, value: string): unknown;
}

/** The secret that a request shows as a bearer token, if it looks like one. */
export const bearerOf = ({ headers }: Pick<ApiRequest, 'headers'>): string | undefined =>
  /^Bearer ([\w-]{20,200})$/i.exec(headers.authorization ?? '')?.[1];

function isEqual(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
