import { z } from 'zod';

/** The result of one check, in the words of RFC 8601 § 2.7; `none`: there is nothing to check. */
export const AuthenticationResult = z.enum([
  'pass',
  'fail',
  'softfail',
  'neutral',
  'none',
  'policy',
  'temperror',
  'permerror',
]);
export type AuthenticationResult = z.infer<typeof AuthenticationResult>;

/** What is odd about a sender, whatever the checks say. */
export const SenderWarning = z.discriminatedUnion('reason', [
  /** The domain of the sender looks like one that is known here: `of`. */
  z.object({ reason: z.literal('look-alike-domain'), domain: z.string(), of: z.string() }),
  /** The sender bears the name of an agent, or of the organisation, and nothing proves that it is them. */
  z.object({ reason: z.enum(['name-of-agent', 'name-of-organisation']), name: z.string() }),
  /** The name of the sender is, or contains, the address of somebody else: of an agent, of the organisation, or of others. */
  z.object({
    reason: z.literal('name-is-address'),
    claimed: z.string(),
    address: z.string(),
    of: z.enum(['agent', 'organisation', 'others']),
  }),
  /**
   * The sender bears an address of ours, and nothing proves that the message is from there; or answers would go to `address`, whose
   * domain is another one than the sender's.
   */
  z.object({ reason: z.enum(['address-of-ours', 'replies-elsewhere']), address: z.string() }),
]);
export type SenderWarning = z.infer<typeof SenderWarning>;

/**
 * Whether the domain of the sender stands for a message: it does; it says that the message is not from it; it publishes nothing by
 * which that could be known; or nobody could check.
 */
export const AuthenticationVerdict = z.enum(['authenticated', 'failed', 'unauthenticated', 'unknown']);
export type AuthenticationVerdict = z.infer<typeof AuthenticationVerdict>;

/** Who really wrote a message, as far as that can be known. */
export const Authentication = z.object({
  verdict: AuthenticationVerdict,
  /** The domain of the sender; null where there are several or none. */
  domain: z.string().nullable(),
  spf: AuthenticationResult,
  dkim: AuthenticationResult,
  dmarc: AuthenticationResult,
  arc: AuthenticationResult,
  /** Checked here, or by a server that an administrator trusts. */
  source: z.enum(['checked', 'trusted-server']),
  warnings: z.array(SenderWarning),
});
export type Authentication = z.infer<typeof Authentication>;

/**
 * What an agent is to make of a sender, in one word: their domain stands for the message; they resemble somebody whom we know, and
 * are not that one; the domain calls the message forged; nothing proves who wrote; or nobody could check.
 */
export const SenderStanding = z.enum(['verified', 'look-alike', 'forged', 'unverifiable', 'unchecked']);
export type SenderStanding = z.infer<typeof SenderStanding>;

const standings = {
  authenticated: 'verified',
  failed: 'forged',
  unauthenticated: 'unverifiable',
  unknown: 'unchecked',
} as const satisfies Record<AuthenticationVerdict, SenderStanding>;

/** Whoever imitates somebody from a domain of their own is genuine to every check, so what they resemble comes first. */
export function senderStanding({ verdict, warnings }: Authentication): SenderStanding {
  // Where answers would go is odd, and resembles nobody.
  const isLookAlike = warnings.some(({ reason }) => reason !== 'replies-elsewhere');
  return isLookAlike && verdict !== 'failed' ? 'look-alike' : standings[verdict];
}
