import { appendEntry, reopen, setStatus } from '@guichet/cases';
import type { Case, Delivery, Tx } from '@guichet/database';

/** A reply that is canceled. */
interface Canceled {
  item: Case;
  delivery: Pick<Delivery, 'entryId' | 'state' | 'scheduledFor'>;
}

/**
 * Whether it is taken back in the seconds that are there for it. One that was to leave at a chosen time, or was blocked, is canceled as
 * somebody decides so later, when the case has been in the hands of its author for as long.
 */
const isTakenBack = ({ delivery: { state, scheduledFor } }: Canceled): boolean =>
  state === 'scheduled' && scheduledFor === null;

/**
 * Gives a case that nobody had, and that its author has got by sending alone, back to nobody, unless somebody has decided upon it since. The
 * entry about it is of the same moment as the reply. Index `timeline_entry_position`.
 */
export async function giveCaseBackToNobody(tx: Tx, canceled: Canceled): Promise<void> {
  const { item, delivery } = canceled;
  if (!isTakenBack(canceled) || item.assigneeId === null) return;
  const [last] = await tx.query<{ to: string; toId: string; isBySending: boolean }>(
    `select e.data ->> 'to' as to, e.data ->> 'toId' as "toId",
       e.data -> 'from' = 'null' and e.at = reply.at and e.position > reply.position and e.actor_id = reply.actor_id as "isBySending"
     from timeline_entry e join timeline_entry reply on reply.id = $2
     where e.case_id = $1 and e.kind = 'activity' and e.data ->> 'type' = 'assigned' and e.from_case_id is null
     order by e.position desc limit 1`,
    [item.id, delivery.entryId],
  );
  if (!last?.isBySending || last.toId !== item.assigneeId) return;
  item.assigneeId = null;
  const data = { type: 'assigned', from: last.to, to: null, toId: null, undo: true } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data } });
}

/** Opens a case that waited for the citizen alone, or has it sleep again where it did so until a time that is still to come. */
export async function openOrSnoozeAgain(tx: Tx, canceled: Canceled): Promise<void> {
  const { item } = canceled;
  const snoozeUntil = isTakenBack(canceled) ? await snoozedUntilBefore(tx, canceled) : null;
  if (!snoozeUntil) return reopen(tx, item);
  const from = item.status;
  setStatus(item, { to: 'snoozed', now: tx.now, snoozeUntil });
  const data = { type: 'status', from, to: 'snoozed', snoozeUntil: snoozeUntil.toISOString() } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data } });
}

/** Until when the case was to sleep before the reply; null: it was awake. That it waits since is in no entry. Index `timeline_entry_position`. */
async function snoozedUntilBefore(tx: Tx, { item, delivery }: Canceled): Promise<Date | null> {
  const [row] = await tx.query<{ until: Date | null }>(
    `select (e.data ->> 'snoozeUntil')::timestamptz as until from timeline_entry e join timeline_entry reply on reply.id = $2
     where e.case_id = $1 and e.position < reply.position and e.kind = 'activity' and e.data ->> 'type' = 'status'
       and e.from_case_id is null order by e.position desc limit 1`,
    [item.id, delivery.entryId],
  );
  return row?.until && row.until > tx.now ? row.until : null;
}
