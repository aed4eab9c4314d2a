import type { Change, EventType } from '@guichet/contracts';
import type { Publication, Tx } from './tx.js';

/** Writes the events of a transaction and wakes those who wait, in one statement. */
export async function tell(tx: Tx, publications: readonly Publication[], wakeUps: readonly string[]): Promise<void> {
  await tx.query(
    `with told as (
       insert into event (type, case_id, team_ids, agent_id, actor_id, data)
       select e.type, e.case_id, coalesce(e.team_ids, '{}'), e.agent_id, $2, e.data
       from jsonb_to_recordset($1::jsonb) as e(type text, case_id uuid, team_ids uuid[], agent_id uuid, data jsonb)
     )
     select pg_notify('guichet', channel) from unnest($3::text[]) channel`,
    [
      JSON.stringify(
        publications.map((publication) => ({
          type: publication.type,
          case_id: publication.caseId ?? null,
          team_ids: publication.teamIds ?? [],
          agent_id: publication.agentId ?? null,
          data: publication.data,
        })),
      ),
      tx.actor.kind === 'agent' ? tx.actor.id : null,
      wakeUps,
    ],
  );
}

export interface LoggedEvent {
  position: string;
  type: EventType;
  caseId: string | null;
  teamIds: string[];
  agentId: string | null;
  actorId: string | null;
  data: Record<string, unknown>;
}

type Query = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

const EVENT = `lpad(xid::text, 20, '0') || '-' || lpad(id::text, 20, '0') as position, type, case_id as "caseId",
  team_ids as "teamIds", agent_id as "agentId", actor_id as "actorId", data`;

/**
 * Transactions commit in another order than they began. A reader who takes only rows of transactions older than the
 * oldest still open one, in (xid, id) order, never skips a row that commits late. Uses index `event_order`.
 */
export function eventsAfter(query: Query, position: string, limit: number): Promise<LoggedEvent[]> {
  const [xid, id] = parsePosition(position);
  return query<LoggedEvent>(
    `select ${EVENT} from event
     where (xid, id) > ($1::bigint, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
     order by xid, id limit $3`,
    [xid, id, limit],
  );
}

/** The event at a position, if it is there still. Index `event_order`. */
export async function eventAt(query: Query, position: string): Promise<LoggedEvent | undefined> {
  const [row] = await query<LoggedEvent>(
    `select ${EVENT} from event where (xid, id) = ($1::bigint, $2::bigint)`,
    parsePosition(position),
  );
  return row;
}

/** The newest event that is committed, if there is one. Index `event_order`. */
export const lastEvents = (query: Query): Promise<{ position: string }[]> =>
  query(
    `select lpad(xid::text, 20, '0') || '-' || lpad(id::text, 20, '0') as position from event order by xid desc, id desc limit 1`,
  );

/**
 * The position behind which nothing that is committed now will be missed: whatever a read that begins after this call
 * sees or does not see, the changes after this position complete it.
 */
export async function currentPosition(query: Query): Promise<string> {
  const [row] = await query<{ xid: string }>(
    `select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text as xid`,
  );
  return formatPosition(row!.xid, '9223372036854775807');
}

const formatPosition = (xid: string, id: string) => `${xid.padStart(20, '0')}-${id.padStart(20, '0')}`;

function parsePosition(position: string): [string, string] {
  const [xid, id] = position.split('-') as [string, string];
  return [BigInt(xid).toString(), BigInt(id).toString()];
}

export function toChange(event: LoggedEvent): Change {
  return { position: event.position, type: event.type, caseId: event.caseId, actorId: event.actorId, data: event.data };
}
