import { z } from 'zod';
import { Language, Line } from './primitives.js';
import { templateLimits } from './templates.js';

/** `POST /templates/:id/versions/:number/<submit|return|approve>`: takes a version to its next state. */
export const ReviewVersion = z.strictObject({
  language: Language,
  /** The revision that the client has read, so that a later change by somebody else is not approved unseen. */
  revision: z.number().int().optional(),
  /** When sending back: what is to be changed. */
  remark: z.string().trim().max(templateLimits.remark).optional(),
  /** When approving: the `key` of each warning of which the approver says that both wordings mean the same. */
  sameMeaning: z.array(z.string().max(64)).max(200).optional(),
});
export type ReviewVersion = z.infer<typeof ReviewVersion>;
/** `other`: the version of the other language that is approved with it, both or none; `sameMeaning` has the keys of both then. */
export const ApproveVersion = ReviewVersion.extend({
  other: z
    .strictObject({ language: Language, number: z.number().int(), revision: z.number().int().optional() })
    .optional(),
});
export type ApproveVersion = z.infer<typeof ApproveVersion>;

export const WithdrawTemplate = z.strictObject({
  remark: Line(500),
  /** Of a block: also from texts in use that one does not know. */
  evenElsewhere: z.boolean().optional(),
});
export type WithdrawTemplate = z.infer<typeof WithdrawTemplate>;
