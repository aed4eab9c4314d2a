import { events as knownTypes, parseEvent, type Actor, type Change, type Event } from '@guichet/contracts';
import type { Audience, Publication } from './event-audience.js';
import { isBroken } from './is-break-glass-active.js';
import type { Reader } from './query-reader-and-iso-time.js';

/** To whom an event goes, as the log keeps it. */
export type AudienceKind = 'teams' | 'agent' | 'colleagues' | 'all-teams' | 'everybody';

interface StoredAudience {
  audience: AudienceKind;
  case_id?: string;
  team_ids?: readonly string[];
  agent_id?: string;
}

function storedAudience(audience: Audience): StoredAudience {
  const caseId = 'caseId' in audience && audience.caseId !== undefined ? { case_id: audience.caseId } : {};
  if ('teamIds' in audience) return { ...caseId, audience: 'teams', team_ids: audience.teamIds };
  if ('agentId' in audience) return { ...caseId, audience: 'agent', agent_id: audience.agentId };
  if ('colleaguesOf' in audience) return { audience: 'colleagues', agent_id: audience.colleaguesOf };
  return { audience: 'allTeams' in audience ? 'all-teams' : 'everybody' };
}

/** Writes the events of a transaction and wakes those who wait, in one statement. */
export async function appendEvents(
  tx: { query: Reader['query']; actor: Actor },
  publications: readonly Publication[],
  wakeUps: readonly string[],
): Promise<void> {
  await tx.query(
    `with appended as (
       insert into event (type, audience, case_id, team_ids, agent_id, actor_id, data)
       select e.type, e.audience, e.case_id,
         case e.audience when 'colleagues' then array(select m.team_id from team_member m where m.agent_id = e.agent_id)
           else coalesce(e.team_ids, '{}') end, e.agent_id, $2, e.data
       from jsonb_to_recordset($1::jsonb)
         as e(type text, audience text, case_id uuid, team_ids uuid[], agent_id uuid, data jsonb)
     )
     select pg_notify('guichet', channel) from unnest($3::text[]) channel`,
    [
      JSON.stringify(publications.map(({ type, data, audience }) => ({ type, data, ...storedAudience(audience) }))),
      tx.actor.kind === 'agent' ? tx.actor.id : null,
      wakeUps,
    ],
  );
}

/** An event as it was logged. `data` is that of its `type`. */
export type LoggedEvent = Event & {
  position: string;
  audience: AudienceKind;
  caseId: string | null;
  /** Of the audiences `teams` and `colleagues`. */
  teamIds: string[];
  /** Of the audiences `agent` and `colleagues`. */
  agentId: string | null;
  actorId: string | null;
};

/** An event, with what else says now who may know of it. */
export type AddressedEvent = LoggedEvent & {
  /**
   * Of the audience `teams`, the only agents who may know of it, as its case is restricted now: those who are named, and whoever
   * has broken the glass. Null: it is not, or no longer.
   */
  onlyAgentIds: string[] | null;
  /** Of the audience `teams`, the agent who has its case now, and may see it by that alone. */
  assigneeId: string | null;
};

/** A row as it is read: what its `data` is follows from its `type`. */
type RowOf<Logged extends LoggedEvent> = Omit<Logged, 'type' | 'data'> & { type: string; data: unknown };

type Query = Reader['query'];

const EVENT = `lpad(xid::text, 20, '0') || '-' || lpad(id::text, 20, '0') as position, type, audience, case_id as "caseId",
  team_ids as "teamIds", agent_id as "agentId", actor_id as "actorId", data`;
/** An event that this version does not know is left out: whoever reads cannot do anything about it. */
function knownEvents<Row extends RowOf<LoggedEvent>>(rows: readonly Row[]): (Row & Event)[] {
  return rows.flatMap((row) => {
    const event = parseEvent(row.type, row.data);
    return event ? [{ ...row, ...event }] : [];
  });
}

/** A part of the log. */
export interface LogRead {
  events: LoggedEvent[];
  /** The position of its last row, known or not; null: it has none. */
  last: string | null;
  isEnd: boolean;
}

/**
 * Reads up to `limit` rows, and those events among them that are known; fewer rows only at the end of the log. Transactions commit in
 * another order than they began. A reader who takes only rows of transactions older than the oldest still open one, in (xid, id) order,
 * never skips a row that commits late. Uses index `event_order`.
 */
export async function readLog(query: Query, position: string, limit: number): Promise<LogRead> {
  const rows = await query<RowOf<LoggedEvent>>(
    `select ${EVENT} from event
     where (xid, id) > ($1::bigint, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
     order by xid, id limit $3`,
    [...parsePosition(position), limit],
  );
  return { events: knownEvents(rows), last: rows.at(-1)?.position ?? null, isEnd: rows.length < limit };
}

