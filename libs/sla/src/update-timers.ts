import type { DeliveryStatus } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { recomputeTimers } from './recompute-timers.js';

/** Changes of a case that its timers or targets depend on. */
const CASE_FIELDS = new Set(['status', 'team', 'case-type', 'priority', 'routed', 'moved']);
/** Delivery states with which a reply begins to count as one, or no longer does. */
const DELIVERY_STATES: ReadonlySet<string> = new Set<DeliveryStatus>([
  'queued',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'blocked',
]);
const CHUNK = 200;

/** Keeps the timers of cases up to date with what happens to them. Changed business hours or targets are left to a job. */
export async function updateSlaTimers(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  /** Cases that got messages only, and those with anything else. */
  const written = new Set<string>();
  const changed = new Set<string>();
  const opened = new Set<string>();
  const teamIds = new Set<string | null>();
  for (const event of events) {
    if (event.caseId && affectsTimers(event)) (event.type === 'message.received' ? written : changed).add(event.caseId);
    if (event.caseId && event.type === 'case.opened') opened.add(event.caseId);
    if (event.type === 'calendar.changed') teamIds.add(event.data['teamId']);
    if (event.type === 'sla.targets-changed') teamIds.add(null);
  }
  const open = await withoutWaiting(tx, [...written.difference(changed)]);
  await recomputeTimers(tx, [...changed, ...open], opened);
  for (const teamId of teamIds)
    await tx.job('recompute-sla-timers', { teamId }, { key: `recompute-sla-timers:${teamId ?? 'all'}` });
}

/**
 * Leaves out the cases in which a message waits for a reply already: one more changes no timer, so that the case need not be
 * locked and its entries need not be read, however many they are. Index `sla_timer_case`.
 */
async function withoutWaiting(tx: Tx, caseIds: readonly string[]): Promise<string[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.query<{ caseId: string }>(
    `select case_id as "caseId" from sla_timer
     where case_id = any($1::uuid[]) and kind <> 'resolution' and state = 'running'`,
    [caseIds],
  );
  const waiting = new Set(rows.map(({ caseId }) => caseId));
  return caseIds.filter((id) => !waiting.has(id));
}

function affectsTimers({ type, data }: LoggedEvent): boolean {
  switch (type) {
    case 'case.opened':
      return data['hasTimers'] !== true;
    case 'message.received':
      // The first message comes with `case.opened`.
      return data['position'] > 1;
    case 'message.queued':
    case 'message.canceled':
    case 'case.entries-moved':
      return true;
    case 'case.changed':
      return data['fields'].some((field) => CASE_FIELDS.has(field));
    case 'delivery.changed':
      return DELIVERY_STATES.has(data['status']);
    default:
      return false;
  }
}

/**
 * Computes the timers of the next unfinished cases of a team again, or of all teams (`null`), after business hours or
 * targets have changed. Returns the id of the last case; null when there are no more.
 */
export async function recomputeUnfinishedCases(
  tx: Tx,
  teamId: string | null,
  after: string | null,
): Promise<string | null> {
  const rows = await tx.query<{ id: string }>(
    `select id from cases where status not in ('closed', 'spam') and ($1::uuid is null or team_id = $1) and ($2::uuid is null or id > $2)
     order by id limit ${CHUNK}`,
    [teamId, after],
  );
  await recomputeTimers(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.length === CHUNK ? rows.at(-1)!.id : null;
}
