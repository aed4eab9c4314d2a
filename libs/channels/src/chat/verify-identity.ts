import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChatIdentity } from '@guichet/contracts';
import { z } from 'zod';

/** A person whose identity the host page has signed. */
export interface Identified {
  userId: string;
  name: string | undefined;
  email: string | undefined;
}

const Header = z.object({ alg: z.literal('HS256') });
const Claims = z.object({
  sub: z.union([z.string().min(1).max(200), z.number().transform(String)]),
  name: z.string().max(120).optional().catch(undefined),
  email: z.string().max(254).optional().catch(undefined),
  exp: z.number().optional(),
  nbf: z.number().optional(),
});

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text, 'utf8').digest();
const equal = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b);

/** Returns the person where the host page has really signed this, otherwise null. With a `hash`, only the user id is signed; with a `jwt`, everything is. */
export function identified(identity: ChatIdentity, secret: string, now: Date): Identified | null {
  if ('jwt' in identity) return fromJwt(identity.jwt, secret, now);
  const { userId, name, email, hash } = identity;
  return equal(Buffer.from(hash, 'hex'), hmac(secret, userId)) ? { userId, name, email } : null;
}

/** Verifies a JWT in its compact form (RFC 7515). We decide on the algorithm, not the header of the token. */
function fromJwt(jwt: string, secret: string, now: Date): Identified | null {
  const [header = '', payload = '', signature = '', ...rest] = jwt.split('.');
  if (rest.length > 0 || !Header.safeParse(json(header)).success) return null;
  if (!equal(Buffer.from(signature, 'base64url'), hmac(secret, `${header}.${payload}`))) return null;
  const claims = Claims.safeParse(json(payload));
  if (!claims.success) return null;
  const { sub, name, email, exp = Infinity, nbf = 0 } = claims.data;
  const seconds = now.getTime() / 1000;
  return seconds < exp && seconds >= nbf - 60 ? { userId: sub, name, email } : null;
}

function json(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
