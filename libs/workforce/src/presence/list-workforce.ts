import { parameters, scopeOrNone, Scope, seesWhatIsAssigned, worksInTeam, type Principal } from '@guichet/access';
import {
  ChannelKind,
  type WorkforceMember,
  type AgentState,
  type SetAbsence,
  type Workforce,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { CaseWeights } from '../assignment/capacity.js';
import { relievedUntil } from '../assignment/relief.js';
import { loadOf, openCases, type OpenCases } from '../assignment/agent-load.queries.js';
import { isConnected } from './is-connected.js';

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
  /** Whether any case may be assigned to them. */
  takesCases: boolean;
  invited: boolean;
  languages: string[];
  relievedUntil: Date | null;
}

/**
 * Lists the agents of the teams that the reader sees, and the reader. Their load counts all their cases, as it decides what
 * they can be assigned; their teams and numbers of cases are limited to what the reader may see. Cases that are
 * restricted are in the number of their assignee alone.
 */
export async function listWorkforce(reader: Reader, who: Principal): Promise<Workforce> {
  const teams = scopeOrNone(who, 'case.read') ?? Scope.none;
  const [weights, rows, loads] = [
    await CaseWeights.load(reader),
    await agentRows(reader, teams, who),
    await openCases(reader),
  ];
  return {
    items: rows.map((row) =>
      toMember(row, { weights, cases: loads.get(row.id) ?? [], teams: row.id === who.id ? null : teams }),
    ),
  };
}

/** Returns one of these agents. Throws `not-found` for any other. */
export async function getWorkforceMember(reader: Reader, who: Principal, agentId: string): Promise<WorkforceMember> {
  const found = (await listWorkforce(reader, who)).items.find(({ id }) => id === agentId);
  if (!found) throw new Failure('not-found');
  return found;
}

/** SQL: any case may be assigned to the agent, be it by hand alone, as to whoever sees only that. */
const takesCases = (agent: string): string =>
  `(exists (select 1 from team t where ${worksInTeam(agent, 't.id')}) or ${seesWhatIsAssigned(agent)})`;

/** Indexes `team_member_agent` and primary keys: as many rows as there are agents. */
function agentRows(reader: Reader, teams: Scope, who: Principal): Promise<Row[]> {
  const { values, bind } = parameters(reader.now, who.id);
  return reader.query(
    `select a.id, a.name, a.capacity, a.languages, ${takesCases('a')} as "takesCases",
       exists (select 1 from password_link l where l.agent_id = a.id and l.purpose = 'invitation') as invited, coalesce(p.since, a.created_at) as since, coalesce(p.absent, false) as absent,
       p.absent_until as until, s.id as "substituteId", s.name as substitute, p.planned, ps.name as "plannedSubstitute",
       case when exists (select 1 from team_member m join team t on t.id = m.team_id and t.queue ->> 'assignment' = 'automatic' where m.agent_id = a.id)
         then ${relievedUntil('a.id', '$1')} end as "relievedUntil",
       case when p.absent or not ${isConnected('p', '$1')} then 'offline' else p.state end as state,
       array(select m.team_id from team_member m where m.agent_id = a.id and (a.id = $2 or ${teams.sqlTeam('m.team_id', bind)}) order by 1) as "teamIds"
     from agent a left join agent_presence p on p.agent_id = a.id left join agent s on s.id = p.substitute_id
       left join agent ps on ps.id = (p.planned->>'substituteId')::uuid
     where a.active and (a.id = $2 or ${teams.sqlWhole(bind)}
       or exists (select 1 from team_member m where m.agent_id = a.id and ${teams.sqlTeam('m.team_id', bind)}))
     order by a.name collate "fr-x-icu", a.id`,
    values,
  );
}

function toMember(
  row: Row,
  { weights, cases, teams }: { weights: CaseWeights; cases: readonly OpenCases[]; teams: Scope | null },
): WorkforceMember {
  const load = loadOf(weights, cases);
  // Who may only read, as a data protection officer, is in no team or has not come yet would stand there with room that there is not.
  const capacity = row.takesCases && !row.invited ? (row.capacity ?? weights.points) : 0;
  const open = cases.filter(({ teamId, restricted }) => !teams || (!restricted && teams.admitsTeam(teamId)));
  return {
    id: row.id,
    name: row.name,
    teamIds: row.teamIds,
    state: row.state,
    invited: row.invited,
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
    freeSlots: freeSlotsFor(weights, row.state === 'available' && row.takesCases ? capacity - load : 0),
    languages: row.languages,
    relievedUntil: row.relievedUntil?.toISOString() ?? null,
  };
}

function plannedOf({ planned, plannedSubstitute: name }: Row): WorkforceMember['planned'] {
  if (!planned?.from) return null;
  const { from, until, substituteId, handOver } = planned;
  return { from, until, handOver, substitute: substituteId && name ? { id: substituteId, name } : null };
}

/** How many more cases of each channel fit into these points. Channels that weigh nothing are left out. */
const freeSlotsFor = (weights: CaseWeights, points: number): WorkforceMember['freeSlots'] =>
  Object.fromEntries(
    ChannelKind.options.flatMap((channel) => {
      const weight = weights.of(channel);
      return weight > 0 ? [[channel, Math.max(0, Math.floor(points / weight))]] : [];
    }),
  );
