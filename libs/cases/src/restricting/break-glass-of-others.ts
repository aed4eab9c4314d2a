import { actorOf, assertInPerson, scopeOrNone, type Principal } from '@guichet/access';
import { shippedRole, type OpenGlass } from '@guichet/contracts';
import { Case, isBroken, isoTime, type Reader, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';

type Restricted = Pick<Case, 'teamId' | 'restrictedTo'>;

/**
 * Who sees a restricted case now without being named, and says why: for those who may end that.
 *
 * @throws Failure `not-found` for everybody else, and where the case is not restricted.
 */
export async function openGlasses(reader: Reader, who: Principal, id: string): Promise<OpenGlass[]> {
  const [item] = await reader.query<Restricted>(
    `select team_id as "teamId", restricted_to as "restrictedTo" from cases where id = $1`,
    [id],
  );
  if (!item || !watchesOver(who, item)) throw new Failure('not-found');
  return reader.query<OpenGlass>(
    `select jsonb_build_object('id', b.agent_id, 'name', a.name) as agent, b.reason, ${isoTime('b.at')} as at, ${isoTime('b.until')} as until
     from break_glass b join agent a on a.id = b.agent_id where b.case_id = $1 and ${isBroken('b')} order by b.at, b.id`,
    [id],
  );
}

/**
 * Ends the access of somebody else, who has broken the glass of a case, before its time. The restriction stays as it is. They lose the
 * case at once, and may break the glass anew with another reason, which alarms everybody again.
 *
 * @throws Failure `not-permitted` for a token; `not-found` as `openGlasses`, and where the agent does not have the case open so.
 */
export async function endBreakGlassOf(
  tx: Tx,
  who: Principal,
  { id, agentId }: { id: string; agentId: string },
): Promise<void> {
  assertInPerson(who);
  const item = await tx.repo(Case).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!item || !watchesOver(who, item)) throw new Failure('not-found');
  const [ended] = await tx.query<{ name: string }>(
    `update break_glass b set ended_at = $3, ended_by_id = $4, ended_by_name = $5 where case_id = $1 and agent_id = $2 and ${isBroken('b')} returning agent_name as name`,
    [id, agentId, tx.now, who.id, who.name],
  );
  if (!ended) throw new Failure('not-found');
  const data = { type: 'glass-ended', of: ended.name } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['glass-ended'] }, { caseId: id, teamIds: [item.teamId] });
  tx.publish('agent.changed', { agentId }, { agentId });
  tx.publish('case.withdrawn', { caseId: id }, { agentId });
}

/**
 * Those who are named, those who may restrict cases of the team, and the data protection officers, who are alarmed. Whoever is not
 * named must be one who may know that the case is there.
 */
function watchesOver(who: Principal, { teamId, restrictedTo }: Restricted): boolean {
  if (!restrictedTo || who.scopes || !scopeOrNone(who, 'case.read')?.admitsTeam(teamId)) return false;
  if (restrictedTo.includes(who.id)) return true;
  if (!scopeOrNone(who, 'case.break-glass')?.admitsTeam(teamId)) return false;
  return isDpo(who) || scopeOrNone(who, 'case.restrict')?.admitsTeam(teamId) === true;
}

export const isDpo = ({ grants }: Principal): boolean => grants.some(({ roleId }) => roleId === shippedRole('dpo').id);
