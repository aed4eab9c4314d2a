import { allow, type Principal } from '@guichet/access';
import type { AgentProfile } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';

/** Returns what an agent can be assigned: languages, skills in case types, capacity. Throws `not-found`. */
export async function getProfile(reader: Reader, who: Principal, agentId: string): Promise<AgentProfile> {
  allow(who, 'agent.read');
  const [profile] = await reader.query<AgentProfile>(
    `select languages, capacity, coalesce((select jsonb_agg(jsonb_build_object('caseTypeId', case_type_id, 'level', level) order by case_type_id)
       from agent_skill s where s.agent_id = agent.id), '[]') as skills from agent where id = $1`,
    [agentId],
  );
  if (!profile) throw new Failure('not-found');
  return profile;
}

/** Saves what an agent can be assigned. Throws `not-permitted`, `not-found`, or `invalid-request` for an unknown case type. */
export async function saveProfile(
  tx: Tx,
  who: Principal,
  { agentId, wanted }: { agentId: string; wanted: AgentProfile },
): Promise<AgentProfile> {
  allow(who, 'routing.manage');
  await getProfile(tx, who, agentId);
  const { languages, capacity } = wanted;
  const levels = new Map(wanted.skills.map(({ caseTypeId, level }) => [caseTypeId, level]));
  const caseTypes = await tx.query<{ id: string }>(`select id from case_type where id = any($1::uuid[])`, [
    [...levels.keys()],
  ]);
  const unknown = wanted.skills.findIndex(({ caseTypeId }) => !caseTypes.some(({ id }) => id === caseTypeId));
  if (unknown >= 0) throw wrongField(`skills.${unknown}.caseTypeId`, 'no-such-case-type');
  await tx.query(`update agent set languages = $2, capacity = $3 where id = $1`, [
    agentId,
    [...new Set(languages)],
    capacity,
  ]);
  await tx.query(`delete from agent_skill where agent_id = $1`, [agentId]);
  await tx.query(
    `insert into agent_skill (agent_id, case_type_id, level) select $1, * from unnest($2::uuid[], $3::integer[])`,
    [agentId, [...levels.keys()], [...levels.values()]],
  );
  tx.publish('agent.changed', { agentId }, { colleaguesOf: agentId });
  return getProfile(tx, who, agentId);
}
