import type { EventType } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { holdMetrics, recount } from './recount.queries.js';
import { followZones } from './zones.js';

/** Nothing that is counted follows from these. */
const SILENT = new Set<EventType>(['case.read', 'note.added', 'notification.added', 'message.changed']);

/** Whatever happened, its case is counted anew: what comes late, twice or in another order comes to the same. */
export async function followMetrics(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const caseIds = new Set(events.flatMap(({ type, caseId }) => (caseId && !SILENT.has(type) ? [caseId] : [])));
  if (caseIds.size > 0) {
    await holdMetrics(tx);
    await recount(tx, [...caseIds].sort());
  }
  await noteActivity(tx, events);
  if (events.some(({ type }) => type === 'team.changed' || type === 'clocks.changed')) await followZones(tx);
}

/** When something last came by each channel account. */
async function noteActivity(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const entries = events.flatMap(({ type, data }) => (type === 'message.received' ? [data['entryId']] : []));
  if (entries.length === 0) return;
  await tx.query(
    `insert into channel_activity (channel_id, last_at)
     select e.channel_id, max(e.at) from timeline_entry e join channel_account a on a.id = e.channel_id
     where e.id = any($1::uuid[]) and e.direction = 'in' group by 1
     on conflict (channel_id) do update set last_at = greatest(channel_activity.last_at, excluded.last_at)`,
    [entries],
  );
}
