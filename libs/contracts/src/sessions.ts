import { z } from 'zod';
import { Agent } from './agents.js';
import { caseSorts } from './case-list-filter-values.js';
import { Permission, Role } from './permissions-and-agent-roles.js';
import { Id, Instant, Language, Named } from './primitives.js';
import { Code, Proofs } from './second-factor.js';

/** `totp` is a code of the authenticator app, or a recovery code, for agents who have a second factor. */
export const SignIn = z.strictObject({
  email: z.string().trim().max(254),
  password: z.string().max(128),
  totp: Code.optional(),
});
export type SignIn = z.infer<typeof SignIn>;

/**
 * How much of what an agent sees they may export: the cases of some teams and, of those that are assigned to them in others, all or some;
 * nothing, where it is none of these. Null: all of it.
 */
export const ExportedPart = z.object({ teamIds: z.array(Id), assigned: z.enum(['all', 'some', 'none']) }).nullable();
export type ExportedPart = z.infer<typeof ExportedPart>;

export const Session = z.object({
  agent: Agent.extend({
    language: Language.nullable(),
    theme: z.enum(['light', 'dark', 'auto']),
    /** The order of their lists of cases where none is asked for; null: they have chosen none. */
    caseSort: z.enum(caseSorts).nullable(),
    role: Role,
  }),
  teams: z.array(Named),
  /** That of the organisation: screens say times by its clocks, wherever they are looked at. */
  timeZone: z.string(),
  permissions: z.array(Permission),
  exported: z.object({ cases: ExportedPart, figures: ExportedPart }),
  /** The token that the client sends as `X-CSRF-Token` with every write. */
  csrfToken: z.string(),
  /** `missing`: it is required of this agent, who can do nothing else before they have one. */
  secondFactor: z.enum(['on', 'off', 'missing']),
  /** While it is `off` and a role requires it: from when on it will be `missing`. Else null. */
  secondFactorDueAt: Instant.nullable(),
  /** By what it can prove again who uses it, as sensitive acts ask for. */
  proofs: Proofs,
  /** When it ends if its agent does nothing more, and when it ends in any case. Null for a token. */
  idleEndsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
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
  /** The address on the network from which it was opened. */
  address: z.string().nullable(),
  createdAt: Instant,
  seenAt: Instant,
  /** Whether it is the session of this request. */
  current: z.boolean(),
});

export type OpenSession = z.infer<typeof OpenSession>;
