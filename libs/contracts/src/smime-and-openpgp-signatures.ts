import { z } from 'zod';
import { Instant } from './primitives.js';

/**
 * What a signature inside a mail proves (S/MIME, OpenPGP).
 *
 * - `valid`: it was made by the sender's address, and an issuer that is known here vouches for that.
 * - `other-address`: it is intact, but it is that of another address than the sender's.
 * - `issuer-unknown`: it is intact, but nobody who is known here vouches for the name in it.
 * - `expired`: it is intact, but its certificate or key was not valid at that time.
 * - `key-enclosed`: it is intact, by a key that came with the mail: only that later mails have the same key says anything.
 * - `key-unknown`: it cannot be verified, as its key is not known.
 * - `altered`: the content is not what was signed.
 * - `unjudged`: it cannot be judged; `cause` says why.
 */
export const SignatureState = z.enum([
  'valid',
  'other-address',
  'issuer-unknown',
  'expired',
  'key-enclosed',
  'key-unknown',
  'altered',
  'unjudged',
]);
export type SignatureState = z.infer<typeof SignatureState>;

/** Why a signature cannot be judged. */
export const UnjudgedCause = z.enum(['damaged', 'weak', 'unsupported', 'no-certificate', 'not-for-mail', 'too-large']);
export type UnjudgedCause = z.infer<typeof UnjudgedCause>;

/** The signature of a mail, as it was judged when the mail was received. */
export const MessageSignature = z.object({
  kind: z.enum(['smime', 'openpgp']),
  state: SignatureState,
  cause: UnjudgedCause.nullable(),
  /** Whom the certificate or the key names. */
  signer: z.object({ name: z.string(), address: z.string() }).nullable(),
  /** Who issued the certificate. */
  issuer: z.string().nullable(),
  /** Of the key (OpenPGP) or the certificate (SHA-256), in hex, by which people compare them. */
  fingerprint: z.string().nullable(),
  /** When it was made, as the signer claims. */
  signedAt: Instant.nullable(),
  /** It covers only a part of what is shown. */
  partial: z.boolean(),
});
export type MessageSignature = z.infer<typeof MessageSignature>;
