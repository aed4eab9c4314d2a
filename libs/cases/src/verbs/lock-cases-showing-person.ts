import { caseFor, parameters, Scope, scope, type Principal } from '@guichet/access';
import { People, evidenceAudienceTeams } from '@guichet/citizens';
import type { Case, Tx } from '@guichet/database';
import { NOTICED_CASES } from './record-person-activities.js';

/** The teams that may know what is said of a person, and the open cases that show it: locked, before the person is. */
export async function lockInformedCases(
  tx: Tx,
  who: Principal,
  { id, caseId }: { id: string; caseId: string | undefined },
): Promise<[string[], Case[]]> {
  const teamIds = await evidenceAudienceTeams(tx, who, { id, caseId });
  const people = await People.known(tx.query, who, [id]);
  const ids = people.descendants(people.rootOf(id)).map((citizen) => citizen.id);
  // Nothing but the restricted case itself may show what was learnt in it.
  if (caseId && teamIds.length === 0)
    return [teamIds, [await caseFor(tx, who, { id: caseId, permission: 'citizen.update' })]];
  return [teamIds, await newestOpen(tx, who, { citizenIds: ids, visible: Scope.of(who, teamIds) })];
}

export async function newestOpen(
  tx: Tx,
  who: Principal,
  { citizenIds, visible }: { citizenIds: readonly string[]; visible: Scope },
): Promise<Case[]> {
  const { values, bind } = parameters(citizenIds);
  const rows = await tx.query<{ id: string }>(
    `select id from (
       select id from cases where citizen_id = any($1::uuid[]) and status not in ('closed', 'spam') and merged_into_id is null and ${visible.sql('cases', bind)}
         and ${scope(who, 'citizen.update').sql('cases', bind)}
       order by last_entry_at desc limit ${NOTICED_CASES}) k order by id`,
    values,
  );
  const cases: Case[] = [];
  for (const { id } of rows) cases.push(await caseFor(tx, who, { id, permission: 'citizen.update' }));
  return cases;
}
