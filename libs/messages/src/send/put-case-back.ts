import { appendEntry, IS_ACKNOWLEDGEMENT, publishUnassigned, reopen, setStatus } from '@guichet/cases';
import type { CaseStatus } from '@guichet/contracts';
import type { Case, Delivery, Tx } from '@guichet/database';

/** A reply that is canceled, of which the delivery is as it was until now. */
interface Canceled {
  item: Case;
  delivery: Pick<Delivery, 'entryId' | 'state' | 'scheduledFor'>;
}

/** So long after a reply for another day was written its cancellation takes it back, as that of any other one does. Milliseconds. */
const AT_ONCE = 120_000;

/** What a reply changes in its case. */
type Changed = Pick<Case, 'status' | 'assigneeId' | 'handoverEntryId'>;

/** A status that was set since a reply: as a decision of its own, or as one act with it, and what it was before that. */
type StatusSet = 'decided' | { before: CaseStatus };

/**
 * Puts a locked case back to what it was before a reply whose delivery is canceled and of whose cancellation it has the entry. Where no
 * other reply stands after the citizen's last message, it is open again, or asleep; where nobody had it, it is nobody's again, and what its
 * team was told as it was handed over stands above it again. What an agent has done in it since stays, but for the status that its author
 * has set in the seconds in which it could be taken back: a case that they have closed with it would stay closed without any reply. The
 * caller saves the case.
 *
 * @returns what it was with the reply
 */
export async function putCaseBack(tx: Tx, canceled: Canceled): Promise<Changed> {
  const { item } = canceled;
  const { status, assigneeId, handoverEntryId } = item;
  const isBack = await isTakenBack(tx, canceled);
  const set = await statusSetSince(tx, canceled, isBack);
  const decidedAt = isBack ? await lastDecision(tx, canceled, set) : null;
  if (typeof set === 'object') await undoStatus(tx, item, set.before);
  if (item.status === 'waiting' && set !== 'decided' && !(await waitedBefore(tx, canceled)))
    await openOrSnoozeAgain(tx, canceled, decidedAt);
  if (decidedAt !== null) {
    await giveBackToNobody(tx, item, decidedAt);
    await showHandoverAgain(tx, item, decidedAt);
  }
  return { status, assigneeId, handoverEntryId };
}

/** Says what has so changed in a saved case. Nobody is notified of an assignment that is taken back, as nobody has the case. */
export async function publishPutBack(tx: Tx, { item, before }: { item: Case; before: Changed }): Promise<void> {
  const { id: caseId, status, assigneeId, handoverEntryId, teamId } = item;
  const fields = [
    ...(status === before.status ? [] : ['status']),
    ...(assigneeId === before.assigneeId ? [] : ['assigned']),
    ...(handoverEntryId === before.handoverEntryId ? [] : ['handover']),
  ];
  if (fields.length === 0) return;
  tx.publish('case.changed', { fields, status }, { caseId, teamIds: [teamId] });
  await publishUnassigned(tx, [{ caseId, from: before.assigneeId, to: assigneeId }]);
}

/** The deliveries `d` whose cancellation `c` took back what stands in the entry `r`. */
const IS_TAKEN_BACK = `d.reason is null and (d.scheduled_for is null or c.at <= r.at + interval '${AT_ONCE} milliseconds')`;

/**
 * Whether it is taken back in the seconds that are there for it, or would be. One that was to leave at a chosen time is canceled later, or
 * one that was blocked, as somebody decides so, when the case has been in the hands of its author for as long.
 */
async function isTakenBack(tx: Tx, { delivery: { entryId, state, scheduledFor } }: Canceled): Promise<boolean> {
  if (state !== 'scheduled' || scheduledFor === null) return state === 'scheduled';
  const [reply] = await tx.query<{ at: Date }>(`select at from timeline_entry where id = $1`, [entryId]);
  return tx.now.getTime() - reply!.at.getTime() <= AT_ONCE;
}

