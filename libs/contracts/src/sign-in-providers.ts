import { z } from 'zod';
import { Id, Instant, Line } from './primitives.js';
import { checkMessage } from './refusal-reasons.js';

/** How a provider speaks: as OpenID Connect Core says, with the rules of ProConnect on top of it, or by SAML 2.0. */
export const SignInProfile = z.enum(['generic', 'proconnect', 'saml']);
export type SignInProfile = z.infer<typeof SignInProfile>;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Returns whether secrets may pass over an address: it is encrypted, or it does not leave this machine. */
export function isSafeAddress(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname)));
}

/** Returns whether this may be the issuer of an OpenID provider. */
export const isOpenIdIssuer = (value: string): boolean => isSafeAddress(value) && !/[?#{}]/.test(value);

/** Returns whether this may be the entity ID of a SAML provider: an absolute URI (SAML 2.0 Core § 8.3.6), which nobody need open. */
export const isEntityId = (value: string): boolean => /^[a-z][a-z\d+.-]*:[^\s]+$/i.test(value);

/** With or without the `@` before it, as people write it. */
const MailDomain = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^@?(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]{2,}$/, checkMessage('not-a-domain'))
  .transform((value) => value.replace('@', ''));

const Siret = z
  .string()
  .transform((value) => value.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{14}$/, checkMessage('not-a-siret')));

const settings = {
  /** As the button of the sign-in page says it. */
  name: Line(60),
  profile: SignInProfile,
  /**
   * As the provider writes it in its tokens or assertions: every character counts. SAML: its entity ID. Of the address at which an
   * OpenID provider describes itself, the issuer is taken.
   */
  issuer: z
    .string()
    .trim()
    .max(500)
    .overwrite((value) => value.replace(/\/\.well-known\/openid-configuration\/?$/, '')),
  clientId: z.string().trim().max(500),
  /** The mail domains of its people. Whoever signs in with a verified address of them may be linked to the agent who has it. */
  domains: z.array(MailDomain).max(100),
  /** ProConnect: the establishments whose people may sign in. */
  sirets: z.array(Siret).max(100),
  /** Whether an unknown person with a verified address of the domains becomes an agent when they first sign in. */
  createsAgents: z.boolean(),
  /** The team of agents who were created so; null: none yet. They are case workers in it. */
  teamId: Id.nullable(),
  /** Whether agents of the domains may go on signing in by a password. */
  passwordsAllowed: z.boolean(),
  active: z.boolean(),
  /** SAML: where people sign in there (`HTTP-Redirect`). */
  signInUrl: z
    .string()
    .trim()
    .max(1000)
    .refine((value) => value === '' || isSafeAddress(value), checkMessage('not-a-sign-in-address')),
  /** SAML: by which the provider signs, in PEM or Base64. Two while it changes them. */
  certificates: z.array(z.string().max(20_000)).max(4),
  /** SAML: the attribute with the mail address; empty: one of the usual names. */
  mailAttribute: z.string().trim().max(300),
};

/** SAML: a certificate by which a provider signs. */
export const SigningCertificate = z.object({
  /** PEM. */
  pem: z.string(),
  /** Whose it is, as `CN=…`. */
  subject: z.string(),
  /** SHA-256, as `AB:CD:…`. */
  fingerprint: z.string(),
  endsAt: Instant,
});
export type SigningCertificate = z.infer<typeof SigningCertificate>;

/** A server by which agents sign in: by OpenID Connect, or by SAML 2.0. */
export const SignInProvider = z.object({
  id: Id,
  ...settings,
  issuer: z.string(),
  domains: z.array(z.string()),
  sirets: z.array(z.string()),
  signInUrl: z.string(),
  certificates: z.array(SigningCertificate),
  /** SAML: what this product is called there. Its metadata is served at this address. Null for others. */
  entityId: z.string().nullable(),
  /** The secret itself is never sent back. */
  hasClientSecret: z.boolean(),
  /** The addresses to register with the provider: to which it sends people back after signing in, and after signing out. */
  redirectUri: z.string(),
  signedOutUri: z.string(),
  createdAt: Instant,
});
export type SignInProvider = z.infer<typeof SignInProvider>;

