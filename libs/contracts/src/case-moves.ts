import { z } from 'zod';
import { Id, Line } from './primitives.js';

/** Why it goes there. Required where something leaves its sector. */
const reason = Line(500).optional();

/** `POST /cases/:id/merge`: everything said in this case goes to `intoId`, and this one is closed. */
export const MergeCase = z.strictObject({ intoId: Id, reason });
export type MergeCase = z.infer<typeof MergeCase>;

/** `POST /cases/:id/split`: these messages and notes become a case of their own. */
export const SplitCase = z.strictObject({ entryIds: z.array(Id).min(1).max(500), subject: Line(250).optional() });
export type SplitCase = z.infer<typeof SplitCase>;

/** `POST /cases/:id/move`: these messages and notes belong to another case. */
export const MoveEntries = z.strictObject({ entryIds: z.array(Id).min(1).max(500), intoId: Id, reason });
export type MoveEntries = z.infer<typeof MoveEntries>;

/** `POST /cases/:id/moves/:moveId/undo`, of either case, undoes merge, split and move. All of them answer this. */
export const MoveDone = z.object({ moveId: Id, fromId: Id, intoId: Id });
export type MoveDone = z.infer<typeof MoveDone>;
