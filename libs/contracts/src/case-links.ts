import { z } from 'zod';
import { CaseStatus } from './case-status-and-priority.js';
import { Id } from './primitives.js';

/** What the other case is: the one that this one is a part of, a part of this one, or one that only has to do with it. */
export const CaseLinkKind = z.enum(['related', 'parent', 'child']);

export type CaseLinkKind = z.infer<typeof CaseLinkKind>;

export const CaseLink = z.object({
  caseId: Id,
  reference: z.string(),
  subject: z.string(),
  status: CaseStatus,
  /** The other one was merged; as long as it is, the link stays. */
  merged: z.boolean(),
  state: z.enum(['suggested', 'linked']),
  kind: CaseLinkKind,
  reason: z.string().nullable(),
});

export type CaseLink = z.infer<typeof CaseLink>;

/** `POST /cases/:id/links`: links two cases, or decides about a link that was suggested. */
export const LinkCase = z.strictObject({
  caseId: Id,
  /** False: the link that was suggested is dismissed. */
  accept: z.boolean(),
  /** What the other case is; by itself `related`. */
  kind: CaseLinkKind.optional(),
});
export type LinkCase = z.infer<typeof LinkCase>;
