import type { ChannelKind, DeliveryStatus, Entry } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { deliveryProblemOf } from '../timeline/find-delivery-problem.js';
import { IS_REMOVED_NOTE, NOTE_TEXT } from '../timeline/note-versions.js';
import { makesNobodyPart } from '../timeline/uncertain-sender-sql.js';
import { previewOf, visibleText, type StoredMessage } from '../timeline/stored-entries.js';
import { clearedIn } from './find-cleared-senders.js';

/** An entry as far as its place matters: where it is, and what a case becomes by having it. */
export interface PlacedEntry {
  id: string;
  caseId: string;
  position: number;
  at: Date;
  kind: Entry['kind'];
  direction: 'in' | 'out' | null;
  channelAccountId: string | null;
  channelKind: ChannelKind | null;
  /** The citizen who wrote it; null where nobody did or somebody else. */
  author: { id: string; name: string } | null;
  automatic: boolean;
  /** The summary of a handover. */
  handover: boolean;
  /** A note that its author has removed. */
  removed: boolean;
  /** Of somebody who has no part in the case where it is, or who had none where it came. */
  thirdParty: boolean;
  /** The case in which it came by a number that two people use and that took no part there. */
  cameApartIn: string | null;
  delivery: DeliveryStatus | null;
  /** An activity that nobody has to read: all but an edit of a message by the citizen. */
  silent: boolean;
  /** An activity that says that a side conversation was answered. */
  sideAnswer: boolean;
  /** For an activity: the message that it is about. */
  about: string | null;
  /** It came to another case than the one in which it is. */
  foreign: boolean;
  /** The handles that it is from, or to. */
  handles: string[];
  /** Of a message, the handle of the citizen's side: who wrote it, or the first whom it was written to. */
  handleId: string | null;
  /** A reply after which we do not wait for the citizen. */
  staysOpen: boolean;
}

/** The entries of some locked cases, each in order. */
export async function entriesOf(tx: Tx, caseIds: readonly string[]): Promise<(caseId: string) => PlacedEntry[]> {
  const rows = await tx.query<PlacedEntry>(
    `select e.id, e.case_id as "caseId", e.position, e.at, e.kind, e.direction, e.channel_account_id as "channelAccountId", e.channel_kind as "channelKind",
       case when e.actor_kind = 'citizen' then jsonb_build_object('id', e.actor_id, 'name', e.actor_name) end as author,
       coalesce(said.flags ?| array['automatic', 'acknowledgement', 'survey-response'], false) as automatic, 
       coalesce(said.flags ? 'third-party' or ${makesNobodyPart('e', 'said')}, false) as "thirdParty",
       case when said."senderApart" then coalesce(e.from_case_id, e.case_id) end as "cameApartIn",
       said.handover is not null as handover, ${IS_REMOVED_NOTE} as removed,
       e.from_case_id is not null as foreign, d.state as delivery,
       e.kind = 'activity' and said.type <> 'edited' as silent, coalesce(said.type = 'side-conversation' and said.what = 'answered', false) as "sideAnswer", case when e.kind = 'activity' then said."entryId" end as about,
       case e.direction when 'in' then array_remove(array[m.handle_id], null) when 'out' then array(
         select h.id from jsonb_array_elements(said."to" || said.cc) p join handle h on h.type = p ->> 'type' and h.value = p ->> 'value')
         else '{}' end as handles, m.handle_id as "handleId", coalesce(said."staysOpen", false) as "staysOpen"
     from timeline_entry e left join message m on m.entry_id = e.id left join delivery d on d.entry_id = e.id
     -- Once: a long message is unpacked anew for each look at it.
     cross join lateral jsonb_to_record(e.data) said(flags jsonb, handover jsonb, type text, what text, "entryId" text, "to" jsonb, cc jsonb, "staysOpen" boolean, "senderApart" boolean)
     where e.case_id = any($1::uuid[]) order by e.position`,
    [caseIds],
  );
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return (caseId) => byCase.get(caseId) ?? [];
}

/**
 * Puts the entries of locked cases in these orders, at the positions 1, 2, 3…; files, delivery and words of a message go with
 * it. Beside `timeline/write-cases-and-entries.ts` this alone updates entries: it changes where they are, never what they say.
 */
