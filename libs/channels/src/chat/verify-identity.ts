import { createHmac, timingSafeEqual } from 'node:crypto';
import { CHAT_IDENTITY_SECONDS, type ChatIdentity, type ChatIdentityFault } from '@guichet/contracts';
import { z } from 'zod';

/** A person whose identity the host page has signed. */
export interface Identified {
  userId: string;
  name: string | undefined;
  email: string | undefined;
}

/** The person for whom the page vouches, or why it does not. */
export type IdentityCheck = { person: Identified; fault: null } | { person: null; fault: ChatIdentityFault };

const Header = z.object({ alg: z.literal('HS256') });
const Claims = z.object({
  sub: z.union([z.string().min(1).max(200), z.number().transform(String)]),
  name: z.string().max(120).optional().catch(undefined),
  email: z.string().max(254).optional().catch(undefined),
  exp: z.number().optional(),
  nbf: z.number().optional(),
});

/** By how much the clock of the page's server may be wrong, in seconds. */
const SKEW = 60;

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text, 'utf8').digest();
const equal = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b);
const refused = (fault: ChatIdentityFault): IdentityCheck => ({ person: null, fault });

/**
 * Checks whether the host page has really signed this, and whether what it signed is still valid: who copies a signature from
 * a page must not be that person for ever. With a `hash`, only the user id and the end are signed; with a `jwt`, everything is.
 */
export function checkIdentity(identity: ChatIdentity, secret: string, now: Date): IdentityCheck {
  if ('jwt' in identity) return checkJwt(identity.jwt, secret, now);
  const { userId, name, email, expires, hash } = identity;
  // The end comes first and is a number, so that no user id can be read as an end and another id.
  if (expires === undefined) return refused('no-expiry');
  if (!equal(Buffer.from(hash, 'hex'), hmac(secret, `${expires}:${userId}`))) return refused('wrong-signature');
  const fault = faultOfTimes({ exp: expires }, now);
  return fault ? refused(fault) : { person: { userId, name, email }, fault: null };
}

/** Verifies a JWT in its compact form (RFC 7515). We decide on the algorithm, not the header of the token. */
function checkJwt(jwt: string, secret: string, now: Date): IdentityCheck {
  const [header = '', payload = '', signature = '', ...rest] = jwt.split('.');
  if (rest.length > 0 || !Header.safeParse(json(header)).success) return refused('wrong-signature');
  if (!equal(Buffer.from(signature, 'base64url'), hmac(secret, `${header}.${payload}`)))
    return refused('wrong-signature');
  const claims = Claims.safeParse(json(payload));
  if (!claims.success) return refused('wrong-signature');
  const { sub, name, email, ...times } = claims.data;
  const fault = faultOfTimes(times, now);
  return fault ? refused(fault) : { person: { userId: sub, name, email }, fault: null };
}

function faultOfTimes({ exp, nbf = 0 }: Pick<z.infer<typeof Claims>, 'exp' | 'nbf'>, now: Date) {
  const seconds = now.getTime() / 1000;
  if (exp === undefined) return 'no-expiry';
  if (seconds >= exp) return 'expired';
  if (exp > seconds + CHAT_IDENTITY_SECONDS + SKEW) return 'expires-too-late';
  return seconds < nbf - SKEW ? 'not-valid-yet' : null;
}

function json(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
