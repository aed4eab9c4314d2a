import { teamsFor, type Principal } from '@guichet/access';
import { ChannelKind, type AgentAtWork, type AgentState, type SetAbsence, type Workforce } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { Weights } from './capacity.js';
import { connected } from './connected.js';

type Query = Database['read'];

interface Row {
  id: string;
  name: string;
  teamIds: string[];
  state: AgentState;
  since: Date;
  absent: boolean;
  until: Date | null;
  substituteId: string | null;
  substitute: string | null;
  planned: SetAbsence | null;
  plannedSubstitute: string | null;
  capacity: number | null;
  languages: string[];
}

/**
 * The agents of the teams that one sees, and oneself. How full they are is told whole, as it decides what they can be given;
 * their teams and the number of their cases only as far as one may see those.
 */
export async function workforce(query: Query, now: Date, who: Principal): Promise<Workforce> {
  const teams = teamsFor(who, 'case.read');
  const [weights, rows, loads] = [
    await Weights.load(query),
    await agentRows(query, now, teams, who),
    await openCases(query),
  ];
  return {
    items: rows.map((row) => described(row, weights, loads.get(row.id) ?? [], row.id === who.id ? null : teams)),
  };
}

/** One of them. */
export async function atWork(query: Query, now: Date, who: Principal, agentId: string): Promise<AgentAtWork> {
  const found = (await workforce(query, now, who)).items.find(({ id }) => id === agentId);
  if (!found) throw new Failure('not-found');
  return found;
}

/** Indexes `team_member_agent` and primary keys: as many rows as there are agents. */
const agentRows = (query: Query, now: Date, teams: string[] | null, who: Principal): Promise<Row[]> =>
  query(
    `select a.id, a.name, a.capacity, a.languages, coalesce(p.since, a.created_at) as since, coalesce(p.absent, false) as absent,
       p.absent_until as until, s.id as "substituteId", s.name as substitute, p.planned, ps.name as "plannedSubstitute",
       case when p.absent or not ${connected('p', '$1')} then 'offline' else p.state end as state,
       array(select m.team_id from team_member m where m.agent_id = a.id and ($2::uuid[] is null or a.id = $3 or m.team_id = any($2)) order by 1) as "teamIds"
     from agent a left join agent_presence p on p.agent_id = a.id left join agent s on s.id = p.substitute_id
       left join agent ps on ps.id = (p.planned->>'substituteId')::uuid
     where a.active and (a.id = $3 or $2::uuid[] is null
       or exists (select 1 from team_member m where m.agent_id = a.id and m.team_id = any($2)))
     order by a.name collate "fr-x-icu", a.id`,
    [now, teams, who.id],
  );

export interface OpenCases {
  teamId: string;
  channel: ChannelKind | null;
  count: number;
}

/** What lies open with whom, by team and channel. Index `cases_assignee`: as many rows as cases are open and given. */
export async function openCases(
  query: Query,
  agentIds: readonly string[] | null = null,
): Promise<Map<string, OpenCases[]>> {
  const rows = await query<OpenCases & { agentId: string }>(
    `select c.assignee_id as "agentId", c.team_id as "teamId", ch.kind as channel, count(*)::int as count
     from cases c left join channel_account ch on ch.id = c.channel_id
     where c.status = 'open' and c.assignee_id is not null and ($1::uuid[] is null or c.assignee_id = any($1)) group by 1, 2, 3`,
    [agentIds],
  );
  return Map.groupBy(rows, ({ agentId }) => agentId);
}

export const loadOf = (weights: Weights, cases: readonly OpenCases[]): number =>
  cases.reduce((sum, { channel, count }) => sum + weights.of(channel) * count, 0);

function described(row: Row, weights: Weights, cases: readonly OpenCases[], teams: string[] | null): AgentAtWork {
  const load = loadOf(weights, cases);
  const capacity = row.capacity ?? weights.points;
  const open = cases.filter(({ teamId }) => !teams || teams.includes(teamId));
  return {
    id: row.id,
    name: row.name,
    teamIds: row.teamIds,
    state: row.state,
    since: row.since.toISOString(),
    absence: row.absent
      ? {
          until: row.until?.toISOString() ?? null,
          substitute: row.substituteId ? { id: row.substituteId, name: row.substitute! } : null,
        }
      : null,
    planned: plannedOf(row),
    load,
    capacity,
    open: open.reduce((sum, { count }) => sum + count, 0),
    room: roomFor(weights, row.state === 'available' ? capacity - load : 0),
    languages: row.languages,
  };
}

function plannedOf({ planned, plannedSubstitute: name }: Row): AgentAtWork['planned'] {
  if (!planned?.from) return null;
  const { from, until, substituteId, handOver } = planned;
  return { from, until, handOver, substitute: substituteId && name ? { id: substituteId, name } : null };
}

/** How many more of each channel fit into so many points; what weighs nothing is not counted. */
const roomFor = (weights: Weights, points: number): AgentAtWork['room'] =>
  Object.fromEntries(
    ChannelKind.options.flatMap((channel) => {
      const weight = weights.of(channel);
      return weight > 0 ? [[channel, Math.max(0, Math.floor(points / weight))]] : [];
    }),
  );
