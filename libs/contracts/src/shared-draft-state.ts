import { z } from 'zod';
import { Id, Instant, Named } from './primitives.js';

/** That the draft of a reply is shared, by whom, and who writes it now. */
export const SharedDraftState = z.object({
  id: Id,
  /** The one who can write and send it. */
  writer: Named,
  /** The turn of its writer: another one each time when somebody begins to write it. */
  turnId: Id,
  sharedBy: Named,
  sharedAt: Instant,
  /** The reference of the case with which this one was merged while it was written: it may go to another person since. */
  unmergedFrom: z.string().nullable(),
});
export type SharedDraftState = z.infer<typeof SharedDraftState>;
