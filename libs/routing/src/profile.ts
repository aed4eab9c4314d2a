import { allow, type Principal } from '@guichet/access';
import type { AgentProfile } from '@guichet/contracts';
import type { Database, Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';

/** What an agent can be given: languages, kinds of case, points. */
export async function profileOf(query: Database['read'], who: Principal, agentId: string): Promise<AgentProfile> {
  allow(who, 'agent.read');
  const [profile] = await query<AgentProfile>(
    `select languages, capacity, coalesce((select jsonb_agg(jsonb_build_object('kindId', kind_id, 'level', level) order by kind_id)
       from agent_skill s where s.agent_id = agent.id), '[]') as skills from agent where id = $1`,
    [agentId],
  );
  if (!profile) throw new Failure('not-found');
  return profile;
}

export async function saveProfile(
  tx: Tx,
  who: Principal,
  agentId: string,
  wanted: AgentProfile,
): Promise<AgentProfile> {
  allow(who, 'circulation.manage');
  await profileOf(tx.query, who, agentId);
  const { languages, capacity } = wanted;
  const levels = new Map(wanted.skills.map(({ kindId, level }) => [kindId, level]));
  const kinds = await tx.query<{ id: string }>(`select id from kind where id = any($1::uuid[])`, [[...levels.keys()]]);
  const unknown = wanted.skills.findIndex(({ kindId }) => !kinds.some(({ id }) => id === kindId));
  if (unknown >= 0) throw wrongField(`skills.${unknown}.kindId`, 'no-such-kind');
  await tx.query(`update agent set languages = $2, capacity = $3 where id = $1`, [
    agentId,
    [...new Set(languages)],
    capacity,
  ]);
  await tx.query(`delete from agent_skill where agent_id = $1`, [agentId]);
  await tx.query(
    `insert into agent_skill (agent_id, kind_id, level) select $1, * from unnest($2::uuid[], $3::integer[])`,
    [agentId, [...levels.keys()], [...levels.values()]],
  );
  tx.publish('agent.changed', { agentId });
  return profileOf(tx.query, who, agentId);
}
