import { z } from 'zod';
import { Agent } from './agents.js';
import { Permission, Role } from './permissions.js';
import { Id, Instant, Language, Named } from './primitives.js';

export const SignIn = z.strictObject({ email: z.string().trim().max(254), password: z.string().max(128) });
export type SignIn = z.infer<typeof SignIn>;

export const Session = z.object({
  agent: Agent.extend({ language: Language.nullable(), theme: z.enum(['light', 'dark', 'auto']), role: Role }),
  teams: z.array(Named),
  permissions: z.array(Permission),
  /** The token that the client sends as `X-CSRF-Token` with every write. */
  csrfToken: z.string(),
  /** The position from which the socket listens. Everything before it is contained in later HTTP responses. */
  position: z.string(),
});

export type Session = z.infer<typeof Session>;

/** The response has no content: the session is in the cookie of its headers. */
export const SignedIn = z.object({ ok: z.literal(true) });

/** One of an agent's open sessions. */
export const OpenSession = z.object({
  id: Id,
  userAgent: z.string().nullable(),
  createdAt: Instant,
  seenAt: Instant,
  /** Whether it is the session of this request. */
  current: z.boolean(),
});

export type OpenSession = z.infer<typeof OpenSession>;