/**
 * The position of the last thing that an agent has done in a case; 0: none has done any. Replies that were taken back are none, nor what
 * came in the same moment as one of them or as its cancellation, nor a status that was set with the reply. Index `timeline_entry_position`.
 */
async function lastDecision(tx: Tx, { item, delivery }: Canceled, set: StatusSet | undefined): Promise<number> {
  const [last] = await tx.query<{ position: number }>(
    `with back as (
       select e.at, e.actor_id from delivery d join timeline_entry r on r.id = d.entry_id
         join timeline_entry c on c.case_id = d.case_id and c.kind = 'activity' and c.data ->> 'type' = 'canceled'
           and c.data ->> 'entryId' = d.entry_id::text,
         lateral (values (r.at, r.actor_id), (c.at, c.actor_id)) e (at, actor_id)
       where d.case_id = $1 and d.state = 'canceled' and ${IS_TAKEN_BACK}),
     reply as (select position from timeline_entry where id = $2)
     select e.position from timeline_entry e, reply
     where e.case_id = $1 and e.actor_kind = 'agent' and e.from_case_id is null
       and not exists (select 1 from back where back.at = e.at and back.actor_id = e.actor_id)
       and not ($3 and e.position > reply.position and e.kind = 'activity' and e.data ->> 'type' = 'status')
     order by e.position desc limit 1`,
    [item.id, delivery.entryId, typeof set === 'object'],
  );
  return last?.position ?? 0;
}

/**
 * Returns whether a case waits for the citizen without the reply as well: as it was set so before, or by another reply since it was set
 * otherwise and the citizen has written last, which does not only say that one will follow. Index `timeline_entry_position`.
 */
async function waitedBefore(tx: Tx, { item, delivery }: Canceled): Promise<boolean> {
  const [set] = await tx.query<{ position: number; to: CaseStatus }>(
    `select e.position, e.data ->> 'to' as "to" from timeline_entry e join timeline_entry reply on reply.id = $2
     where e.case_id = $1 and e.position < reply.position and e.kind = 'activity' and e.data ->> 'type' = 'status'
       and e.from_case_id is null order by e.position desc limit 1`,
    [item.id, delivery.entryId],
  );
  if (set?.to === 'waiting') return true;
  const [row] = await tx.query(
    `select 1 from delivery d join timeline_entry e on e.id = d.entry_id
     where d.case_id = $1 and e.position > $2 and d.state not in ('canceled', 'blocked', 'failed') and not ${IS_ACKNOWLEDGEMENT}
       and not coalesce((e.data -> 'staysOpen')::boolean, false) limit 1`,
    [item.id, Math.max(item.lastInboundPosition, set?.position ?? 0)],
  );
  return row !== undefined;
}

/**
 * Whether agents have set the status since the reply, which leads a case out of spam by itself. It is one act with a reply that its author
 * takes back where they alone have set it, and the case is closed or put off by that, or waits again. Undefined: none has set it. Index
 * `timeline_entry_position`.
 */
async function statusSetSince(tx: Tx, canceled: Canceled, isBack: boolean): Promise<StatusSet | undefined> {
  const { item, delivery } = canceled;
  const [set] = await tx.query<{ from: CaseStatus | null; byAuthor: boolean }>(
    `select (array_agg(e.data ->> 'from' order by e.position))[1] as "from", bool_and(e.actor_id = reply.actor_id) as "byAuthor"
     from timeline_entry e join timeline_entry reply on reply.id = $2
     where e.case_id = $1 and e.position > reply.position and e.at > reply.at and e.actor_kind = 'agent'
       and e.kind = 'activity' and e.data ->> 'type' = 'status' and e.from_case_id is null`,
    [item.id, delivery.entryId],
  );
  const before = set!.from;
  if (before === null) return undefined;
  const isOneAct = item.status === 'closed' ? before !== 'snoozed' : before === 'waiting' && item.status !== 'open';
  return isBack && set!.byAuthor && isOneAct ? { before } : 'decided';
}

