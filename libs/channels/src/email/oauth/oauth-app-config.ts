import { z } from 'zod';
import { reason } from '../texts.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Passwords and secrets pass over these addresses, so they are encrypted everywhere but on this machine. */
const isSafeUrl = (value: string): boolean => {
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname)));
};

const SafeUrl = z
  .string()
  .trim()
  .max(500)
  .refine(isSafeUrl, reason('not-a-safe-url'))
  .transform((value) => value.replace(/\/+$/, ''))
  .meta({ type: 'string' });
const Text = z.string().trim().min(1).max(500);
/** Hardly anybody needs it. */
const ADVANCED = { 'x-advanced': true };
const clientSecret = z.string().max(1000).default('').meta({ 'x-secret': true });

const Microsoft = z.strictObject({
  provider: z.literal('microsoft'),
  access: z.enum(['delegated', 'application']).default('delegated'),
  tenant: z
    .string()
    .trim()
    .max(253)
    .regex(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i, reason('not-a-tenant')),
  clientId: Text,
  clientSecret,
  apiBaseUrl: SafeUrl.optional().meta(ADVANCED),
});

const Google = z.strictObject({
  provider: z.literal('google'),
  clientId: Text,
  clientSecret,
  apiBaseUrl: SafeUrl.optional().meta(ADVANCED),
});

const Other = z.strictObject({
  provider: z.literal('other'),
  issuer: SafeUrl,
  clientId: Text,
  clientSecret,
  scopes: Text.default('openid email offline_access').meta(ADVANCED),
});

/** The app by which an account signs in with OAuth 2 instead of a password: the organisation's own registration at the provider. */
export const OAuthConfig = z.discriminatedUnion('provider', [Microsoft, Google, Other]);
export type OAuthConfig = z.infer<typeof OAuthConfig>;
