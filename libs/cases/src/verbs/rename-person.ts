import { parameters, scope, type Principal } from '@guichet/access';
import { People, renameCitizen } from '@guichet/citizens';
import type { Case, Tx } from '@guichet/database';
import { recordPersonActivity } from './record-person-activities.js';
import { saveCases } from '../timeline/write-cases-and-entries.js';
import { newestOpen } from './lock-cases-showing-person.js';

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
