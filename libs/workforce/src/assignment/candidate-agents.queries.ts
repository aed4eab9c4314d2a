import { worksInTeam } from '@guichet/access';
import type { Reader } from '@guichet/database';
import type { CaseWeights } from './capacity.js';
import type { Candidate } from './choose-agent.js';
import { isConnected } from '../presence/is-connected.js';
import { relievedUntil } from './relief.js';
import { loadOf, openCasesByAgent, type OpenCases } from './agent-load.queries.js';

/**
 * Returns, by team, its active members who may have its cases as candidates for them. An agent of two teams is one object in both, so that an
 * assignment in one team counts in the other.
 */
export async function loadCandidates(
  reader: Reader,
  weights: CaseWeights,
  teamIds: readonly string[],
): Promise<Map<string, Candidate[]>> {
  const rows = await memberRows(reader, teamIds);
  const known = new Map<string, Candidate>();
  const candidates = new Map<string, Candidate[]>(teamIds.map((id) => [id, []]));
  for (const { id, name, available, languages, skills, capacity, open, lastAssignedAt, teamId } of rows) {
    const candidate = known.get(id) ?? {
      id,
      name,
      available,
      languages,
      skills: new Map(skills.map((skill) => [skill.caseTypeId, skill.level])),
      load: loadOf(weights, open),
      capacity: capacity ?? weights.points,
      lastAssignedAt: lastAssignedAt?.getTime() ?? 0,
    };
    known.set(id, candidate);
    candidates.get(teamId)!.push(candidate);
  }
  return candidates;
}

interface MemberRow extends Pick<Candidate, 'id' | 'name' | 'available' | 'languages'> {
  teamId: string;
  skills: { caseTypeId: string; level: number }[];
  capacity: number | null;
  open: OpenCases[];
  lastAssignedAt: Date | null;
}

/**
 * One statement sees one moment: whoever has just been relieved of a case would otherwise be read as available before that, and with the
 * capacity that it has freed after it. Primary keys of `team_member`, `role_grant_agent`, `agent_skill`, `agent_presence`, `agent_relief`:
 * as many rows as there are members, and their open cases.
 */
const memberRows = (reader: Reader, teamIds: readonly string[]): Promise<MemberRow[]> =>
  reader.query(
    `with held as materialized (
       select "agentId", jsonb_agg(to_jsonb(h)) as open
       from (${openCasesByAgent('assignee_id in (select agent_id from team_member where team_id = any($1::uuid[]))')}) h group by 1)
     select m.team_id as "teamId", a.id, a.name, a.languages, a.capacity, p.last_assigned_at as "lastAssignedAt",
       coalesce(p.state = 'available' and not p.absent and ${isConnected('p', '$2')} and ${relievedUntil('a.id', '$2')} is null, false) as available,
       coalesce((select jsonb_agg(jsonb_build_object('caseTypeId', case_type_id, 'level', level)) from agent_skill s where s.agent_id = a.id), '[]') as skills,
       coalesce(h.open, '[]') as open
     from team_member m join agent a on a.id = m.agent_id and a.active left join agent_presence p on p.agent_id = a.id
       left join held h on h."agentId" = a.id
     where m.team_id = any($1::uuid[]) and ${worksInTeam('a', 'm.team_id')}`,
    [teamIds, reader.now],
  );
