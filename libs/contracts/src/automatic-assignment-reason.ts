import { z } from 'zod';
import { Id } from './primitives.js';
import { LanguageTag } from './routing-rules.js';

/** Why a case was assigned to an agent or moved to a team without the action of a person. */
export const AutomaticAssignmentReason = z.discriminatedUnion('by', [
  z.object({ by: z.literal('rule'), rule: z.string() }),
  /** The agent had the most free capacity of those who can take the case. It tells what decided and how busy they were, in points. */
  z.object({
    by: z.literal('load'),
    language: LanguageTag.nullable(),
    skill: z.object({ caseType: z.string(), level: z.number().int() }).nullable(),
    load: z.number(),
    capacity: z.number(),
    among: z.number().int(),
  }),
  /** The assignee is absent and has named a substitute. Entries of old do not have `absentId`. */
  z.object({ by: z.literal('substitute'), absent: z.string(), absentId: Id.optional() }),
  /** The assignee is absent, so it is back in the queue. Of old: they may no longer have it; and without `absentId`. */
  z.object({ by: z.literal('absent'), absent: z.string(), absentId: Id.optional() }),
  /**
   * The account of the assignee was deactivated, so it goes to whoever stands in for them, or back to the queue. `deactivatedBy`: who
   * did so; entries of old do not have it.
   */
  z.object({ by: z.literal('deactivated'), agent: z.string(), deactivatedBy: z.string().optional() }),
  /** The roles and teams of the assignee no longer let them have the case, so it is back in the queue. */
  z.object({ by: z.literal('no-access'), agent: z.string() }),
  /** The assignee has lost their connection while the visitor of a chat waited, so the case is back in the queue. */
  z.object({ by: z.literal('disconnected'), agent: z.string() }),
  /** No agent took the case in time, or the queue was too long. */
  z.object({ by: z.literal('overflow'), minutes: z.number().int() }),
  z.object({ by: z.literal('reconciler') }),
]);

export type AutomaticAssignmentReason = z.infer<typeof AutomaticAssignmentReason>;
