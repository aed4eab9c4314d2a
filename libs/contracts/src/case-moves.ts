import { z } from 'zod';
import { Id, Line } from './primitives.js';

/** Why it goes there. Required where something leaves its sector. */
const reason = Line(500).optional();

/** `POST /cases/:id/merge`: everything said in this case goes to `intoId`, and this one is closed. */
export const MergeCase = z.strictObject({ intoId: Id, reason });
export type MergeCase = z.infer<typeof MergeCase>;

/**
 * `POST /cases/:id/split`: these messages and notes become a case of their own. `citizenId`: of whom it is; null: that is not known, and it is
 * called by the number of the first message; undefined: of whoever wrote the first message, else of the same citizen.
 */
export const SplitCase = z.strictObject({
  entryIds: z.array(Id).min(1).max(500),
  subject: Line(250).optional(),
  citizenId: Id.nullable().optional(),
});
export type SplitCase = z.infer<typeof SplitCase>;

/** `POST /cases/:id/move`: these messages and notes belong to another case. */
export const MoveEntries = z.strictObject({ entryIds: z.array(Id).min(1).max(500), intoId: Id, reason });
export type MoveEntries = z.infer<typeof MoveEntries>;

/** What merge, split and move answer. */
export const MoveDone = z.object({ moveId: Id, fromId: Id, intoId: Id });
export type MoveDone = z.infer<typeof MoveDone>;

/**
 * `POST /cases/:id/moves/:moveId/undo`, of either case, undoes merge, split and move. Of what was written since, messages return to `fromId`
 * that go on with a conversation of it; all other messages and notes have stayed in `intoId`.
 */
export const MoveUndone = MoveDone.extend({ returned: z.int().min(0), stayed: z.int().min(0) });
export type MoveUndone = z.infer<typeof MoveUndone>;
