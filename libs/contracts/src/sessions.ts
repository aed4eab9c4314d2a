import { z } from 'zod';
import { Agent } from './agents.js';
import { Permission, Role } from './permissions.js';
import { Id, Instant, Language } from './primitives.js';

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