/** Takes back what a case was closed or put off with, together with a reply, as if it had not been: no deadline is moved by that. */
async function undoStatus(tx: Tx, item: Case, before: CaseStatus): Promise<void> {
  const from = item.status;
  if (from === before) return;
  setStatus(item, { to: before, now: tx.now });
  const data = { type: 'status', from, to: before, snoozeUntil: null, undo: true } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data } });
}

/** Opens a case that waited for the citizen alone, or has it sleep again where it did so until a time that is still to come. */
async function openOrSnoozeAgain(tx: Tx, canceled: Canceled, decidedAt: number | null): Promise<void> {
  const { item } = canceled;
  const snoozeUntil = decidedAt === null ? null : await snoozedUntilBefore(tx, canceled, decidedAt);
  if (!snoozeUntil) return reopen(tx, item);
  const from = item.status;
  setStatus(item, { to: 'snoozed', now: tx.now, snoozeUntil });
  const data = { type: 'status', from, to: 'snoozed', snoozeUntil: snoozeUntil.toISOString() } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data } });
}

/**
 * Until when the case was to sleep before the reply; null: it was awake, or somebody has worked on it since. That it waits since is in no
 * entry. Index `timeline_entry_position`.
 */
async function snoozedUntilBefore(tx: Tx, { item, delivery }: Canceled, decidedAt: number): Promise<Date | null> {
  const [row] = await tx.query<{ until: Date | null }>(
    `select (e.data ->> 'snoozeUntil')::timestamptz as until from timeline_entry e join timeline_entry reply on reply.id = $2
     where e.case_id = $1 and e.position < reply.position and reply.position > $3 and e.kind = 'activity' and e.data ->> 'type' = 'status'
       and e.from_case_id is null order by e.position desc limit 1`,
    [item.id, delivery.entryId, decidedAt],
  );
  return row?.until && row.until > tx.now ? row.until : null;
}

/**
 * Gives a case that nobody had, and that its agent has got by replies alone that were all taken back, back to nobody. Index
 * `timeline_entry_position`.
 */
async function giveBackToNobody(tx: Tx, item: Case, decidedAt: number): Promise<void> {
  if (item.assigneeId === null) return;
  const [last] = await tx.query<{ position: number; from: string | null; to: string; isOwn: boolean }>(
    `select position, data ->> 'from' as from, data ->> 'to' as to, data ->> 'toId' = actor_id::text and actor_id = $2 as "isOwn"
     from timeline_entry where case_id = $1 and kind = 'activity' and data ->> 'type' = 'assigned' and from_case_id is null
     order by position desc limit 1`,
    [item.id, item.assigneeId],
  );
  // One that comes after the last decision has come with a reply: by hand, it would be that decision.
  if (!last?.isOwn || last.from !== null || last.position <= decidedAt) return;
  item.assigneeId = null;
  const data = { type: 'assigned', from: last.to, to: null, toId: null, undo: true } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data } });
}

/** Shows what the team of a case was told above it again, where only replies that were taken back have dealt with it since. */
async function showHandoverAgain(tx: Tx, item: Case, decidedAt: number): Promise<void> {
  if (item.handoverEntryId !== null || item.status === 'closed') return;
  const [last] = await tx.query<{ noteId: string }>(
    `select note.id as "noteId" from timeline_entry e join timeline_entry note on note.id::text = e.data ->> 'handoverEntryId'
       and note.case_id = e.case_id and note.data -> 'handover' ->> 'toId' = $3
     where e.case_id = $1 and e.position > $2 and e.kind = 'message' and e.direction = 'out' and e.from_case_id is null
     order by e.position desc limit 1`,
    [item.id, decidedAt, item.teamId],
  );
  if (last) item.handoverEntryId = last.noteId;
}
