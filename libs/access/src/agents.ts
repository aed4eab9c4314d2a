import { randomUUIDv7 } from 'node:crypto';
import type { Agent as AgentShape, CreateAgent, UpdateAgent, UpdateMe } from '@guichet/contracts';
import { Agent, isoTime, TeamMember, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField, conflict } from '@guichet/platform';
import { hashPassword, passwordMatches } from './passwords.js';
import { allow, type Principal } from './principal.js';
import { endSessions } from './sessions.js';
import { conflictOnDuplicate } from './conflict-on-duplicate.js';

const AGENTS = `select a.id, a.email, a.name, a.role, a.active, ${isoTime('a.created_at')} as "createdAt",
  array(select team_id from team_member m where m.agent_id = a.id) as "teamIds" from agent a`;

/** All agents, by name. */
export const agents = (reader: Reader): Promise<AgentShape[]> =>
  reader.query(`${AGENTS} order by a.name collate "fr-x-icu", a.id`);

async function agentById(tx: Tx, id: string): Promise<AgentShape> {
  const [agent] = await tx.query<AgentShape>(`${AGENTS} where a.id = $1`, [id]);
  if (!agent) throw new Failure('not-found');
  return agent;
}

/**
 * Creates an agent in some teams. `who` is null where there is no agent yet: for the first administrator.
 *
 * @throws Failure `not-permitted`, `conflict` for an address that another agent has, `invalid-request` for a team that there is not.
 */
export async function createAgent(tx: Tx, who: Principal | null, wanted: CreateAgent): Promise<AgentShape> {
  if (who) allow(who, 'agent.manage');
  const email = wanted.email.toLowerCase();
  if (await tx.repo(Agent).existsBy({ email })) throw conflict('agent-address-taken', { address: email });
  const id = randomUUIDv7();
  const passwordHash = await hashPassword(wanted.password);
  const { name, role } = wanted;
  await tx
    .repo(Agent)
    .insert({ id, email, name, role, passwordHash, language: null, createdAt: tx.now })
    .catch(conflictOnDuplicate('agent-address-taken', { address: email }));
  await setTeams(tx, id, wanted.teamIds);
  tx.publish('agent.changed', { agentId: id }, { everybody: 'Every agent sees the names and teams of the others.' });
  return agentById(tx, id);
}

/**
 * Changes an agent. A new password or a deactivation ends their sessions; cases that they may no longer have go back to the queue.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` where no active administrator would be left, `invalid-request`.
 */
export async function updateAgent(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: UpdateAgent },
): Promise<AgentShape> {
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
  // They may have fewer cases now. There can be many, so a job gives them back.
  if (teamIds || wanted.role || wanted.active === false) await tx.job('unassign-lost', { agentId: id });
  tx.publish('agent.changed', { agentId: id }, { everybody: 'Every agent sees the names and teams of the others.' });
  return agentById(tx, id);
}

async function assertAnotherAdministrator(tx: Tx, exceptId: string): Promise<void> {
  // Locked in one order, so that two administrators cannot demote each other at once.
  const others = await tx.query<{ id: string }>(
    `select id from agent where role = 'administrator' and active order by id for update`,
  );
  if (!others.some(({ id }) => id !== exceptId)) {
    throw conflict('last-administrator');
  }
}

/**
 * Changes what agents may change of themselves; a new password ends their other sessions.
 *
 * @throws Failure `invalid-request` where the present password is wrong.
 */
export async function updateMe(tx: Tx, who: Principal, wanted: UpdateMe): Promise<void> {
  const { currentPassword, password, ...fields } = wanted;
  if (password) {
    const { passwordHash } = await tx.repo(Agent).findOneByOrFail({ id: who.id });
    if (!(await passwordMatches(passwordHash, currentPassword ?? ''))) {
      throw wrongField('currentPassword', 'password-wrong');
    }
    await tx.repo(Agent).update({ id: who.id }, { passwordHash: await hashPassword(password) });
    await endSessions(tx, who.id, who.session?.id ?? null);
  }
  if (Object.keys(fields).length > 0) await tx.repo(Agent).update({ id: who.id }, fields);
  tx.publish(
    'agent.changed',
    { agentId: who.id },
    { everybody: 'Every agent sees the names and teams of the others.' },
  );
}

async function setTeams(tx: Tx, agentId: string, teamIds: string[]): Promise<void> {
  await tx.repo(TeamMember).delete({ agentId });
  if (teamIds.length === 0) return;
  const inserted = await tx.query(
    `insert into team_member (team_id, agent_id) select id, $2 from team where id = any($1::uuid[]) returning team_id`,
    [[...new Set(teamIds)], agentId],
  );
  if (inserted.length !== new Set(teamIds).size) {
    throw wrongField('teamIds', 'no-such-team');
  }
}
