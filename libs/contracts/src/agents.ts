import { z } from 'zod';
import { caseSorts } from './case-list-filter-values.js';
import { Id, Instant, Language, Line } from './primitives.js';
import { NewAgentRole, Role } from './permissions-and-agent-roles.js';
import { checkMessage } from './refusal-reasons.js';
import { GiveRole } from './roles.js';

/**
 * At least 12 characters without rules of composition (ANSSI-PG-078), and never changed for its age; 128 bounds the cost of
 * hashing. That it is hard to guess, `passwordWeakness` and the server see.
 */
export const Password = z.string().min(12).max(128);

export const Agent = z.object({
  id: Id,
  /** Empty for a token whose scopes are about cases. */
  email: z.string(),
  name: z.string(),
  /** Their function, as replies state it. */
  jobTitle: z.string(),
  role: Role,
  active: z.boolean(),
  teamIds: z.array(Id),
  /** The teams of which they may be assigned cases, which they see anyway; null: of all. */
  caseTeamIds: z.array(Id).nullable(),
  /** They may be assigned a case of any team, and see it as long as they have it. */
  seesAssigned: z.boolean(),
  createdAt: Instant,
});

export type Agent = z.infer<typeof Agent>;

/** A role for somebody who has none yet. */
export const FirstRole = GiveRole.extend({});
export type FirstRole = z.infer<typeof FirstRole>;

export const CreateAgent = z.strictObject({
  email: z.email().max(254),
  name: Line(120),
  /** What they get where no `firstRole` says it. */
  role: NewAgentRole.default('agent'),
  /** Any role, and for which teams they get it. A token gives none. */
  firstRole: FirstRole.optional(),
  /** Without one, the agent is invited by mail to choose theirs. */
  password: Password.optional(),
  teamIds: z.array(Id).max(100).default([]),
});

export type CreateAgent = z.infer<typeof CreateAgent>;

/** What one is in one’s department, as replies state it below one’s name: on one line. */
const JobTitle = z
  .string()
  .trim()
  .max(120)
  .regex(/^\P{Cc}*$/u);

export const UpdateAgent = z
  .strictObject({
    name: Line(120).optional(),
    jobTitle: JobTitle.optional(),
    role: Role.optional(),
    active: z.boolean().optional(),
    password: Password.optional(),
    teamIds: z.array(Id).max(100).optional(),
    /** With `active: false`: who gets the open cases, as their substitute from now on. Without: they stay with the present substitute or go back to the queues. */
    substituteId: Id.optional(),
  })
  .refine(({ active, substituteId }) => substituteId === undefined || active === false, {
    ...{ path: ['substituteId'], message: checkMessage('substitute-of-leaving') },
  })
  .meta({ examples: [{ jobTitle: 'Responsable de l’accueil' }] });

export type UpdateAgent = z.infer<typeof UpdateAgent>;

/** Another mail address of an agent, by which they sign in from then on. */
export const ChangeAddress = z.strictObject({ email: z.email().max(254) });
export type ChangeAddress = z.infer<typeof ChangeAddress>;

/** The fields that agents may change of themselves. A new password requires the present one. */
export const UpdateMe = z.strictObject({
  name: Line(120).optional(),
  jobTitle: JobTitle.optional(),
  language: Language.nullable().optional(),
  theme: z.enum(['light', 'dark', 'auto']).optional(),
  caseSort: z.enum(caseSorts).optional(),
  currentPassword: z.string().max(128).optional(),
  password: Password.optional(),
});

export type UpdateMe = z.infer<typeof UpdateMe>;
