import { parameters, scope, type Principal } from '@guichet/access';
import type { Attachment, Entry, Timeline, TimelineQuery } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { IS_ACKNOWLEDGEMENT } from './find-delivery-problem.js';
import { ENTRY_COLUMNS, otherJoin, toEntry, type EntryRow } from './read-entries.js';
import type { StoredMessage } from './stored-entries.js';
import { DELIVERY_JSON } from './stored-delivery.js';

/**
 * Some entries of the timeline of a case, oldest first. Index `timeline_entry_position`.
 *
 * @throws Failure `not-found` for a case that the agent may not see.
 */
export async function timeline(
  reader: Reader,
  who: Principal,
  { caseId, query }: { caseId: string; query: TimelineQuery },
): Promise<Timeline> {
  const backwards = query.before !== undefined && query.after === undefined;
  const cursor = query.cursor === undefined ? undefined : Number(query.cursor);
  const after = (backwards ? undefined : cursor) ?? query.after ?? 0;
  const before = (backwards ? cursor : undefined) ?? query.before ?? 2_147_483_647;
  const { total, entries } = await entriesBetween(reader, who, {
    caseId,
    after,
    before,
    backwards,
    most: query.limit + 1,
  });
  const more = entries.length > query.limit;
  const items = (await withFiles(reader.query, entries.slice(0, query.limit))).map(toEntry);
  if (backwards) items.reverse();
  const edge = backwards ? items[0] : items.at(-1);
  return { items, nextCursor: more && edge ? String(edge.position) : null, total };
}

interface Between {
  caseId: string;
  after: number;
  before: number;
  backwards: boolean;
  most: number;
}

/** The case and its entries come by one statement: where there is no entry in between, by a row without one. */
async function entriesBetween(
  reader: Reader,
  who: Principal,
  { caseId, after, before, backwards, most }: Between,
): Promise<{ total: number; entries: EntryRow[] }> {
  const visible = scope(who, 'case.read');
  const { values, bind } = parameters(caseId, after, before, most);
  const direction = backwards ? 'desc' : 'asc';
  const rows = await reader.query<EntryRow & { total: number }>(
    `select c.last_position as total, entry.* from cases c left join lateral (
       select ${ENTRY_COLUMNS}, ${DELIVERY_JSON} from timeline_entry e left join delivery d on d.entry_id = e.id ${otherJoin(visible, bind)}
       where e.case_id = c.id and e.position > $2 and e.position < $3 order by e.position ${direction} limit $4) entry on true
     where c.id = $1 and ${visible.sql('c', bind)} order by entry.position ${direction}`,
    values,
  );
  const [first] = rows;
  if (!first) throw new Failure('not-found');
  // An entry without an id is none.
  return { total: first.total, entries: rows.filter(({ id }) => id !== null) };
}

/**
 * What others wrote in a case, moved, or filled in, since a version of it: what an agent must see before contradicting it, and what a
 * template may have said otherwise. A position would not tell, as moved entries lie where they belong in time.
 */
export async function othersEntriesSince(
  query: <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>,
  who: Principal,
  { caseId, version }: { caseId: string; version: number },
): Promise<Entry[]> {
  const { values, bind } = parameters(caseId, version, who.id);
  const rows = await query<EntryRow>(
    `select ${ENTRY_COLUMNS}, ${DELIVERY_JSON} from timeline_entry e left join delivery d on d.entry_id = e.id ${otherJoin(scope(who, 'case.read'), bind)}
     where e.case_id = $1 and e.case_version > $2 and e.actor_id is distinct from $3
       and (e.kind <> 'activity' or e.data ->> 'type' in ('moved', 'move-undone', 'fields')) and not ${IS_ACKNOWLEDGEMENT}
     order by e.position limit 50`,
    values,
  );
  return (await withFiles(query, rows)).map(toEntry);
}

/** An entry says what its files were when it was written; those that were still to be fetched or scanned then are as they are now. */
async function withFiles(
  query: <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>,
  rows: EntryRow[],
): Promise<EntryRow[]> {
  const filesOf = (row: EntryRow) => (row.data as Partial<Pick<StoredMessage, 'attachments'>>).attachments ?? [];
  const pending = rows.flatMap(filesOf).filter(({ state }) => state === 'pending' || state === 'waiting');
  if (pending.length === 0) return rows;
  const now = await query<Attachment>(
    `select id, name, type, size, inline, state, scan from attachment where id = any($1::uuid[])`,
    [pending.map(({ id }) => id)],
  );
  const byId = new Map(now.map((file) => [file.id, file]));
  return rows.map((row) => {
    const files = filesOf(row);
    if (!files.some(({ id }) => byId.has(id))) return row;
    return {
      ...row,
      data: { ...(row.data as object), attachments: files.map((file) => byId.get(file.id) ?? file) },
    };
  });
}

/**
 * One entry of a case, as its timeline shows it.
 *
 * @throws Failure `not-found`.
 */
export async function shownEntry(
  reader: Reader,
  who: Principal,
  { caseId, entryId }: { caseId: string; entryId: string },
): Promise<Entry> {
  const { position } = await entryOf(reader, who, { caseId, entryId });
  return (await timeline(reader, who, { caseId, query: { after: position - 1, limit: 1 } })).items[0]!;
}

/**
 * One entry of a case that the agent may see, with its raw data.
 *
 * @throws Failure `not-found`.
 */
export async function entryOf(
  reader: Reader,
  who: Principal,
  { caseId, entryId }: { caseId: string; entryId: string },
): Promise<EntryRow> {
  const { values, bind } = parameters(caseId, entryId);
  const visible = scope(who, 'case.read');
  const [row] = await reader.query<EntryRow>(
    `select ${ENTRY_COLUMNS}, null as delivery from timeline_entry e join cases c on c.id = e.case_id ${otherJoin(visible, bind)}
     where e.id = $2 and e.case_id = $1 and ${visible.sql('c', bind)}`,
    values,
  );
  if (!row) throw new Failure('not-found');
  return row;
}