export async function reorder(tx: Tx, cases: readonly (readonly [Case, readonly PlacedEntry[]])[]): Promise<void> {
  const places = cases.flatMap(([{ id, version }, order]) =>
    order.map((entry, n) => ({ entry, caseId: id, position: n + 1, version: version + 1 })),
  );
  const changed = places.filter(
    ({ entry, caseId, position }) => entry.caseId !== caseId || entry.position !== position,
  );
  await tx.query(
    `update timeline_entry e set case_id = n.case_id, position = n.position,
       case_version = case n.case_id when e.case_id then e.case_version else n.version end,
       from_case_id = case n.case_id when e.case_id then e.from_case_id when e.from_case_id then null else coalesce(e.from_case_id, e.case_id) end
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[]) n(id, case_id, position, version) where e.id = n.id`,
    [
      changed.map(({ entry }) => entry.id),
      changed.map(({ caseId }) => caseId),
      changed.map(({ position }) => position),
      changed.map(({ version }) => version),
    ],
  );
  for (const [{ id, teamId }, order] of cases) {
    const arrived = order.filter((entry) => entry.caseId !== id).map((entry) => entry.id);
    if (arrived.length === 0) continue;
    for (const table of ['message', 'attachment', 'delivery'])
      await tx.query(`update ${table} set case_id = $1 where entry_id = any($2::uuid[])`, [id, arrived]);
    await tx.query(`update entry_words set case_id = $1, team_id = $3 where entry_id = any($2::uuid[])`, [
      id,
      arrived,
      teamId,
    ]);
  }
}

/**
 * Sets the summary of a locked case from its entries in this order; the caller saves it. `channelAccountId` is the account to
 * reply by where no citizen has written; `adopted` are the messages whose authors take part from now on.
 */
export async function summariseCase(
  tx: Tx,
  {
    item,
    order,
    channelAccountId = item.channelAccountId,
    adopted = [],
  }: {
    item: Case;
    order: readonly PlacedEntry[];
    channelAccountId?: string | null;
    adopted?: readonly string[];
  },
): Promise<void> {
  const counted = countedOf(order);
  item.lastPosition = order.length;
  item.lastInboundPosition =
    1 + order.findLastIndex((entry) => (entry.direction === 'in' && counted.includes(entry)) || (entry.kind === 'activity' && !entry.silent)); // prettier-ignore
  await summariseLastWritten(tx, item, order);
  // In the order in which they were used last, as `summarise` keeps it.
  item.channels = [...new Set(counted.flatMap(({ channelKind }) => channelKind ?? []).toReversed())].toReversed();
  const cleared = await clearedIn(tx, item, { order, adopted });
  const isAnswered = ({ id, direction, thirdParty }: PlacedEntry) =>
    direction === 'in' && (!thirdParty || cleared.has(id));
  item.channelAccountId = counted.findLast(isAnswered)?.channelAccountId ?? channelAccountId;
  item.deliveryProblem = await deliveryProblemOf(tx, item.id);
}

/** The list of cases shows what was last written in a locked case, of its entries in this order; the caller saves it. */
export async function summariseLastWritten(tx: Tx, item: Case, order: readonly PlacedEntry[]): Promise<void> {
  const last = countedOf(order).findLast(({ delivery, removed }) => delivery !== 'canceled' && !removed);
  item.lastKind = last && last.kind !== 'activity' ? last.kind : 'note';
  item.lastDirection = last?.direction ?? null;
  item.lastEntryAt = last?.at ?? item.openedAt;
  item.preview = last ? await previewFor(tx, last) : '';
  const answer = order.findLast(({ sideAnswer }) => sideAnswer);
  if (answer && answer.at > item.lastEntryAt) showSideAnswer(item, answer.at);
}

/** Lists show that others have answered in a side conversation, and when: neither have we written last, nor has the citizen. */
export function showSideAnswer(item: Case, at: Date): void {
  item.lastKind = 'message';
  item.lastDirection = null;
  item.lastEntryAt = at;
}

function countedOf(order: readonly PlacedEntry[]): readonly PlacedEntry[] {
  const written = order.filter(({ kind }) => kind !== 'activity');
  // An automatic message counts only where there is nothing else, and what acknowledges one is automatic, too. So does a handover.
  const isAside = ({ automatic, handover }: PlacedEntry) => automatic || handover;
  return written.every(isAside) ? written : written.filter((entry) => !isAside(entry));
}

async function previewFor(tx: Tx, { id, kind }: PlacedEntry): Promise<string> {
  const [row] = await tx.query<{ data: StoredMessage; note: string | null }>(
    `select e.data, case e.kind when 'note' then ${NOTE_TEXT} end as note from timeline_entry e where e.id = $1`,
    [id],
  );
  return previewOf(kind === 'note' ? row!.note! : visibleText(row!.data.segments));
}
