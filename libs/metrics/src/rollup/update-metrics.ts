import type { EventType } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { lockMetrics, recount } from './recount-points.queries.js';
import { registerZones } from './rollup-time-zones.js';

/** Nothing that is counted depends on these. */
const IRRELEVANT_EVENTS = new Set<EventType>([
  'case.read',
  'note.added',
  'notification.added',
  'message.changed',
  'sla.threshold-reached',
]);

/** Counts the cases of all other events again: what comes late, twice or in another order gives the same figures. */
export async function updateMetrics(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const caseIds = new Set(events.flatMap((event) => (event.caseId && affectsFigures(event) ? [event.caseId] : [])));
  if (caseIds.size > 0) {
    await lockMetrics(tx);
    await recount(tx, [...caseIds].sort());
  }
  await recordChannelActivity(tx, events);
  if (events.some(({ type }) => type === 'team.changed' || type === 'calendar.changed')) await registerZones(tx);
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
