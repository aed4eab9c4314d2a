import type { Database } from '@guichet/database';
import type { Weights } from './capacity.js';
import type { Candidate } from './choose.js';
import { connected } from './connected.js';
import { loadOf, openCases } from './workforce.js';

/** Team → its active members, as candidates for its cases. Whoever is in two teams is one and the same in both. */
export async function teamMates(
  query: Database['read'],
  now: Date,
  weights: Weights,
  teamIds: readonly string[],
): Promise<Map<string, Candidate[]>> {
  const rows = await memberRows(query, now, teamIds);
  const loads = await openCases(query, [...new Set(rows.map(({ id }) => id))]);
  const known = new Map<string, Candidate>();
  const mates = new Map<string, Candidate[]>(teamIds.map((id) => [id, []]));
  for (const { id, name, available, languages, skills, capacity, givenAt, teamId } of rows) {
    const mate = known.get(id) ?? {
      id,
      name,
      available,
      languages,
      skills: new Map(skills.map((skill) => [skill.kindId, skill.level])),
      load: loadOf(weights, loads.get(id) ?? []),
      capacity: capacity ?? weights.points,
      givenAt: givenAt?.getTime() ?? 0,
    };
    known.set(id, mate);
    mates.get(teamId)!.push(mate);
  }
  return mates;
}

interface MemberRow extends Pick<Candidate, 'id' | 'name' | 'available' | 'languages'> {
  teamId: string;
  skills: { kindId: string; level: number }[];
  capacity: number | null;
  givenAt: Date | null;
}

/** Primary keys of `team_member`, `agent_skill`, `agent_presence`: as many rows as there are members. */
const memberRows = (query: Database['read'], now: Date, teamIds: readonly string[]): Promise<MemberRow[]> =>
  query(
    `select m.team_id as "teamId", a.id, a.name, a.languages, a.capacity, p.given_at as "givenAt",
       coalesce(p.state = 'available' and not p.absent and ${connected('p', '$2')}, false) as available,
       coalesce((select jsonb_agg(jsonb_build_object('kindId', kind_id, 'level', level)) from agent_skill s where s.agent_id = a.id), '[]') as skills
     from team_member m join agent a on a.id = m.agent_id and a.active left join agent_presence p on p.agent_id = a.id
     where m.team_id = any($1::uuid[])`,
    [teamIds, now],
  );
