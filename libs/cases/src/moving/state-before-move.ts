import { CaseStatus } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { z } from 'zod';
import { MovedSharedDraft } from '../drafts/move-shared-draft.js';
import { LinkState } from './case-links.js';
import { manualParticipants } from './recompute-participants.js';
import type { PlacedEntry } from './reorder-entries.js';
import type { ReadMarks } from './recompute-read-marks.js';

const Side = z.object({
  order: z.array(z.uuid()),
  /** Handles that take part in the case, but in no entry of it. */
  manual: z.array(z.uuid()).default([]),
  reads: z.record(z.uuid(), z.number()),
  status: CaseStatus,
  snoozeUntil: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  channelAccountId: z.uuid().nullable(),
  citizenId: z.uuid().nullable(),
  /** The team; null in what was kept before it was. */
  teamId: z.uuid().nullable().default(null),
  /** The link to the other case. */
  link: LinkState,
});
/** One of the two cases of a move, as it was before. */
export type Side = z.infer<typeof Side>;

/** What `entry_move.before` holds: both cases as they were, so that the move can be undone. */
export const Before = z.object({
  moved: z.array(z.uuid()),
  /** Messages and notes among them. */
  count: z.number(),
  from: Side,
  into: Side,
  /** When `into` owed a first reply to what was written in it: its timer goes where an older message comes by the same channel. */
  firstReplyDueAt: z.iso.datetime().nullable().default(null),
  /** True where the move brought `into` back to the queue. */
  reopened: z.boolean(),
  /** Agents whose drafts were moved, too. */
  drafts: z.array(z.uuid()).default([]),
  /** The shared draft that was moved, too; null also in what was kept before its turn and its comments were. */
  sharedDraft: MovedSharedDraft.nullable().default(null).catch(null),
  /** Messages of strangers who became participants by the move. */
  adopted: z.array(z.uuid()).default([]),
  /** Fields of which `into` has the value by a merge. */
  carriedFields: z.array(z.uuid()).default([]),
  /** Steps of the checklist that `into` has by a merge. */
  carriedSteps: z.array(z.uuid()).default([]),
  /** Cases to which `into` is linked by a merge. */
  carriedLinks: z.array(z.uuid()).default([]),
  /** Handles that take part in `into` by a merge and by no entry. */
  carried: z.array(z.uuid()).default([]),
});
export type Before = z.infer<typeof Before>;

/** A locked case as it is now, for `entry_move.before`. */
export async function sideOf(
  tx: Tx,
  item: Case,
  { order, marks, link }: { order: readonly PlacedEntry[]; marks: ReadMarks; link: LinkState },
): Promise<Side> {
  return {
    order: order.map(({ id }) => id),
    manual: [...(await manualParticipants(tx, item, order))],
    reads: Object.fromEntries(marks.get(item.id)!),
    status: item.status,
    snoozeUntil: item.snoozeUntil?.toISOString() ?? null,
    closedAt: item.closedAt?.toISOString() ?? null,
    channelAccountId: item.channelAccountId,
    citizenId: item.citizenId,
    teamId: item.teamId,
    link,
  };
}

/** When a case is to have a first reply by a timer that began with a message of its own, not of one merged into it. Index `sla_timer_case`. */
export async function ownFirstReplyDueAt(tx: Tx, { id }: Case): Promise<string | null> {
  const [due] = await tx.query<{ at: Date | null }>(
    `select min(k.due_at) as at from sla_timer k join timeline_entry e on e.case_id = k.case_id and e.position = k.start_position
     where k.case_id = $1 and k.kind = 'first-response' and k.ended_at is null and e.from_case_id is null`,
    [id],
  );
  return due?.at?.toISOString() ?? null;
}
