import { parameters, reach, Scope, scope, type Principal } from '@guichet/access';
import { type Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { People } from './people-visible-to-agent.js';

/**
 * The teams that may know what an agent says of a person: the team of the case in which the agent learnt it, else those
 * that know the person of the teams in which the agent works: by membership, or by a role for given teams or sectors. Agents who
 * see every case know it, too. What is learnt in a restricted case is for no team.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `invalid-request` for a case that is not theirs.
 */
export async function evidenceAudienceTeams(
  tx: Tx,
  who: Principal,
  { id, caseId }: { id: string; caseId: string | undefined },
): Promise<string[]> {
  const rootId = (await People.known(tx.query, who, [id])).rootOf(id);
  if (caseId) return teamsOf(tx, who, { rootId, caseId });
  const how = reach(who, 'citizen.update');
  const own = how === 'everywhere' || how === 'nowhere' ? Scope.of(who, who.teamIds) : Scope.reached(who, how);
  const { values, bind } = parameters(rootId);
  const rows = await tx.query<{ id: string }>(
    `select k.team_id as id from citizen z join cases k on k.citizen_id = z.id where z.root_id = $1 and k.restricted_to is null and ${own.sql('k', bind)}
     union select t.id from citizen z join handle h on h.citizen_id = z.id join handle_evidence v on v.handle_id = h.id
       cross join unnest(v.team_ids) t(id) where z.root_id = $1 and ${own.sqlTeam('t.id', bind)}`,
    values,
  );
  return rows.map(({ id }) => id);
}

async function teamsOf(
  tx: Tx,
  who: Principal,
  { rootId, caseId }: { rootId: string; caseId: string },
): Promise<string[]> {
  const { values, bind } = parameters(caseId, rootId);
  const [row] = await tx.query<{ id: string; open: boolean }>(
    `select k.team_id as id, k.restricted_to is null as open from cases k join citizen z on z.id = k.citizen_id
     where k.id = $1 and z.root_id = $2 and ${scope(who, 'citizen.update').sql('k', bind)}`,
    values,
  );
  if (row) return row.open ? [row.id] : [];
  throw wrongField('caseId', 'no-such-case');
}
