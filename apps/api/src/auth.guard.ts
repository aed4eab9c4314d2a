import { timingSafeEqual } from 'node:crypto';
import { digestOf, mayWrite, principalOfSession, principalOfToken, type Principal } from '@guichet/access';
import { Database } from '@guichet/database';
import { EventTail, SESSION_COOKIE } from '@guichet/live';
import { Failure, Keyring } from '@guichet/platform';
import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Ask } from './ask.js';

const PUBLIC = 'guichet:public';
/** A route for whoever has no session yet. */
export const Public = () => SetMetadata(PUBLIC, true);

const IN_PERSON = 'guichet:in-person';
/** A route about the agent's own keys and settings: for a session, never for a token, whatever its scopes. */
export const InPerson = () => SetMetadata(IN_PERSON, true);

const RIGHTS = new Set<string>(['agent.changed', 'team.changed', 'session.ended']);
const READS = new Set(['GET', 'HEAD']);

/** How long a principal is believed without asking the database again: revoked rights are gone within a second. */
const BELIEVED_MS = 1000;
const BELIEVED_MOST = 10_000;

/** Who asks, by cookie or by bearer token; a write by cookie must carry the session's own CSRF token. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly believed = new Map<string, { who: Promise<Principal | null>; until: number }>();

  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly keyring: Keyring,
    tail: EventTail,
  ) {
    // Registered before the live socket is: whoever is told of new rights over there has them here.
    tail.read(({ type }) => {
      if (RIGHTS.has(type)) this.forget();
    });
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context
      .switchToHttp()
      .getRequest<FastifyRequest & { ask: Ask; cookies: Record<string, string | undefined> }>();
    const marked = (mark: string) =>
      this.reflector.getAllAndOverride<boolean | undefined>(mark, [context.getHandler(), context.getClass()]);
    const isPublic = marked(PUBLIC);
    const who = await this.principal(request);
    if (!who) {
      if (isPublic) return true;
      throw new Failure('not-signed-in');
    }
    request.ask = new Ask(who, this.database, this.keyring, request);
    if (!who.session && marked(IN_PERSON))
      throw new Failure('not-permitted', { detail: 'This is for a signed-in person, not for a token.' });
    if (isPublic || READS.has(request.method)) return true;
    if (!mayWrite(who)) throw new Failure('not-permitted', { detail: 'This token may only read.' });
    if (who.session) {
      if (!equal(request.headers['x-csrf-token'], who.session.csrfToken)) throw new Failure('csrf-token-missing');
    }
    return true;
  }

  private principal(request: {
    headers: FastifyRequest['headers'];
    cookies: Record<string, string | undefined>;
  }): Promise<Principal | null> {
    const bearer = /^Bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return this.believe(`t${digestOf(bearer)}`, () => principalOfToken(this.database, bearer));
    const cookie = request.cookies[SESSION_COOKIE];
    return cookie
      ? this.believe(`s${digestOf(cookie)}`, () => principalOfSession(this.database, cookie))
      : Promise.resolve(null);
  }

  private believe(key: string, find: () => Promise<Principal | null>): Promise<Principal | null> {
    const now = Date.now();
    const known = this.believed.get(key);
    if (known && known.until > now) return known.who;
    if (this.believed.size > BELIEVED_MOST) this.believed.clear();
    const who = find();
    this.believed.set(key, { who, until: now + BELIEVED_MS });
    who.catch(() => this.believed.delete(key));
    return who;
  }

  /** At sign-out and when a password changes: at once, in this process. */
  forget(): void {
    this.believed.clear();
  }
}

function equal(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