const clientSecret = z.string().max(1000);

export const CreateSignInProvider = z.strictObject({
  ...settings,
  clientId: settings.clientId.default(''),
  clientSecret: clientSecret.default(''),
  domains: settings.domains.default([]),
  sirets: settings.sirets.default([]),
  createsAgents: settings.createsAgents.default(false),
  teamId: settings.teamId.default(null),
  passwordsAllowed: settings.passwordsAllowed.default(true),
  active: settings.active.default(false),
  issuer: settings.issuer.default(''),
  signInUrl: settings.signInUrl.default(''),
  certificates: settings.certificates.default([]),
  mailAttribute: settings.mailAttribute.default(''),
});
export type CreateSignInProvider = z.infer<typeof CreateSignInProvider>;

/** What is left out stays as it is; an empty secret, too. The secret is for one issuer and one client: with another it is entered again. */
export const UpdateSignInProvider = z.strictObject({ ...settings, clientSecret }).partial();
export type UpdateSignInProvider = z.infer<typeof UpdateSignInProvider>;

/** `POST /sign-in-providers/:id/preview`: what decides over who signs in how. Null: the provider is removed. */
export const PreviewSignInProvider = z.strictObject({
  active: settings.active,
  passwordsAllowed: settings.passwordsAllowed,
  domains: settings.domains,
  /** Accounts are of an issuer: those of another one count no more. */
  issuer: settings.issuer,
});
export type PreviewSignInProvider = z.infer<typeof PreviewSignInProvider>;
export const SignInProviderPreview = z.strictObject({ wanted: PreviewSignInProvider.nullable() });

/** Active agents, with the names of the first. */
const Affected = z.object({ count: z.number().int(), names: z.array(z.string()) });

/** Whom a change of a provider takes a way to sign in. */
export const SignInProviderEffects = z.object({
  /** Their password and their passkeys work now, and no longer then. */
  losePassword: Affected,
  /** They can sign in now, and in no way then. */
  shutOut: Affected,
  /** How many administrators can sign in then, and how many of them while this provider does not respond. */
  administrators: z.object({ able: z.number().int(), without: z.number().int() }),
});
export type SignInProviderEffects = z.infer<typeof SignInProviderEffects>;

/** `POST /sign-in-providers/read-metadata`: what a SAML provider publishes about itself. */
export const SamlMetadata = z.strictObject({ xml: z.string().min(1).max(500_000) });
export type SamlMetadata = z.infer<typeof SamlMetadata>;

/** What settings follow from metadata. */
export const SamlProviderFacts = z.object({
  issuer: z.string(),
  signInUrl: z.string(),
  certificates: z.array(SigningCertificate),
});
export type SamlProviderFacts = z.infer<typeof SamlProviderFacts>;

/** What is looked at by *Test* of a provider, in this order. */
export const SignInCheck = z.enum([
  ...(['discovery', 'signatures', 'keys', 'client', 'userinfo', 'pkce', 'logout'] as const),
  // SAML.
  ...(['certificates', 'sign-in-page'] as const),
]);
export type SignInCheck = z.infer<typeof SignInCheck>;

/** Why a check came to what it did, where more than its outcome is known. */
export const SignInTestReason = z.enum([
  'not-allowed', // it is in a network that this server does not enter; `detail`: the host
  'no-such-host',
  'no-answer', // nothing listens there, or the connection broke
  'too-slow',
  'certificate', // that of the server is not valid
  'error-status', // `detail`: the HTTP status
  'not-openid', // what came is not what a provider says of itself
  'other-issuer', // `detail`: which one
  'unexpected', // `detail`: the code of the fault, where there is one
  'address-missing', // SAML: no address of its sign-in page is stored
  'secret-missing', // no client, or no secret of it, is stored
  'secret-unreadable', // the stored secret was encrypted by a key that is gone
  'certificate-over', // `detail`: the day since which it is
  'certificate-soon', // it ends within a month; `detail`: the day
]);
export type SignInTestReason = z.infer<typeof SignInTestReason>;

