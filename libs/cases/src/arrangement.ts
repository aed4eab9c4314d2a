import type { ChannelKind, DeliveryStatus, Entry } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { deliveryProblemOf } from './delivery-problem.js';
import { previewOf, visibleText, type StoredMessage, type StoredNote } from './entries.js';

/** An entry as far as its place matters: where it lies, and what a case becomes by having it. */
export interface Lying {
  id: string;
  caseId: string;
  position: number;
  at: Date;
  kind: Entry['kind'];
  direction: 'in' | 'out' | null;
  channelId: string | null;
  channelKind: ChannelKind | null;
  /** Who wrote it, where that is a citizen. */
  author: { id: string; name: string } | null;
  automatic: boolean;
  thirdParty: boolean;
  delivery: DeliveryStatus | null;
  /** A fact that nobody has to read: all but new words of a citizen. */
  silent: boolean;
  /** For a fact: the message it is about. */
  about: string | null;
  /** It came to another case than it lies in. */
  foreign: boolean;
  /** Whom it is from, or to. */
  handles: string[];
}

/** The entries of some locked cases, each in order. */
export async function lyingIn(tx: Tx, caseIds: readonly string[]): Promise<(caseId: string) => Lying[]> {
  const rows = await tx.query<Lying>(
    `select e.id, e.case_id as "caseId", e.position, e.at, e.kind, e.direction, e.channel_id as "channelId", e.channel_kind as "channelKind",
       case when e.actor_kind = 'citizen' then jsonb_build_object('id', e.actor_id, 'name', e.actor_name) end as author,
       coalesce(said.flags ? 'automatic', false) as automatic, coalesce(said.flags ? 'third-party', false) as "thirdParty",
       e.from_case_id is not null as foreign, d.state as delivery,
       e.kind = 'fact' and said.type <> 'edited' as silent, case when e.kind = 'fact' then said."entryId" end as about,
       case e.direction when 'in' then array_remove(array[m.handle_id], null) when 'out' then array(
         select h.id from jsonb_array_elements(said."to" || said.cc) p join handle h on h.type = p ->> 'type' and h.value = p ->> 'value')
         else '{}' end as handles
     from timeline_entry e left join message m on m.entry_id = e.id left join delivery d on d.entry_id = e.id
     -- Once: a long message is unpacked anew for each look at it.
     cross join lateral jsonb_to_record(e.data) said(flags jsonb, type text, "entryId" text, "to" jsonb, cc jsonb)
     where e.case_id = any($1::uuid[]) order by e.position`,
    [caseIds],
  );
  const byCase = Map.groupBy(rows, ({ caseId }) => caseId);
  return (caseId) => byCase.get(caseId) ?? [];
}

/** Lays the entries of locked cases in these orders: positions 1, 2, 3…, and all that belongs to a message goes with it. */
export async function lay(tx: Tx, cases: readonly (readonly [Case, readonly Lying[]])[]): Promise<void> {
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
  for (const [{ id }, order] of cases) {
    const come = order.filter((entry) => entry.caseId !== id).map((entry) => entry.id);
    if (come.length === 0) continue;
    for (const table of ['message', 'attachment', 'delivery', 'entry_words'])
      await tx.query(`update ${table} set case_id = $1 where entry_id = any($2::uuid[])`, [id, come]);
  }
}

/** The summary of a locked case as its entries make it, in this order. `channelId` is by whom to answer where nobody has written. */
export async function summariseAll(
  tx: Tx,
  item: Case,
  order: readonly Lying[],
  channelId: string | null = item.channelId,
): Promise<void> {
  const said = order.filter(({ kind }) => kind !== 'fact');
  // A robot's word counts only where nobody else has said anything.
  const isRobot = ({ automatic, direction }: Lying) => automatic && direction === 'in';
  const counted = said.every(isRobot) ? said : said.filter((entry) => !isRobot(entry));
  const last = counted.findLast(({ delivery }) => delivery !== 'recalled');
  item.lastPosition = order.length;
  item.lastInboundPosition =
    1 + order.findLastIndex((entry) => (entry.direction === 'in' && counted.includes(entry)) || (entry.kind === 'fact' && !entry.silent)); // prettier-ignore
  item.lastKind = last && last.kind !== 'fact' ? last.kind : 'note';
  item.lastDirection = last?.direction ?? null;
  item.lastEntryAt = last?.at ?? item.openedAt;
  item.preview = last ? await previewFor(tx, last) : '';
  item.channels = [...new Set(counted.flatMap(({ channelKind }) => channelKind ?? []))];
  item.channelId =
    counted.findLast(({ direction, thirdParty }) => direction === 'in' && !thirdParty)?.channelId ?? channelId;
  item.deliveryProblem = await deliveryProblemOf(tx, item.id);
}

async function previewFor(tx: Tx, { id, kind }: Lying): Promise<string> {
  const [row] = await tx.query<{ data: StoredMessage | StoredNote }>(`select data from timeline_entry where id = $1`, [
    id,
  ]);
  return previewOf(
    kind === 'note' ? (row!.data as StoredNote).text : visibleText((row!.data as StoredMessage).segments),
  );
}

/** Case → agent → how far they have read. */
export type Reads = Map<string, Map<string, number>>;

export async function readsIn(tx: Tx, caseIds: readonly string[]): Promise<Reads> {
  const rows = await tx.query<{ caseId: string; agentId: string; position: number }>(
    `select case_id as "caseId", agent_id as "agentId", position from case_read where case_id = any($1::uuid[]) for update`,
    [caseIds],
  );
  return new Map(
    caseIds.map((id) => [
      id,
      new Map(rows.filter(({ caseId }) => caseId === id).map(({ agentId, position }) => [agentId, position])),
    ]),
  );
}

export async function setReads(tx: Tx, caseId: string, marks: ReadonlyMap<string, number>): Promise<void> {
  if (marks.size === 0) return;
  await tx.query(
    `insert into case_read (agent_id, case_id, position) select agent_id, $1, position from unnest($2::uuid[], $3::int[]) m(agent_id, position)
     on conflict (agent_id, case_id) do update set position = excluded.position`,
    [caseId, [...marks.keys()], [...marks.values()]],
  );
}
