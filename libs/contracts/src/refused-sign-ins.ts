import { z } from 'zod';
import { Id, Instant, Named } from './primitives.js';

/** A sign-in that was refused for a wrong address, password, code or passkey, or as too many had been. */
export const RefusedSignIn = z.object({
  id: Id,
  at: Instant,
  /**
   * As it was typed; shortened where no agent has this address, as it may be a password in the wrong field. Empty: an unknown
   * passkey, or nothing was typed.
   */
  account: z.string(),
  /** The agent with this address; null where there is none. */
  agent: Named.nullable(),
  /** The address of the network. */
  address: z.string(),
  userAgent: z.string().nullable(),
  /** Until when further ones are refused whatever is typed, as there were too many; null: it was refused for what was typed. */
  blockedUntil: Instant.nullable(),
});
export type RefusedSignIn = z.infer<typeof RefusedSignIn>;
