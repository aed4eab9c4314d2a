import { randomUUIDv7 } from 'node:crypto';
import { actorOf, caseFor, type Principal } from '@guichet/access';
import { CaseStatus, type MoveDone, type MoveEntries, type SplitCase } from '@guichet/contracts';
import { Case, EntryMove, type Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { z } from 'zod';
import { lay, lyingIn, readsIn, setReads, summariseAll, type Lying, type Reads } from './arrangement.js';
import { carryDrafts } from './draft.js';
import { record } from './entries.js';
import { newReferences } from './open.js';
import { carriedInto, foundBy, putByHand, setParticipants } from './participants.js';
import { saveCase, setStatus } from './save.js';
import { interleave, readUpTo } from './sequence.js';
import { stopAsWritten } from './stop-written.js';

const LinkState = z.enum(['suggested', 'linked', 'dismissed']).nullable();
const Side = z.object({
  order: z.array(z.uuid()),
  /** Who is part of it by no entry. */
  byHand: z.array(z.uuid()).default([]),
  reads: z.record(z.uuid(), z.number()),
  status: CaseStatus,
  snoozeUntil: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  channelId: z.uuid().nullable(),
  citizenId: z.uuid().nullable(),
  /** What it was to the other case. */
  link: LinkState,
});
/** What `entry_move.before` holds: how both cases were, for the way back. */
export const Before = z.object({
  moved: z.array(z.uuid()),
  /** Messages and notes among them. */
  count: z.number(),
  from: Side,
  into: Side,
  /** The move brought `into` back to the queue. */
  reopened: z.boolean(),
  /** Agents whose drafts went along. */
  drafts: z.array(z.uuid()).default([]),
  /** Strangers' words that have found their case. */
  found: z.array(z.uuid()).default([]),
  /** Who came to be part of `into` by a merge and by no entry. */
  carried: z.array(z.uuid()).default([]),
});
export type Before = z.infer<typeof Before>;
export type Side = z.infer<typeof Side>;

/** Messages and notes that belong to another case. */
export async function moveEntries(tx: Tx, who: Principal, fromId: string, wanted: MoveEntries): Promise<MoveDone> {
  const [from, into] = await bothFor(tx, who, fromId, wanted.intoId);
  const lying = await lyingIn(tx, [from.id, into.id]);
  return move(tx, who, 'moved', from, into, lying, chosen(lying(from.id), wanted.entryIds));
}

/** Messages and notes that become a case of their own, about whoever wrote the first of them. */
export async function splitCase(tx: Tx, who: Principal, fromId: string, wanted: SplitCase): Promise<MoveDone> {
  const from = await caseFor(tx, who, fromId, 'case.move');
  const lying = await lyingIn(tx, [from.id]);
  const entries = chosen(lying(from.id), wanted.entryIds);
  const author = entries.find((entry) => entry.author)?.author;
  const [reference] = await newReferences(tx, 1);
  const into = tx.repo(Case).create({
    id: randomUUIDv7(),
    reference: reference!,
    subject: wanted.subject ?? (await subjectOf(tx, entries)) ?? from.subject,
    status: 'open',
    priority: from.priority,
    teamId: from.teamId,
    assigneeId: from.assigneeId,
    citizenId: author?.id ?? from.citizenId,
    citizenName: author?.name ?? from.citizenName,
    channels: [],
    channelId: from.channelId,
    tags: from.tags,
    preview: '',
    lastKind: 'note',
    lastDirection: null,
    lastEntryAt: tx.now,
    lastPosition: 0,
    lastInboundPosition: 0,
    deliveryProblem: null,
    snoozeUntil: null,
    dueAt: null,
    openedAt: entries[0]!.at,
    closedAt: null,
    mergedIntoId: null,
    version: 0,
  });
  await tx.repo(Case).insert(into);
  const done = await move(tx, who, 'split', from, into, lying, entries);
  tx.publish('case.opened', { entryId: null, channelId: null }, { caseId: into.id, teamIds: [into.teamId] });
  return done;
}

/** All that was said in a case goes to another one, and this one is closed: whoever answers to it answers there. */
export async function mergeCase(tx: Tx, who: Principal, fromId: string, intoId: string): Promise<MoveDone> {
  const [from, into] = await bothFor(tx, who, fromId, intoId);
  const lying = await lyingIn(tx, [from.id, into.id]);
  return move(tx, who, 'merged', from, into, lying, lying(from.id));
}

/** Two cases, locked in one order, whichever of the two was asked first. */
export async function bothFor(
  tx: Tx,
  who: Principal,
  id: string,
  otherId: string,
  gate: typeof caseFor = caseFor,
): Promise<[Case, Case]> {
  if (id === otherId) throw wrongField('intoId', 'same-case');
  const [first, second] = [id, otherId].sort() as [string, string];
  const one = await gate(tx, who, first, 'case.move');
  const other = await gate(tx, who, second, 'case.move');
  return id === first ? [one, other] : [other, one];
}

/** These messages and notes, and what was told about them since. */
function chosen(entries: readonly Lying[], wanted: readonly string[]): Lying[] {
  const movable = new Set(entries.filter(({ kind }) => kind !== 'fact').map(({ id }) => id));
  const wrong = wanted.findIndex((id) => !movable.has(id));
  if (wrong >= 0) {
    const message = 'There is no such message or note in this case.';
    throw new Failure('invalid-request', { errors: [{ path: `entryIds.${wrong}`, message }] });
  }
  const ids = new Set(wanted);
  return entries.filter(({ id, about }) => ids.has(id) || (about !== null && ids.has(about)));
}

/** The one way entries change their case. Both cases are locked; what is told of it afterwards is told in both. */
async function move(
  tx: Tx,
  who: Principal,
  how: EntryMove['how'],
  from: Case,
  into: Case,
  lying: (caseId: string) => Lying[],
  entries: readonly Lying[],
): Promise<MoveDone> {
  const moved = new Set(entries.map(({ id }) => id));
  const staying = lying(from.id).filter(({ id }) => !moved.has(id));
  const arranged = interleave(lying(into.id), entries);
  const reads = await readsIn(tx, [from.id, into.id]);
  const links = await linksBetween(tx, from.id, into.id);
  const count = entries.filter(({ kind }) => kind !== 'fact').length;
  const before: Before = {
    moved: [...moved],
    count,
    from: await sideOf(tx, from, lying(from.id), reads, links),
    into: await sideOf(tx, into, lying(into.id), reads, links),
    reopened: false,
    drafts: [],
    found: how === 'merged' ? [] : foundBy(entries),
    carried: [],
  };
  if (how === 'merged') {
    before.drafts = await carryDrafts(tx, from.id, into.id);
    before.carried = [...before.from.byHand, ...(await carriedInto(tx, from))];
  }

  await lay(tx, [[from, staying], [into, arranged]]); // prettier-ignore
  const isRead = readBefore(reads);
  await rereads(tx, reads, from.id, staying, isRead);
  await rereads(tx, reads, into.id, arranged, isRead);
  await summariseAll(tx, from, staying);
  await summariseAll(tx, into, arranged);
  if (into.citizenId === null) Object.assign(into, { citizenId: from.citizenId, citizenName: from.citizenName });
  if (how !== 'moved') await link(tx, from.id, into.id);

  const id = randomUUIDv7();
  await tellMove(tx, who, from, { id, how, count }, 'out', into);
  await tellMove(tx, who, into, { id, how, count }, 'in', from);
  if (how === 'merged') {
    await changeStatus(tx, who, from, 'closed');
    from.mergedIntoId = into.id;
  }
  if (into.status !== 'open' && isWaiting(how, before, arranged, moved)) {
    before.reopened = true;
    await changeStatus(tx, who, into, 'open');
  }
  await saveCase(tx, from);
  await saveCase(tx, into);
  await tx.repo(EntryMove).insert({
    id,
    how,
    fromId: from.id,
    intoId: into.id,
    before,
    at: tx.now,
    byName: who.name,
    undoneAt: null,
    undoneBy: null,
  });
  if (how !== 'merged') await setParticipants(tx, from, staying, new Set(before.from.byHand));
  await setParticipants(tx, into, arranged, new Set(before.into.byHand));
  // What has come may be a word of the citizen, and what lies before one may have come.
  await stopAsWritten(tx, [into]);
  publishMove(tx, from, into);
  return { moveId: id, fromId: from.id, intoId: into.id };
}

async function subjectOf(tx: Tx, entries: readonly Lying[]): Promise<string | undefined> {
  const [row] = await tx.query<{ subject: string }>(
    `select data ->> 'subject' as subject from timeline_entry where id = any($1::uuid[]) and kind = 'message'
     order by position limit 1`,
    [entries.map(({ id }) => id)],
  );
  return row?.subject?.trim() || undefined;
}

async function sideOf(
  tx: Tx,
  item: Case,
  order: readonly Lying[],
  reads: Reads,
  links: Record<string, Side['link']>,
): Promise<Side> {
  return {
    order: order.map(({ id }) => id),
    byHand: [...(await putByHand(tx, item, order))],
    reads: Object.fromEntries(reads.get(item.id)!),
    status: item.status,
    snoozeUntil: item.snoozeUntil?.toISOString() ?? null,
    closedAt: item.closedAt?.toISOString() ?? null,
    channelId: item.channelId,
    citizenId: item.citizenId,
    link: links[item.id] ?? null,
  };
}

/** Had the agent read an entry, where it lay when these marks were made? */
export const readBefore =
  (reads: Reads) =>
  (agentId: string, { caseId, position }: Lying): boolean =>
    position <= (reads.get(caseId)?.get(agentId) ?? 0);

/** New reading marks for a case in its new order, of all who had read something in either. */
export async function rereads(
  tx: Tx,
  reads: Reads,
  caseId: string,
  order: readonly Lying[],
  isRead: (agentId: string, entry: Lying) => boolean,
): Promise<void> {
  const agents = new Set([...reads.values()].flatMap((marks) => [...marks.keys()]));
  const marks = [...agents].map((agent) => [agent, readUpTo(order, (entry) => isRead(agent, entry))] as const);
  await setReads(tx, caseId, new Map(marks.filter(([agent, mark]) => mark > 0 || reads.get(caseId)!.has(agent))));
}

async function linksBetween(tx: Tx, one: string, other: string): Promise<Record<string, Side['link']>> {
  const rows = await tx.query<{ caseId: string; state: Side['link'] }>(
    `select case_id as "caseId", state from case_link where (case_id, other_id) in (($1::uuid, $2::uuid), ($2, $1))`,
    [one, other],
  );
  return Object.fromEntries(rows.map(({ caseId, state }) => [caseId, state]));
}

async function link(tx: Tx, one: string, other: string): Promise<void> {
  await tx.query(
    `insert into case_link (case_id, other_id, state) values ($1, $2, 'linked'), ($2, $1, 'linked')
     on conflict (case_id, other_id) do update set state = excluded.state`,
    [one, other],
  );
}

/** Does somebody wait for an answer in what has come? */
function isWaiting(how: EntryMove['how'], before: Before, arranged: readonly Lying[], moved: ReadonlySet<string>) {
  if (how === 'merged') return before.from.status === 'open';
  const last = arranged.findLast(({ kind, automatic }) => kind === 'message' && !automatic);
  return last?.direction === 'in' && moved.has(last.id);
}

async function tellMove(
  tx: Tx,
  who: Principal,
  item: Case,
  { id, how, count }: { id: string; how: EntryMove['how']; count: number },
  direction: 'out' | 'in',
  other: Case,
): Promise<void> {
  const fact = {
    type: 'moved',
    moveId: id,
    how,
    direction,
    caseId: other.id,
    reference: other.reference,
    count,
  } as const;
  await record(tx, item, { kind: 'fact', data: fact }, actorOf(who));
}

/** Changes the status of a locked case and says so, where it is another one. */
export async function changeStatus(
  tx: Tx,
  who: Principal,
  item: Case,
  to: CaseStatus,
  snoozeUntil: Date | null = null,
): Promise<void> {
  const from = item.status;
  if (from === to) return;
  setStatus(item, to, tx.now, snoozeUntil);
  const until = item.snoozeUntil?.toISOString() ?? null;
  await record(tx, item, { kind: 'fact', data: { type: 'status', from, to, snoozeUntil: until } }, actorOf(who));
}

export function publishMove(tx: Tx, from: Case, into: Case): void {
  for (const [item, other] of [
    [from, into],
    [into, from],
  ] as const) {
    const audience = { caseId: item.id, teamIds: [item.teamId] };
    tx.publish('case.rearranged', { otherId: other.id }, audience);
    tx.publish('case.changed', { fields: ['moved'], status: item.status }, audience);
  }
}
