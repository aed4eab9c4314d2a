import { z } from 'zod';
import { Id, Instant, Named } from './primitives.js';

/** Why a sign-in was refused, as far as the server knows. Whoever signs in is not told most of it. */
export const RefusedSignInCause = z.enum([
  'unknown-account', // no agent has this address
  'wrong-password',
  'no-password', // the agent has not chosen one yet, or signs in in another way
  'by-provider', // the password or the passkey was right, but their domain signs in by a provider alone; `provider`: which
  'deactivated', // who they are was proved, and their account is deactivated
  'wrong-code',
  'wrong-passkey',
  'wrong-secret', // of a service account
  // Those whom a provider sent; `provider`: which.
  ...(['no-account', 'waiting', 'wrong-organisation', 'not-proved'] as const),
  'provider-failed', // it did not answer as it should, or what is set here about it is wrong; `provider`: which
]);
export type RefusedSignInCause = z.infer<typeof RefusedSignInCause>;

/** A sign-in that was refused for a wrong address, password, code or passkey, as too many had been, or to somebody whom a provider sent. */
export const RefusedSignIn = z.object({
  id: Id,
  at: Instant,
  /**
   * As it was typed; shortened where no agent has this address, as it may be a password in the wrong field. Empty: an unknown
   * passkey, nothing was typed, or a provider named nobody.
   */
  account: z.string(),
  /** The agent with this address; null where there is none. */
  agent: Named.nullable(),
  /** Null: there were too many, or it was refused before causes were kept. */
  cause: RefusedSignInCause.nullable(),
  /** The name of the provider that is concerned; null: none is. */
  provider: z.string().nullable(),
  /** The address of the network. */
  address: z.string(),
  userAgent: z.string().nullable(),
  /** Until when further ones are refused whatever is typed, as there were too many; null: there were not. */
  blockedUntil: Instant.nullable(),
});
export type RefusedSignIn = z.infer<typeof RefusedSignIn>;
