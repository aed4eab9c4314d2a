import { z } from 'zod';
import { PasskeyAssertion } from './passkeys.js';
import { Id, Instant, Named } from './primitives.js';
import { RoleKey } from './roles.js';

/** A code of an authenticator app, or a recovery code. */
export const Code = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .meta({ examples: ['492039'] });

/** The second factors of an agent: since when they have an app (null: they have none), and how many passkeys. */
export const SecondFactorState = z.object({
  since: Instant.nullable(),
  recoveryCodesLeft: z.number().int(),
  /** The provider by which they sign in, and by no password: then a second factor is asked for there; null: none. */
  atProvider: z.string().nullable(),
  passkeys: z.number().int(),
  /** The roles held now that require one, and from when on nothing can be done without. */
  requiredBy: z.array(z.object({ roleId: Id, key: RoleKey.nullable(), name: z.string(), dueAt: Instant })),
});
export type SecondFactorState = z.infer<typeof SecondFactorState>;

/** What an authenticator app is given: typed, or read as a QR code of `uri`. It counts once a code has confirmed it. */
export const SecondFactorSecret = z.object({ secret: z.string(), uri: z.string() });
export type SecondFactorSecret = z.infer<typeof SecondFactorSecret>;

export const ConfirmSecondFactor = z.strictObject({ code: Code });

/** Each lets one sign in once without the app. They are shown this once. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

/** `password`: of agents who have one that they may sign in by. Others must have proved recently who they are. */
export const RemoveSecondFactor = z.strictObject({ password: z.string().max(128).optional(), code: Code });

/** `POST /session/second-step`: the code, after the password was right. */
export const SecondStep = z.strictObject({ code: Code });
export type SecondStep = z.infer<typeof SecondStep>;

/** The `data` of `second-factor-required`: what the second step can be beside a recovery code. */
export const SecondStepWays = z.object({ app: z.boolean(), passkey: z.boolean() });
export type SecondStepWays = z.infer<typeof SecondStepWays>;

/** `POST /session/proof`: one of these proves again who sits in front of an open session. */
export const Proof = z
  .strictObject({
    password: z.string().max(128).optional(),
    code: Code.optional(),
    passkey: PasskeyAssertion.optional(),
  })
  .refine((proof) => Object.values(proof).filter((given) => given !== undefined).length === 1)
  .meta({ examples: [{ code: '492039' }] });
export type Proof = z.infer<typeof Proof>;

/** By what a session can prove it. `provider`: by signing in again where it came from. */
export const Proofs = z.object({
  password: z.boolean(),
  code: z.boolean(),
  passkey: z.boolean(),
  provider: Named.nullable(),
});
export type Proofs = z.infer<typeof Proofs>;

/** What the organisation requires of those who sign in: whoever must have a second factor and has none gets no further. */
export const SignInRules = z.strictObject({
  secondFactorFor: z.enum(['nobody', 'managers', 'everybody']).default('nobody'),
  /** How many days somebody has to set one up whose role requires it, from when it was given, or from when it was required. */
  graceDays: z.number().int().min(0).max(90).default(14),
});
export type SignInRules = z.infer<typeof SignInRules>;

/** So many are named of those who have no second factor. */
export const LACKING_NAMES = 20;

/** How many active agents have no second factor here, and how many of them sign in by a provider alone, which may have one. */
export const LackingSecondFactor = z.object({
  agents: z.number().int(),
  atProvider: z.number().int(),
  /** The first of them by name. */
  names: z.array(z.string()),
});
export type LackingSecondFactor = z.infer<typeof LackingSecondFactor>;

/** The rules, and for each choice how many would be asked to set one up before anything else. */
export const SignInRulesState = SignInRules.extend({
  lacking: z.object({ managers: LackingSecondFactor, everybody: LackingSecondFactor }),
});
export type SignInRulesState = z.infer<typeof SignInRulesState>;
