import { randomUUIDv7 } from 'node:crypto';
import type { Agent as AgentShape, CreateAgent, UpdateAgent, UpdateMe } from '@guichet/contracts';
import { Agent, TeamMember, type Database, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { hashPassword, passwordMatches } from './passwords.js';
import { allow, type Principal } from './principal.js';
import { endSessions } from './sessions.js';
import { taken } from './taken.js';

const AGENTS = `select a.id, a.email, a.name, a.role, a.active, a.created_at as "createdAt",
  array(select team_id from team_member m where m.agent_id = a.id) as "teamIds" from agent a`;

export const agents = (database: Database): Promise<AgentShape[]> =>
  database.read(`${AGENTS} order by a.name collate "fr-x-icu", a.id`);

async function agentById(tx: Tx, id: string): Promise<AgentShape> {
  const [agent] = await tx.query<AgentShape>(`${AGENTS} where a.id = $1`, [id]);
  if (!agent) throw new Failure('not-found');
  return agent;
}

export async function createAgent(tx: Tx, who: Principal | null, wanted: CreateAgent): Promise<AgentShape> {
  if (who) allow(who, 'agent.manage');
  const email = wanted.email.toLowerCase();
  const detail = `There is already an agent with the address ${email}.`;
  if (await tx.repo(Agent).existsBy({ email })) throw new Failure('conflict', { detail });
  const id = randomUUIDv7();
  const passwordHash = await hashPassword(wanted.password);
  const { name, role } = wanted;
  await tx
    .repo(Agent)
    .insert({ id, email, name, role, passwordHash, language: null, createdAt: tx.now })
    .catch(taken(detail));
  await setTeams(tx, id, wanted.teamIds);
  tx.publish('agent.changed', { agentId: id });
  return agentById(tx, id);
}

export async function updateAgent(tx: Tx, who: Principal, id: string, wanted: UpdateAgent): Promise<AgentShape> {
  allow(who, 'agent.manage');
  const before = await agentById(tx, id);
  const loses =
    before.role === 'administrator' &&
    before.active &&
    (wanted.active === false || (wanted.role ?? before.role) !== 'administrator');
  if (loses) await assertAnotherAdministrator(tx, id);
  const { password, teamIds, ...fields } = wanted;
  if (Object.keys(fields).length > 0) await tx.repo(Agent).update({ id }, fields);
  if (password) await tx.repo(Agent).update({ id }, { passwordHash: await hashPassword(password) });
  if (teamIds) await setTeams(tx, id, teamIds);
  if (password || wanted.active === false) await endSessions(tx, id, null);
  // They may hold fewer cases now; how many is not for this transaction to wait for.
  if (teamIds || wanted.role || wanted.active === false) await tx.job('unassign-lost', { agentId: id });
  tx.publish('agent.changed', { agentId: id });
  return agentById(tx, id);
}

async function assertAnotherAdministrator(tx: Tx, exceptId: string): Promise<void> {
  // Locked in one order, so that two administrators cannot demote each other at once.
  const others = await tx.query<{ id: string }>(
    `select id from agent where role = 'administrator' and active order by id for update`,
  );
  if (!others.some(({ id }) => id !== exceptId)) {
    throw new Failure('conflict', { detail: 'This is the last active administrator.' });
  }
}

export async function updateMe(tx: Tx, who: Principal, wanted: UpdateMe): Promise<void> {
  const { currentPassword, password, ...fields } = wanted;
  if (password) {
    const { passwordHash } = await tx.repo(Agent).findOneByOrFail({ id: who.id });
    if (!(await passwordMatches(passwordHash, currentPassword ?? ''))) {
      throw new Failure('invalid-request', {
        detail: 'The present password is wrong.',
        errors: [{ path: 'currentPassword', message: 'The present password is wrong.' }],
      });
    }
    await tx.repo(Agent).update({ id: who.id }, { passwordHash: await hashPassword(password) });
    await endSessions(tx, who.id, who.session?.id ?? null);
  }
  if (Object.keys(fields).length > 0) await tx.repo(Agent).update({ id: who.id }, fields);
  tx.publish('agent.changed', { agentId: who.id });
}

async function setTeams(tx: Tx, agentId: string, teamIds: string[]): Promise<void> {
  await tx.repo(TeamMember).delete({ agentId });
  if (teamIds.length === 0) return;
  const inserted = await tx.query(
    `insert into team_member (team_id, agent_id) select id, $2 from team where id = any($1::uuid[]) returning team_id`,
    [[...new Set(teamIds)], agentId],
  );
  if (inserted.length !== new Set(teamIds).size) {
    throw new Failure('invalid-request', { errors: [{ path: 'teamIds', message: 'There is no such team.' }] });
  }
}
