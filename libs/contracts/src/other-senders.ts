import { z } from 'zod';
import { CitizenSummary } from './citizens.js';
import { CaseStatus } from './case-status-and-priority.js';
import { Id } from './primitives.js';

/** An open case of somebody who may have written a message, to which the agent may move it. */
export const CaseOfSender = z.object({ id: Id, reference: z.string(), subject: z.string(), status: CaseStatus });
export type CaseOfSender = z.infer<typeof CaseOfSender>;

/** Who else may have written a message that came by a number which two people use, as far as the agent may know. */
export const OtherSenders = z.object({
  items: z.array(CitizenSummary.extend({ cases: z.array(CaseOfSender) })).max(5),
  /** How many more there are. */
  more: z.number().int(),
});
export type OtherSenders = z.infer<typeof OtherSenders>;

/** `PUT /cases/:id/entries/:entryId/sender`: the citizen of the case has written the message; null takes that back. */
export const NameSender = z.strictObject({ citizenId: Id.nullable() });
export type NameSender = z.infer<typeof NameSender>;
