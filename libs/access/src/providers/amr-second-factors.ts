import type { SignInProfile } from '@guichet/contracts';

/**
 * The ways of signing in that are a second factor, of those that a provider names (`amr`). `mfa` and `otp` are of RFC 8176, `totp` is
 * what many say instead. ProConnect says `pop` of a card or key that is unlocked by a PIN; elsewhere a key alone is one factor.
 * Providers that speak SAML name classes instead: those of REFEDS and Entra ID, and the ones of SAML with two factors.
 */
const COUNTING: Record<SignInProfile, readonly string[]> = {
  generic: ['mfa', 'otp', 'totp'],
  proconnect: ['mfa', 'totp', 'pop'],
  saml: [
    'https://refeds.org/profile/mfa',
    'http://schemas.microsoft.com/claims/multipleauthn',
    'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract',
    'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
  ],
};

/** Returns those of the claim `amr` that count as a second factor; nothing else of it is kept. */
export const amrSecondFactors = (profile: SignInProfile, claim: unknown): string[] =>
  Array.isArray(claim) ? COUNTING[profile].filter((way) => claim.includes(way)) : [];
