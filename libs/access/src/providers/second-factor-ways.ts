import type { SignInProfile } from '@guichet/contracts';

/**
 * The ways of signing in that are a second factor, of those that a provider names (`amr`). `mfa` and `otp` are of RFC 8176, `totp` is
 * what many say instead. ProConnect says `pop` of a card or key that is unlocked by a PIN; elsewhere a key alone is one factor.
 */
const COUNTING: Record<SignInProfile, readonly string[]> = {
  generic: ['mfa', 'otp', 'totp'],
  proconnect: ['mfa', 'totp', 'pop'],
};

/** Returns those of the claim `amr` that count as a second factor; nothing else of it is kept. */
export const secondFactorWays = (profile: SignInProfile, claim: unknown): string[] =>
  Array.isArray(claim) ? COUNTING[profile].filter((way) => claim.includes(way)) : [];