/** What came of a test. Without an answer to the first check there is no other one. */
export const SignInProviderTest = z.object({
  checks: z.array(
    z.object({
      check: SignInCheck,
      /** `warning`: signing in works, and whoever sets it up should know of it. */
      outcome: z.enum(['ok', 'warning', 'failed']),
      reason: SignInTestReason.nullable(),
      /** What the provider said, or what was found, in no language: an issuer, names of algorithms, an error code. */
      detail: z.string().nullable(),
    }),
  ),
});
export type SignInProviderTest = z.infer<typeof SignInProviderTest>;

/** An account at a provider by which an agent signs in. */
export const SignInLink = z.object({
  id: Id,
  agent: z.object({ id: Id, name: z.string(), email: z.string() }),
  /** Null where the provider was removed since. */
  provider: z.string().nullable(),
  issuer: z.string(),
  subject: z.string(),
  /** The address that the provider gave when they first came. */
  address: z.string(),
  /** `waiting`: an administrator says whether this account belongs to the agent, as nothing proves it. */
  state: z.enum(['waiting', 'linked']),
  createdAt: Instant,
  usedAt: Instant.nullable(),
});
export type SignInLink = z.infer<typeof SignInLink>;

/** Somebody whom a provider sent and who has no account here; kept for 30 days after they last came. */
export const SignInWithoutAccount = z.object({
  id: Id,
  /** Null: the provider gave none. */
  address: z.string().nullable(),
  name: z.string().nullable(),
  /** Whether the provider vouches for the address, and its domain is one of the provider's. */
  proved: z.boolean(),
  /** How often they came. */
  times: z.number().int(),
  lastAt: Instant,
});
export type SignInWithoutAccount = z.infer<typeof SignInWithoutAccount>;

/** `GET /sign-in`: what the sign-in page offers, before anybody has signed in. */
export const SignInOptions = z.object({
  /** Whether people enter their address first, as its domain decides who signs them in. */
  asksAddress: z.boolean(),
  /** Whether a forgotten password leads to a mail with a link: without an account that can send one, only an administrator helps. */
  mailsPasswords: z.boolean(),
  /** The origin at which passkeys work, as `https://guichet.town.example`; null: nowhere. */
  passkeysAt: z.string().nullable(),
  providers: z.array(
    z.object({
      id: Id,
      name: z.string(),
      profile: SignInProfile,
      domains: z.array(z.string()),
      passwordsAllowed: z.boolean(),
    }),
  ),
});
export type SignInOptions = z.infer<typeof SignInOptions>;

/** Returns the path if it is a page of the console to return to after signing in, else null: a foreign address would make us a springboard. */
export function returnPath(value: string | undefined): string | null {
  // Browsers drop control characters and take `\` for `/`, so that `/\t/host` and `/\host` lead away.
  // oxlint-disable-next-line no-control-regex
  if (value === undefined || !/^\/(?!\/)[^\\\u0000-\u001f\u007f]*$/.test(value)) return null;
  return /^\/(?:api|sign-in)(?:[/?#]|$)/.test(value) ? null : value;
}

/** `POST /sign-in/:id`: begins to sign in at a provider. `to` is the path of the console to return to. */
export const BeginSignIn = z.strictObject({
  to: z
    .string()
    .max(2000)
    .refine((path) => returnPath(path) !== null, checkMessage('not-a-return-path'))
    .optional(),
  /** Whether the person proves anew who they are, though they may be signed in at the provider still. */
  again: z.boolean().optional(),
});
export type BeginSignIn = z.infer<typeof BeginSignIn>;

export const SignInBegun = z.object({ url: z.string() });
export type SignInBegun = z.infer<typeof SignInBegun>;

/** `POST /sign-in/:id/finish`: what the provider added to the address of our page (RFC 6749 § 4.1.2, RFC 9207). */
export const FinishSignIn = z.strictObject({
  state: z.string().min(1).max(500),
  code: z.string().max(4000).optional(),
  iss: z.string().max(500).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(2000).optional(),
});
export type FinishSignIn = z.infer<typeof FinishSignIn>;

/** The session is in the cookie of the response. */
export const SignInFinished = z.object({ to: z.string() });

/** `GET /session/provider-sign-out`: where the browser ends the session at the provider, too; null where there is none. */
export const ProviderSignOut = z.object({ url: z.string().nullable() });
