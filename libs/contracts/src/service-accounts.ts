import { z } from 'zod';
import { TokenScope } from './api-tokens.js';
import { Id, Instant, Line } from './primitives.js';

/** How long the secret before stays good when there is a new one, so that a program can be changed over without a gap. */
export const OVERLAP_HOURS = 24;

const fields = {
  name: Line(80),
  /** What it is for. */
  purpose: Line(300),
  /** Who answers for it: a person or a service, as they can be reached. */
  contact: Line(200),
  /** The most that its secrets may do, whatever its roles are. */
  scopes: z.array(TokenScope).min(1).max(TokenScope.options.length),
};

export const CreateServiceAccount = z.strictObject(fields);
export type CreateServiceAccount = z.infer<typeof CreateServiceAccount>;

/** One that is not enabled is let in nowhere, and may be enabled again. */
export const UpdateServiceAccount = z.strictObject({ ...fields, enabled: z.boolean() }).partial();
export type UpdateServiceAccount = z.infer<typeof UpdateServiceAccount>;

/** Without `expiresInDays`: as long as the organisation allows. `overlapHours`: how long the secrets before stay good, at most. */
export const CreateServiceSecret = z.strictObject({
  expiresInDays: z.number().int().min(1).max(730).optional(),
  overlapHours: z
    .number()
    .int()
    .min(0)
    .max(30 * 24)
    .default(OVERLAP_HOURS),
});
export type CreateServiceSecret = z.infer<typeof CreateServiceSecret>;

/** A secret is a bearer token, and the client secret for `POST /oauth/token`, where the id of the account is the client ID. */
export const ServiceSecret = z.object({
  id: Id,
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  expiresAt: Instant,
});
export type ServiceSecret = z.infer<typeof ServiceSecret>;

/** Only the response to its creation contains the secret itself. */
export const NewServiceSecret = ServiceSecret.extend({ secret: z.string() });
export type NewServiceSecret = z.infer<typeof NewServiceSecret>;

/**
 * A program with an account of the organisation: it cannot sign in, is assigned no case and stands in no list of agents. It holds
 * roles as an agent does: `/agents/{id}/roles` gives and takes them by its id.
 */
export const ServiceAccount = z.object({
  id: Id,
  name: z.string(),
  purpose: z.string(),
  contact: z.string(),
  enabled: z.boolean(),
  scopes: z.array(TokenScope),
  /** The roles that it holds, now or later. */
  roleIds: z.array(Id),
  /** Newest first; those that have expired are left out. */
  secrets: z.array(ServiceSecret),
  lastUsedAt: Instant.nullable(),
  createdAt: Instant,
  /** The name of who created it. */
  createdBy: z.string(),
});
export type ServiceAccount = z.infer<typeof ServiceAccount>;
