import { channels } from '@guichet/channels';
import type { Board, ChannelKind } from '@guichet/contracts';
import type { Database } from '@guichet/database';

type Counted = Pick<Board, 'waiting' | 'unassigned' | 'late' | 'soon' | 'oldestAt' | 'today'> & {
  teams: Record<string, Pick<Board['teams'][number], 'waiting' | 'unassigned' | 'late' | 'soon' | 'oldestAt'>>;
  loads: Record<string, number>;
};

interface Row {
  teamId: string;
  waiting: number;
  unassigned: number;
  late: number;
  soon: number;
  oldestAt: Date | null;
}

/** The figures of a board. */
export const figuresOf = (board: Board): Counted => ({
  waiting: board.waiting,
  unassigned: board.unassigned,
  late: board.late,
  soon: board.soon,
  oldestAt: board.oldestAt,
  today: board.today,
  teams: Object.fromEntries(
    board.teams.map(({ id, waiting, unassigned, late, soon, oldestAt }) => [
      id,
      { waiting, unassigned, late, soon, oldestAt },
    ]),
  ),
  loads: Object.fromEntries(board.agents.filter(({ load }) => load > 0).map(({ id, load }) => [id, load])),
});

/** The same figures, counted row by row from cases, SLA timers and entries. */
export async function recount(database: Database, { at, timeZone }: Pick<Board, 'at' | 'timeZone'>): Promise<Counted> {
  const rows = await database.query<Row>(
    `select t.id as "teamId", count(*) filter (where c.status = 'open')::int as waiting,
       count(c.id) filter (where c.assignee_id is null)::int as unassigned,
       count(*) filter (where due.at < $1)::int as late,
       count(*) filter (where due.at >= $1 and due.at < $1::timestamptz + interval '2 hours')::int as soon,
       min(c.last_entry_at) filter (where c.status = 'open') as "oldestAt"
     from team t left join cases c on c.team_id = t.id and c.status <> 'closed'
     left join lateral (select min(k.due_at) as at from sla_timer k where k.case_id = c.id and k.state = 'running') due on true
     group by t.id`,
    [at],
  );
  const [today] = await database.query<Counted['today']>(
    `select
       count(*) filter (where e.kind = 'message' and e.direction = 'in' and not e.data -> 'flags' ? 'automatic')::int as contacts,
       count(*) filter (where e.kind = 'message' and e.direction = 'out' and e.actor_kind = 'agent'
         and coalesce(d.state, 'sent') in ('sent', 'delivered', 'read', 'unknown'))::int as replies,
       count(*) filter (where e.kind = 'activity' and e.data ->> 'type' = 'status' and e.data ->> 'to' = 'closed')::int as closed
     from timeline_entry e left join delivery d on d.entry_id = e.id
     where (e.at at time zone $2)::date = ($1::timestamptz at time zone $2)::date`,
    [at, timeZone],
  );
  const held = await database.query<{ agentId: string; kind: ChannelKind }>(
    `select c.assignee_id as "agentId", a.kind from cases c join channel_account a on a.id = c.channel_account_id
     where c.status = 'open' and c.assignee_id is not null`,
  );
  const sum = (of: 'waiting' | 'unassigned' | 'late' | 'soon') => rows.reduce((total, row) => total + row[of], 0);
  const oldest = rows.map(({ oldestAt }) => oldestAt?.toISOString()).filter((time) => time !== undefined);
  const loads: Record<string, number> = {};
  for (const { agentId, kind } of held) loads[agentId] = (loads[agentId] ?? 0) + channels[kind].weight;
  return {
    waiting: sum('waiting'),
    unassigned: sum('unassigned'),
    late: sum('late'),
    soon: sum('soon'),
    oldestAt: oldest.sort()[0] ?? null,
    today: today!,
    teams: Object.fromEntries(
      rows.map(({ teamId, oldestAt, ...row }) => [teamId, { ...row, oldestAt: oldestAt?.toISOString() ?? null }]),
    ),
    loads,
  };
}
