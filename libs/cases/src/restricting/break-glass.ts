import { actorOf, allow, assertInPerson, scope, scopeOrNone, type Principal } from '@guichet/access';
import {
  BREAK_GLASS_MINUTES,
  reasonWords,
  type Activity,
  type BrokenGlass,
  type RestrictedCase,
} from '@guichet/contracts';
import { BreakGlass, Case, isBroken, type Reader, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import { referencePattern } from '../search/reference-and-number-patterns.js';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';

const MINUTE_MS = 60_000;

/**
 * Opens a restricted case for an agent who is not named, for an hour and for them alone. Its timeline says so, and its agents and
 * the data protection officers are told. What they may do in it follows from their roles, as in any other case.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found` for a case of a team that the permission does not reach; `conflict`
 *   (`not-restricted`) for one that they see anyway.
 */
export async function breakGlass(
  tx: Tx,
  who: Principal,
  { id, reason }: { id: string; reason: string },
): Promise<BrokenGlass> {
  allow(who, 'case.break-glass');
  assertInPerson(who);
  const item = await tx.repo(Case).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!item || !mayBreakGlassIn(who, item.teamId)) throw new Failure('not-found');
  if (!item.restrictedTo || item.restrictedTo.includes(who.id)) throw conflict('not-restricted');
  const until = new Date(tx.now.getTime() + BREAK_GLASS_MINUTES * MINUTE_MS);
  const breakGlassId = newId();
  const opened = { id: breakGlassId, caseId: id, agentId: who.id, agentName: who.name, reason };
  await tx.repo(BreakGlass).insert({ ...opened, at: tx.now, until, endedAt: null });
  await record(tx, who, { item, activity: { type: 'glass-broken', reason, until: until.toISOString() } });
  tx.publish('case.glass-broken', { breakGlassId, agentId: who.id }, { caseId: id, teamIds: [item.teamId] });
  publishOwnRights(tx, who);
  return { caseId: id, until: until.toISOString() };
}

/**
 * Ends that before its time.
 *
 * @throws Failure `not-found` where the agent has not broken the glass of this case, or it has ended.
 */
export async function endBreakGlass(tx: Tx, who: Principal, id: string): Promise<void> {
  const item = await tx.repo(Case).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  const ended = await tx.query(
    `update break_glass b set ended_at = $3, ended_by_id = $2, ended_by_name = $4 where case_id = $1 and agent_id = $2 and ${isBroken('b')} returning id`,
    [id, who.id, tx.now, who.name],
  );
  if (!item || ended.length === 0) throw new Failure('not-found');
  await record(tx, who, { item, activity: { type: 'glass-ended' } });
  tx.publish('case.changed', { fields: ['glass-ended'] }, { caseId: id, teamIds: [item.teamId] });
  publishOwnRights(tx, who);
}

async function record(tx: Tx, who: Principal, { item, activity }: { item: Case; activity: Activity }): Promise<void> {
  await appendEntry(tx, { item, entry: { kind: 'activity', data: activity }, actor: actorOf(who) });
  await saveCase(tx, item);
}

/** Sessions and sockets of the agent read anew which cases are open to them. */
const publishOwnRights = (tx: Tx, who: Principal): void =>
  tx.publish('agent.changed', { agentId: who.id }, { agentId: who.id });

const mayBreakGlassIn = (who: Principal, teamId: string): boolean =>
  (['case.break-glass', 'case.read'] as const).every((one) => scopeOrNone(who, one)?.admitsTeam(teamId));

/**
 * The restricted case of a reference that the agent may open by breaking the glass, and nothing else of it.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found` for any other reference.
 */
export async function findRestrictedCase(reader: Reader, who: Principal, reference: string): Promise<RestrictedCase> {
  allow(who, 'case.break-glass');
  assertInPerson(who);
  // Only with its year: a pattern for a number alone equals no reference.
  const [row] = await reader.query<RestrictedRow>(`${RESTRICTED} where reference = $1`, [referencePattern(reference)]);
  if (!row || !isBehindGlass(who, row)) throw new Failure('not-found');
  return { id: row.id, reference: row.reference };
}

interface RestrictedRow extends RestrictedCase {
  teamId: string;
  assigneeId: string | null;
  restrictedTo: string[] | null;
}

const RESTRICTED = `select id, reference, team_id as "teamId", assignee_id as "assigneeId", restricted_to as "restrictedTo" from cases`;

const isBehindGlass = (who: Principal, row: RestrictedRow): boolean =>
  row.restrictedTo !== null && mayBreakGlassIn(who, row.teamId) && !scope(who, 'case.read').admits(row);

/** What to say of a case that an agent does not see: whoever may break its glass is told that it is there, and nobody else. */
export async function failureForHidden(reader: Reader, who: Principal, id: string): Promise<Failure> {
  if (who.scopes || !scopeOrNone(who, 'case.break-glass')) return new Failure('not-found');
  const [row] = await reader.query<RestrictedRow>(`${RESTRICTED} where id = $1`, [id]);
  if (!row || !isBehindGlass(who, row)) return new Failure('not-found');
  return new Failure('not-found', { reason: 'case-restricted', detail: reasonWords('case-restricted') });
}
