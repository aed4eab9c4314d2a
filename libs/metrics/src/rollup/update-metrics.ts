import type { EventType } from '@guichet/contracts';
import type { Database, LoggedEvent, Tx } from '@guichet/database';
import { hasNoCountedTimer, isWrittenOnly } from './case-facts.queries.js';
import { countFirstMessages, lockMetrics, recount, recountWritten } from './recount-points.queries.js';
import { registerZones } from './rollup-time-zones.js';

/** Nothing that is counted depends on these. */
const IRRELEVANT_EVENTS = new Set<EventType>([
  'case.read',
  'note.added',
  'note.changed',
  'notification.added',
  'notification.withdrawn',
  'message.changed',
  'sla.threshold-reached',
]);

/**
 * A case is counted from all its entries. One with more than so many is counted at most every half minute, so that a robot that
 * writes all the time does not make every one of its messages cost thousands of reads.
 */
const LONG_CASE = 1_000;
const LONG_CASE_MS = 30_000;

/** Counts the cases of all other events again: what comes late, twice or in another order gives the same figures. */
export async function updateMetrics(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const caseIds = new Set(events.flatMap((event) => (event.caseId && affectsFigures(event) ? [event.caseId] : [])));
  if (caseIds.size > 0) {
    await lockMetrics(tx);
    const { first, written, short, long } = await byLength(tx, [...caseIds].sort());
    if (first.length > 0) await countFirstMessages(tx, first);
    if (written.length > 0) await recountWritten(tx, written);
    if (short.length > 0) await recount(tx, short);
    await recountLater(tx, long);
  }
  await recordChannelActivity(tx, events);
  if (events.some(({ type }) => type === 'team.changed' || type === 'calendar.changed')) await registerZones(tx);
}

/** Counts one case again. Job. */
export const recountCase = (database: Database, caseId: string): Promise<void> =>
  database.write({ kind: 'system', name: 'Metrics' }, async (tx) => {
    await lockMetrics(tx);
    await recount(tx, [caseId]);
  });

interface ByLength {
  /** The cases that were not counted yet and consist of a message of a citizen. */
  first: string[];
  /** Those in which citizens have written, and nothing else has happened. */
  written: string[];
  short: string[];
  long: string[];
}

/** Divides cases by the work that it takes to count them. Primary keys, indexes `timeline_entry_position`, `sla_timer_case`. */
async function byLength(tx: Tx, caseIds: readonly string[]): Promise<ByLength> {
  const rows = await tx.query<{ id: string; length: number; isFirst: boolean; isWritten: boolean }>(
    `select c.id, c.last_position as length, c.last_position = 1 and c.merged_into_id is null and c.status <> 'spam' and c.restricted_to is null and c.imported_at is null
       and exists (select from timeline_entry e where e.case_id = c.id and e.position = 1 and e.kind = 'message' and e.direction = 'in')
       and not exists (select from metric_point p where p.case_id = c.id) and ${hasNoCountedTimer('c')} as "isFirst",
       c.last_position between 2 and ${LONG_CASE} and ${isWrittenOnly('c')} as "isWritten"
     from cases c where c.id = any($1::uuid[]) order by c.id`,
    [caseIds],
  );
  const idsOf = (is: (row: (typeof rows)[number]) => boolean) => rows.filter(is).map(({ id }) => id);
  return {
    first: idsOf(({ isFirst }) => isFirst),
    written: idsOf(({ isWritten }) => isWritten),
    short: idsOf(({ isFirst, isWritten, length }) => !isFirst && !isWritten && length <= LONG_CASE),
    long: idsOf(({ length }) => length > LONG_CASE),
  };
}

function recountLater(tx: Tx, caseIds: readonly string[]): Promise<void> {
  const runAt = new Date(tx.now.getTime() + LONG_CASE_MS);
  const jobs = caseIds.map((caseId) => ({ payload: { caseId }, runAt, key: `recount-case ${caseId}` }));
  return tx.jobs('recount-case', jobs, { keepTime: true });
}

const affectsFigures = ({ type, data }: LoggedEvent): boolean =>
  type === 'sla.timer-changed' ? data['counts'] === true : !IRRELEVANT_EVENTS.has(type);

/** Records when a message last came by each channel account. */
async function recordChannelActivity(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const entries = events.flatMap(({ type, data }) => (type === 'message.received' ? [data['entryId']] : []));
  if (entries.length === 0) return;
  await tx.query(
    `insert into channel_activity (channel_account_id, last_at)
     select e.channel_account_id, max(e.at) from timeline_entry e join channel_account a on a.id = e.channel_account_id
     where e.id = any($1::uuid[]) and e.direction = 'in' group by 1
     on conflict (channel_account_id) do update set last_at = greatest(channel_activity.last_at, excluded.last_at)`,
    [entries],
  );
}
