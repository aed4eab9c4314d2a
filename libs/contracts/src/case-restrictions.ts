import { z } from 'zod';
import { Id, Instant, Line, Named } from './primitives.js';
import { checkMessage } from './refusal-reasons.js';

/** Why a case is restricted to named agents. */
export const RestrictionReason = z.enum(['violence', 'elected-official', 'staff', 'other']);
export type RestrictionReason = z.infer<typeof RestrictionReason>;

/** Which agents alone see a case, and why. */
export const CaseRestriction = z.object({
  reason: RestrictionReason,
  /** In words; never empty where the reason is `other`. */
  detail: z.string(),
  /** Who restricted it, and when. */
  by: z.string(),
  at: Instant,
  agents: z.array(Named),
});
export type CaseRestriction = z.infer<typeof CaseRestriction>;

/** `PUT /cases/:id/restriction`: the agents who alone see the case from now on. */
export const RestrictCase = z
  .strictObject({
    reason: RestrictionReason,
    detail: z.string().trim().max(300).default(''),
    agentIds: z.array(Id).min(1).max(50),
  })
  .refine(({ reason, detail }) => reason !== 'other' || detail !== '', {
    ...{ path: ['detail'], message: checkMessage('value-missing') },
  });
export type RestrictCase = z.infer<typeof RestrictCase>;

/** For how long a broken glass opens a case. */
export const BREAK_GLASS_MINUTES = 60;

/** `POST /cases/:id/break-glass`: why the case must be opened by somebody who is not named. */
export const BreakGlassRequest = z.strictObject({ reason: z.string().trim().min(10).max(500) });
export type BreakGlassRequest = z.infer<typeof BreakGlassRequest>;

/** A restricted case that the agent has opened for themselves alone. */
export const BrokenGlass = z.object({ caseId: Id, until: Instant });
export type BrokenGlass = z.infer<typeof BrokenGlass>;

/** Who sees a restricted case now without being named, as they have broken its glass. */
export const OpenGlass = z.object({ agent: Named, reason: z.string(), at: Instant, until: Instant });
export type OpenGlass = z.infer<typeof OpenGlass>;

/**
 * How somebody who was not named opened a restricted case. `caseId` and `reference` null: of a team whose cases the reader does not
 * see. `endedAt` null: it was not ended before its time. `endedBy` null: nobody ended it, or it ended as it changed who is named.
 */
export const EmergencyAccess = z.object({
  id: Id,
  by: Named,
  caseId: Id.nullable(),
  reference: z.string().nullable(),
  reason: z.string(),
  at: Instant,
  until: Instant,
  endedAt: Instant.nullable(),
  endedBy: Named.nullable(),
  mayEnd: z.boolean(),
});
export type EmergencyAccess = z.infer<typeof EmergencyAccess>;

export const RestrictedCaseQuery = z.object({ reference: Line(40) });
/** All that is told of a restricted case before its glass is broken. */
export const RestrictedCase = z.object({ id: Id, reference: z.string() });
export type RestrictedCase = z.infer<typeof RestrictedCase>;
