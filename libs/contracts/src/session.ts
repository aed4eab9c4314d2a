import { z } from 'zod';
import { Agent, Password } from './agents.js';
import { Permission, Role } from './permissions.js';
import { Id, Instant, Language, Line } from './primitives.js';

export const SignIn = z.strictObject({ email: z.string().trim().max(254), password: z.string().max(128) });
export type SignIn = z.infer<typeof SignIn>;

export const Session = z.object({
  agent: Agent.extend({ language: Language.nullable(), theme: z.enum(['light', 'dark', 'auto']), role: Role }),
  teams: z.array(z.object({ id: Id, name: z.string() })),
  permissions: z.array(Permission),
  /** To be sent as `X-CSRF-Token` with every write. */
  csrfToken: z.string(),
  /** Where the socket may start to listen: everything before it is in what HTTP answers from now on. */
  position: z.string(),
});
export type Session = z.infer<typeof Session>;

/** The cookie is what matters: it is in the headers. */
export const SignedIn = z.object({ ok: z.literal(true) });

/** One of an agent's own sessions that is open. */
export const OpenSession = z.object({
  id: Id,
  userAgent: z.string().nullable(),
  createdAt: Instant,
  seenAt: Instant,
  /** The one of this request. */
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof OpenSession>;

/** `GET /setup`: is there still no administrator? `POST /setup` with the one-time token creates the first. */
export const SetupState = z.object({ open: z.boolean() });
export const Setup = z.strictObject({
  token: z.string().max(200),
  email: z.email().max(254),
  name: Line(120),
  password: Password,
  /** Name of the first team. */
  team: Line(120).optional(),
});
export type Setup = z.infer<typeof Setup>;

/** A token acts as its agent, narrowed to its scopes. */
export const TokenScope = z.enum(['cases:read', 'cases:write', 'admin']);
export type TokenScope = z.infer<typeof TokenScope>;
export const CreateToken = z.strictObject({
  name: Line(120),
  scopes: z.array(TokenScope).min(1),
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
/** The token itself is answered once, at creation. */
export const NewToken = ApiToken.extend({ token: z.string() });
export type NewToken = z.infer<typeof NewToken>;
