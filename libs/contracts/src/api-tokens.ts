import { z } from 'zod';
import type { Permission } from './permissions-and-agent-roles.js';
import { Id, Instant, Line } from './primitives.js';

/**
 * A token acts as its agent, but only within its scopes. `scim:write` opens the SCIM interface and nothing else: there, a service
 * account acts by its roles.
 */
export const TokenScope = z.enum(['cases:read', 'cases:write', 'quarantine:read', 'admin', 'scim:write']);
export type TokenScope = z.infer<typeof TokenScope>;

/** The scope that a token must have for what needs a permission. */
export const scopeOfPermission = (permission: Permission): TokenScope => {
  // What nobody has looked at may be anybody's, raw and infected: a token for cases does not read it in passing.
  if (permission === 'quarantine.read') return 'quarantine:read';
  if (permission.endsWith('.read')) return 'cases:read';
  if (/^(case|message|citizen)\./.test(permission)) return 'cases:write';
  return 'admin';
};

/** A token with no other scopes changes nothing. */
export const readingScopes: readonly TokenScope[] = ['cases:read', 'quarantine:read'];

/** The scopes that include another one: a token that may write cases must be able to read what it writes into. */
export const includedScopes = {
  'cases:read': [],
  'cases:write': ['cases:read'],
  'quarantine:read': [],
  'scim:write': [],
  admin: ['cases:read', 'quarantine:read'],
} as const satisfies Record<TokenScope, readonly TokenScope[]>;

/** How many requests one token may make in a number of seconds, at all processes together. */
export const tokenLimit = { requests: 600, seconds: 60 } as const;

/** The scopes of a token that belongs to a person. */
export const PersonalScope = TokenScope.exclude(['scim:write']);

export const CreateToken = z.strictObject({
  name: Line(120),
  scopes: z.array(PersonalScope).min(1),
  expiresInDays: z.number().int().min(1).max(730).default(365),
});

export type CreateToken = z.infer<typeof CreateToken>;

export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(TokenScope),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant,
});

export type ApiToken = z.infer<typeof ApiToken>;

/** Only the response to its creation contains the token itself. */
export const NewToken = ApiToken.extend({ token: z.string() });
export type NewToken = z.infer<typeof NewToken>;