/** Reads up to `limit` events; fewer only at the end of the log. */
export async function eventsAfter(query: Query, position: string, limit: number): Promise<LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  for (let after = position; events.length < limit;) {
    const read = await readLog(query, after, limit - events.length);
    events.push(...read.events);
    if (read.isEnd) break;
    after = read.last!;
  }
  return events;
}

/** The same, with who may know of each. */
export const addressedEventsAfter = async (query: Query, position: string, limit: number): Promise<AddressedEvent[]> =>
  addressed(query, await eventsAfter(query, position, limit));

/**
 * Says of events who may know of them now. Each case is looked up once, however many of them are about it, by a statement of its own: as
 * part of the one that reads the log, the database would plan that anew each time, for longer than it takes. Index `cases_pkey`.
 */
export async function addressed(query: Query, events: readonly LoggedEvent[]): Promise<AddressedEvent[]> {
  const caseOf = ({ audience, caseId }: LoggedEvent) => (audience === 'teams' ? caseId : null);
  const caseIds = new Set(events.flatMap((event) => caseOf(event) ?? []));
  const rows =
    caseIds.size === 0
      ? []
      : await query<Pick<AddressedEvent, 'onlyAgentIds' | 'assigneeId'> & { id: string }>(
          `select c.id, c.assignee_id as "assigneeId", case when c.restricted_to is not null then
             c.restricted_to || array(select b.agent_id from break_glass b where b.case_id = c.id and ${isBroken('b')}) end as "onlyAgentIds"
           from cases c where c.id = any($1::uuid[])`,
          [[...caseIds]],
        );
  const cases = new Map(rows.map((row) => [row.id, row]));
  return events.map((event) => {
    const { onlyAgentIds = null, assigneeId = null } = cases.get(caseOf(event) ?? '') ?? {};
    return { ...event, onlyAgentIds, assigneeId };
  });
}

/** So many events are looked at for those of some types. */
export const LOOKED_AT = 1000;

/**
 * Reads the next events of some types, at most `most`, among the next thousand. `to`: up to where there is no other of them; null:
 * at the end of the log. The others are looked at where they lie, and not sent. Uses index `event_order`.
 */
export async function eventsOfTypesAfter(
  query: Query,
  position: string,
  { types, most }: { types: readonly string[]; most: number },
): Promise<{ events: LoggedEvent[]; to: string | null; mayBeMore: boolean }> {
  const rows = await query<RowOf<LoggedEvent> & { n: string; wanted: boolean }>(
    `with seen as materialized (select xid, id, type, row_number() over (order by xid, id) as n from event
         where (xid, id) > ($1::bigint, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint order by xid, id limit ${LOOKED_AT}),
       wanted as (select xid, id, n from seen where type = any($3::text[]) order by n limit $4),
       ends as (select xid, id, n from seen where (select count(*) from wanted) < $4 order by n desc limit 1)
     select ${EVENT}, place.n, type = any($3::text[]) as wanted from (select * from wanted union select * from ends) place join event using (xid, id)
     order by place.n`,
    [...parsePosition(position), types, most],
  );
  const last = rows.at(-1);
  const wanted = rows.filter((row) => row.wanted);
  return {
    events: knownEvents(wanted),
    to: last?.position ?? null,
    mayBeMore: wanted.length === most || Number(last?.n ?? 0) === LOOKED_AT,
  };
}

/** The event at a position, if it is there still and known. Index `event_order`. */
export async function eventAt(query: Query, position: string): Promise<LoggedEvent | undefined> {
  const rows = await query<RowOf<LoggedEvent>>(
    `select ${EVENT} from event where (xid, id) = ($1::bigint, $2::bigint)`,
    parsePosition(position),
  );
  return knownEvents(rows)[0];
}

/**
 * The newest event that is committed and of a type that this version knows, if there is one: no reader stops at another one, and whoever
 * waits until that is read would wait for ever. Index `event_order`.
 */
export const lastEvents = (query: Query): Promise<{ position: string }[]> =>
  query(
    `select lpad(xid::text, 20, '0') || '-' || lpad(id::text, 20, '0') as position from event where type = any($1::text[])
     order by xid desc, id desc limit 1`,
    [Object.keys(knownTypes)],
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

/** An event as the live socket sends it: without its audience. */
export const toChange = ({ position, type, caseId, actorId, data }: LoggedEvent): Change =>
  ({ position, type, caseId, actorId, data }) as Change;
