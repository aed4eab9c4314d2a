import { z } from 'zod';
import { Id, Instant, Line } from './primitives.js';

/** Bytes as base64url, in at most so many characters. */
const Bytes = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/)
    .meta({ examples: ['AQIDBAUGBwg'] });

/** How an agent calls a passkey. */
export const PasskeyName = Line(60);

/** A passkey of the agent's own (WebAuthn). */
export const Passkey = z.object({
  id: Id,
  name: z.string(),
  /** Whether an account keeps it (Apple, Google, a password manager), so that several devices have it. */
  isSynced: z.boolean(),
  /** False: it was made for an address under which this product is no longer reached. */
  isUsable: z.boolean(),
  createdAt: Instant,
  usedAt: Instant.nullable(),
  /** The browsers with which it was added, and with which it was last used. */
  addedWith: z.string().nullable(),
  usedWith: z.string().nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

const Descriptor = z.object({ id: z.string(), type: z.string(), transports: z.array(z.string()).optional() });
const Verification = z.enum(['required', 'preferred', 'discouraged']);

/** What a browser is asked for to add a passkey: `PublicKeyCredentialCreationOptionsJSON` of WebAuthn. */
export const PasskeyCreation = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string().optional(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.number() })),
  timeout: z.number().optional(),
  attestation: z.enum(['none', 'indirect', 'direct', 'enterprise']).optional(),
  excludeCredentials: z.array(Descriptor).optional(),
  authenticatorSelection: z
    .object({
      residentKey: Verification.optional(),
      requireResidentKey: z.boolean().optional(),
      userVerification: Verification.optional(),
    })
    .optional(),
});
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

/** What a browser is asked for to use a passkey: `PublicKeyCredentialRequestOptionsJSON` of WebAuthn. */
export const PasskeyRequest = z.object({
  challenge: z.string(),
  rpId: z.string().optional(),
  timeout: z.number().optional(),
  userVerification: Verification.optional(),
  allowCredentials: z.array(Descriptor).optional(),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

/** Nothing needs to be said to use a passkey. */
export const BeginPasskeyUse = z.strictObject({});

/** What a passkey has signed: the fields of `AuthenticationResponseJSON` of WebAuthn that prove something. */
export const PasskeyAssertion = z.strictObject({
  id: Bytes(1400),
  clientDataJSON: Bytes(4000),
  authenticatorData: Bytes(4000),
  signature: Bytes(8000),
  userHandle: Bytes(100).optional(),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

/** A new passkey with the fields of `RegistrationResponseJSON` of WebAuthn that prove something, and its name. */
export const AddPasskey = z.strictObject({
  name: PasskeyName,
  id: Bytes(1400),
  clientDataJSON: Bytes(4000),
  attestationObject: Bytes(60_000),
  transports: z.array(z.string().max(20)).max(10).default([]),
});
export type AddPasskey = z.infer<typeof AddPasskey>;

/** `recoveryCodes`: of whom had none. Each lets one sign in once after the password; they are shown this once. */
export const PasskeyAdded = z.object({ id: Id, recoveryCodes: z.array(z.string()).nullable() });
export type PasskeyAdded = z.infer<typeof PasskeyAdded>;

export const RenamePasskey = z.strictObject({ name: PasskeyName });
