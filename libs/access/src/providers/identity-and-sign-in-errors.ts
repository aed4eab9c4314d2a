/** Who has signed in, as the provider has signed it. */
export interface Identity {
  issuer: string;
  subject: string;
  /**
   * Whose subject it is. ProConnect: the provider behind it; SAML: what the subject was read from, as another protocol or attribute
   * may call somebody else by the same word; else empty.
   */
  idpId: string;
  /** Lower case. */
  address: string | null;
  isAddressVerified: boolean;
  name: string | null;
  siret: string | null;
  /** How the provider made sure of them beyond a password; empty: not at all. */
  amr: string[];
  /** When they proved it there; null where the provider does not say. */
  provedAt: Date | null;
  /** What the provider wants to see again when they sign out there; null where it speaks SAML. */
  idToken: string | null;
}

/** What an attempt is begun and ended with: random, secret and used once. */
export interface AttemptSecrets {
  state: string;
  /** What the answer must name: the `nonce` of OpenID Connect, the id of a request of SAML. */
  nonce: string;
  /** Null without PKCE. */
  verifier: string | null;
  /** Whether the person proves anew who they are, though they may be signed in there still. */
  isAgain: boolean;
  /** When the browser was sent there, in milliseconds. */
  begunAt: number;
}

/** How far the clocks of two servers may be apart. */
export const SKEW_SECONDS = 60;
/** The oldest token or assertion that is believed, as it was made for this attempt a moment ago. */
export const TOKEN_SECONDS = 5 * 60;

/** What came back does not prove who somebody is. The message is for the log. */
export class NotProved extends Error {}

/** Somebody did not sign in there, or was not let through. */
export class NotSignedIn extends Error {
  constructor(
    /** What the provider calls it, in letters and underlines. */
    readonly code: string,
    cause?: unknown,
  ) {
    super(`The provider says: ${code}.`, { cause });
  }
}
