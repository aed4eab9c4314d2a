import { caseFor, parameters, Scope, scope, type Principal } from '@guichet/access';
import {
  linkHandle,
  unlinkHandle,
  People,
  renameCitizen,
  teamsToInform,
  insertDistinct,
  deleteDistinct,
} from '@guichet/citizens';
import type { AddHandle, DetachHandle } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { recordPersonActivities, recordPersonActivity, noticesFor, NOTICED_CASES } from './merge-people.js';
import { saveCases } from '../timeline/write-cases-and-entries.js';

/**
 * Gives a person another name, in themselves and in those of their cases that the agent may change; other cases keep the name
 * that they show.
 *
 * @throws Failure `not-found` for a person whom the agent may not know.
 */
export async function renamePerson(tx: Tx, who: Principal, { id, name }: { id: string; name: string }): Promise<void> {
  const { id: citizenId } = (await People.known(tx.query, who, [id])).primary(id);
  const visible = scope(who, 'citizen.update');
  const { values, bind } = parameters(citizenId);
  // Cases before citizens: the order of everybody who locks both.
  const cases = await tx.query<Pick<Case, 'id' | 'teamId' | 'version' | 'citizenName'>>(
    `select id, team_id as "teamId", version, citizen_name as "citizenName" from cases
     where citizen_id = $1 and ${visible.sql('cases', bind)} order by id for update`,
    values,
  );
  const shown = await newestOpen(tx, who, { citizenIds: [citizenId], visible });
  for (const item of shown.filter(({ citizenName }) => citizenName !== name)) {
    const from = item.citizenName;
    item.citizenName = name;
    await recordPersonActivity(tx, who, { item, activity: { type: 'citizen-renamed', from, to: name } });
  }
  const others = cases.filter((item) => item.citizenName !== name && !shown.some(({ id }) => id === item.id));
  await showName(tx, others, name);
  await renameCitizen(tx, who, { citizenId, name });
}

/**
 * A person who was known by an address alone has a name now: their cases that show the address show the name instead. For what
 * a provider says of them, which every team may know.
 */
export async function nameInCases(
  tx: Tx,
  { citizenId, address, name }: { citizenId: string; address: string; name: string },
): Promise<void> {
  const cases = await tx.query<Pick<Case, 'id' | 'teamId' | 'version' | 'citizenName'>>(
    `select id, team_id as "teamId", version, citizen_name as "citizenName" from cases
     where citizen_id = $1 and citizen_name = $2 order by id for update`,
    [citizenId, address],
  );
  await showName(tx, cases, name);
}

/** Lets locked cases show another name of their person, without an activity. */
async function showName(
  tx: Tx,
  cases: readonly Pick<Case, 'id' | 'teamId' | 'version' | 'citizenName'>[],
  name: string,
): Promise<void> {
  for (const item of cases) item.citizenName = name;
  await saveCases(tx, cases, ['citizenName']);
  for (const { id: caseId, teamId } of cases)
    tx.publish('case.changed', { fields: ['citizen'] }, { caseId, teamIds: [teamId] });
}

/**
 * Records that an agent says an address is a person's; the open cases of the person show it.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` for the address of somebody else,
 * `invalid-request` for what is no address.
 */
export async function addHandle(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: AddHandle },
): Promise<void> {
  const [teamIds, cases] = await lockInformedCases(tx, who, { id, caseId: wanted.caseId });
  const address = await linkHandle(tx, who, { id, wanted, teamIds });
  const { evidence } = wanted;
  for (const item of cases)
    await recordPersonActivity(tx, who, { item, activity: { type: 'handle-added', address, evidence } });
}

/**
 * Records that an agent says an address is not a person's, and why; to add it again undoes this.
 *
 * @throws Failure `not-found` for a person or an address that the agent may not know, `conflict` for an address that a page or
 * a provider vouches for.
 */
export async function detachHandle(
  tx: Tx,
  who: Principal,
  { id, handleId, wanted: { reason, caseId } }: { id: string; handleId: string; wanted: DetachHandle },
): Promise<void> {
  const [teamIds, cases] = await lockInformedCases(tx, who, { id, caseId });
  const address = await unlinkHandle(tx, who, { id, handleId, reason, teamIds });
  for (const item of cases)
    await recordPersonActivity(tx, who, { item, activity: { type: 'handle-detached', address, reason } });
}

/**
 * Records that an agent says two persons are not one: they are no longer suggested as duplicates.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` where the two are one person by a merge.
 */
export async function markDistinct(
  tx: Tx,
  who: Principal,
  { id, otherId }: { id: string; otherId: string },
): Promise<void> {
  const notices = await noticesForBoth(tx, who, { id, otherId });
  if (await insertDistinct(tx, who, { id, otherId }))
    await recordPersonActivities(tx, who, { notices, activityOf: (names) => ({ type: 'citizen-distinct', ...names }) });
}

/**
 * Undoes `markDistinct`.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` where nobody has said so.
 */
export async function unmarkDistinct(
  tx: Tx,
  who: Principal,
  { id, otherId }: { id: string; otherId: string },
): Promise<void> {
  const notices = await noticesForBoth(tx, who, { id, otherId });
  await deleteDistinct(tx, who, { id, otherId });
  await recordPersonActivities(tx, who, {
    notices,
    activityOf: (names) => ({ type: 'citizen-distinct-undone', ...names }),
  });
}

async function noticesForBoth(tx: Tx, who: Principal, { id, otherId }: { id: string; otherId: string }) {
  const people = await People.known(tx.query, who, [id, otherId]);
  return noticesFor(tx, who, { people, sides: [{ top: people.rootOf(id) }, { top: people.rootOf(otherId) }] });
}

/** The teams that may know what is said of a person, and the open cases that show it: locked, before the person is. */
async function lockInformedCases(
  tx: Tx,
  who: Principal,
  { id, caseId }: { id: string; caseId: string | undefined },
): Promise<[string[], Case[]]> {
  const teamIds = await teamsToInform(tx, who, { id, caseId });
  const people = await People.known(tx.query, who, [id]);
  const ids = people.descendants(people.rootOf(id)).map((citizen) => citizen.id);
  return [teamIds, await newestOpen(tx, who, { citizenIds: ids, visible: new Scope(teamIds) })];
}

async function newestOpen(
  tx: Tx,
  who: Principal,
  { citizenIds, visible }: { citizenIds: readonly string[]; visible: Scope },
): Promise<Case[]> {
  const { values, bind } = parameters(citizenIds);
  const rows = await tx.query<{ id: string }>(
    `select id from (
       select id from cases where citizen_id = any($1::uuid[]) and status <> 'closed' and merged_into_id is null and ${visible.sql('cases', bind)}
       order by last_entry_at desc limit ${NOTICED_CASES}) k order by id`,
    values,
  );
  const cases: Case[] = [];
  for (const { id } of rows) cases.push(await caseFor(tx, who, { id, permission: 'citizen.update' }));
  return cases;
}
