import { caseFor, teamsFor, type Principal } from '@guichet/access';
import { addHandle, detachHandle, People, renameCitizen, teamsToTell, tellApart, untellApart } from '@guichet/citizens';
import type { AddHandle, DetachHandle } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { tell, tellIn, tellingsOf, TELLING } from './merge-people.js';

/** Another name of a person, in their own cases that the agent may change, too; hidden ones keep what they tell. */
export async function renamePerson(tx: Tx, who: Principal, id: string, name: string): Promise<void> {
  const { id: citizenId } = (await People.known(tx.query, who, [id])).chief(id);
  const teamIds = teamsFor(who, 'citizen.update');
  // Cases before citizens: the order of everybody who locks both.
  const cases = await tx.query<{ id: string; teamId: string; from: string }>(
    `select id, team_id as "teamId", citizen_name as "from" from cases
     where citizen_id = $1 and ($2::uuid[] is null or team_id = any($2)) order by id for update`,
    [citizenId, teamIds],
  );
  const telling = await newestOpen(tx, who, [citizenId], teamIds);
  for (const item of telling.filter(({ citizenName }) => citizenName !== name)) {
    const from = item.citizenName;
    item.citizenName = name;
    await tellIn(tx, who, item, { type: 'citizen-renamed', from, to: name });
  }
  const silent = cases.filter(({ id, from }) => from !== name && !telling.some((item) => item.id === id));
  await tx.query(`update cases set citizen_name = $2, version = version + 1 where id = any($1::uuid[])`, [
    silent.map((one) => one.id),
    name,
  ]);
  for (const { id: caseId, teamId } of silent)
    tx.publish('case.changed', { fields: ['citizen'] }, { caseId, teamIds: [teamId] });
  await renameCitizen(tx, who, citizenId, name);
}

/** An agent says that an address is a person's. */
export async function giveHandle(tx: Tx, who: Principal, id: string, wanted: AddHandle): Promise<void> {
  const [teamIds, cases] = await audience(tx, who, id, wanted.caseId);
  const address = await addHandle(tx, who, id, wanted, teamIds);
  const { evidence } = wanted;
  for (const item of cases) await tellIn(tx, who, item, { type: 'handle-added', address, evidence });
}

/** An agent says that an address is not a person's, and why. Giving it again takes this back. */
export async function takeHandle(
  tx: Tx,
  who: Principal,
  id: string,
  handleId: string,
  { reason, caseId }: DetachHandle,
): Promise<void> {
  const [teamIds, cases] = await audience(tx, who, id, caseId);
  const address = await detachHandle(tx, who, id, handleId, reason, teamIds);
  for (const item of cases) await tellIn(tx, who, item, { type: 'handle-detached', address, reason });
}

export async function tellPeopleApart(tx: Tx, who: Principal, id: string, otherId: string): Promise<void> {
  const tellings = await tellingsOfTwo(tx, who, id, otherId);
  if (await tellApart(tx, who, id, otherId))
    await tell(tx, who, tellings, (names) => ({ type: 'citizen-distinct', ...names }));
}

/** Takes back that two persons are not one. */
export async function untellPeopleApart(tx: Tx, who: Principal, id: string, otherId: string): Promise<void> {
  const tellings = await tellingsOfTwo(tx, who, id, otherId);
  await untellApart(tx, who, id, otherId);
  await tell(tx, who, tellings, (names) => ({ type: 'citizen-distinct-undone', ...names }));
}

async function tellingsOfTwo(tx: Tx, who: Principal, id: string, otherId: string) {
  const people = await People.known(tx.query, who, [id, otherId]);
  return tellingsOf(tx, who, people, { top: people.rootOf(id) }, { top: people.rootOf(otherId) });
}

/** Teams that may know what is said of a person, and the cases in which they are told: locked, before the person is. */
async function audience(tx: Tx, who: Principal, id: string, caseId: string | undefined): Promise<[string[], Case[]]> {
  const teamIds = await teamsToTell(tx, who, id, caseId);
  const people = await People.known(tx.query, who, [id]);
  const ids = people.below(people.rootOf(id)).map((citizen) => citizen.id);
  return [teamIds, await newestOpen(tx, who, ids, teamIds)];
}

async function newestOpen(
  tx: Tx,
  who: Principal,
  citizenIds: readonly string[],
  teamIds: readonly string[] | null,
): Promise<Case[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from (
       select id from cases where citizen_id = any($1::uuid[]) and status <> 'closed' and merged_into_id is null and ($2::uuid[] is null or team_id = any($2))
       order by last_entry_at desc limit ${TELLING}) k order by id`,
    [citizenIds, teamIds],
  );
  const cases: Case[] = [];
  for (const { id } of rows) cases.push(await caseFor(tx, who, id, 'citizen.update'));
  return cases;
}
