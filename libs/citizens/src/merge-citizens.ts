import type { Principal } from '@guichet/access';
import { CitizenMerge, type Audience, type Tx } from '@guichet/database';
import { Failure, conflict, newId } from '@guichet/platform';
import { assertNotIntoUnproved } from './assert-not-into-unproved.js';
import { People } from './people-visible-to-agent.js';

/** Two persons that became one, or two again: a citizen with all below it, and who they were merged into. */
export interface Merging {
  mergeId: string;
  citizenId: string;
  intoId: string;
  reason: string;
}

/**
 * Merges two persons, of whom an agent says that they are one. Nothing that belongs to either is rewritten: the root of the
 * one points to the root of the other, and the pointer can be taken away again. All code that locks both locks cases before
 * citizens.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` where they are one person already, or were
 * merged meanwhile, or where the one who stays is known by unproved addresses alone and the other better, and that is not `confirmed`.
 */
export async function mergeCitizens(
  tx: Tx,
  who: Principal,
  { id, otherId, reason, confirmed }: { id: string; otherId: string; reason: string; confirmed?: true | undefined },
): Promise<Merging> {
  const known = await People.known(tx.query, who, [id, otherId]);
  const [citizenId, intoId] = [known.rootOf(id), known.rootOf(otherId)];
  if (citizenId === intoId) throw conflict('one-person');
  if (!confirmed) await assertNotIntoUnproved(tx, who, { citizenId, intoId });
  await lockPersons(tx, [citizenId, intoId]);
  const mergeId = newId();
  await tx.query(`update citizen set merged_into_id = $2 where id = $1`, [citizenId, intoId]);
  await tx.query(`update citizen set root_id = $2 where root_id = $1`, [citizenId, intoId]);
  await tx.query(`update citizen set was_merged = true where id = any($1::uuid[]) and not was_merged`, [[citizenId, intoId]]); // prettier-ignore
  await tx.repo(CitizenMerge).insert({
    id: mergeId,
    citizenId,
    intoId,
    reason,
    at: tx.now,
    byId: who.id,
    byName: who.name,
    undoneAt: null,
    undoneById: null,
    undoneBy: null,
  });
  await publishCitizenChanged(tx, who, [citizenId, intoId]);
  return { mergeId, citizenId, intoId, reason };
}

/**
 * Undoes a merge, also one below others: the citizen who was merged is a person again, with all that was merged into them.
 *
 * @throws Failure `not-found` for a merge that the agent may not know, `conflict` for one that was undone already.
 */
export async function unmergeCitizens(
  tx: Tx,
  who: Principal,
  { id, mergeId }: { id: string; mergeId: string },
): Promise<Merging> {
  const [merge, people] = await standingMerge(tx, who, { id, mergeId });
  const { citizenId, intoId, reason } = merge;
  await lockPersons(tx, [people.rootOf(id)]);
  const { undoneAt } = await tx
    .repo(CitizenMerge)
    .findOneOrFail({ where: { id: mergeId }, lock: { mode: 'pessimistic_write' } });
  if (undoneAt) throw conflict('undone-already');
  await tx.query(`update citizen set merged_into_id = null where id = $1`, [citizenId]);
  await tx.query(
    `with recursive branch as (
       select id, root_id from citizen where id = $1
       union all select c.id, c.root_id from branch b join citizen c on c.root_id = b.root_id and c.merged_into_id = b.id
     ) update citizen set root_id = $1 from branch where citizen.id = branch.id`,
    [citizenId],
  );
  await tx.repo(CitizenMerge).update({ id: mergeId }, { undoneAt: tx.now, undoneById: who.id, undoneBy: who.name });
  await publishCitizenChanged(tx, who, [citizenId, intoId]);
  return { mergeId, citizenId, intoId, reason };
}

/**
 * A merge within this person that was not undone and whose both sides the agent may know, or who has merged them, with the person.
 *
 * @throws Failure `not-found` where there is none, `conflict` where it was undone.
 */
export async function standingMerge(
  tx: Tx,
  who: Principal,
  { id, mergeId }: { id: string; mergeId: string },
): Promise<[CitizenMerge, People]> {
  const people = await People.known(tx.query, who, [id]);
  const merge = await tx.repo(CitizenMerge).findOneBy({ id: mergeId });
  if (merge?.undoneAt) throw conflict('undone-already');
  if (!merge || !people.has(merge.citizenId)) throw new Failure('not-found');
  const { citizenId, intoId } = merge;
  const isKnown = people.isKnown(citizenId) && people.isKnown(intoId, citizenId);
  // Whoever has merged them takes that back also once they see one of them alone.
  if (!isKnown && merge.byId !== who.id) throw new Failure('not-found');
  return [merge, people];
}

/**
 * Stores that two persons are not one. Returns whether that is new.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` where they are one person by a merge.
 */
export async function insertDistinct(
  tx: Tx,
  who: Principal,
  { id, otherId }: { id: string; otherId: string },
): Promise<boolean> {
  const people = await People.known(tx.query, who, [id, otherId]);
  const roots = [people.rootOf(id), people.rootOf(otherId)];
  if (roots[0] === roots[1]) throw conflict('one-person-by-merge');
  const [first, second] = roots.sort() as [string, string];
  const added = await tx.query(
    `insert into citizen_distinct (citizen_id, other_id, at, by_id, by_name) values ($1, $2, $3, $4, $5) on conflict do nothing returning 1`,
    [first, second, tx.now, who.id, who.name],
  );
  await publishCitizenChanged(tx, who, roots);
  return added.length > 0;
}

/**
 * Deletes that two persons are not one: they may be suggested as duplicates again.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` where nobody has said so.
 */
export async function deleteDistinct(
  tx: Tx,
  who: Principal,
  { id, otherId }: { id: string; otherId: string },
): Promise<void> {
  const people = await People.known(tx.query, who, [id, otherId]);
  const [ids, others] = [id, otherId].map((one) => people.descendants(people.rootOf(one)).map((citizen) => citizen.id));
  const deleted = await tx.query(
    `delete from citizen_distinct where (citizen_id = any($1::uuid[]) and other_id = any($2::uuid[]))
       or (citizen_id = any($2) and other_id = any($1)) returning 1`,
    [ids, others],
  );
  if (deleted.length === 0) throw conflict('not-kept-apart');
  await publishCitizenChanged(tx, who, [id, otherId]);
}

/** All citizens of some persons, in one order. A person that was merged meanwhile is no longer the one that the agent saw. */
async function lockPersons(tx: Tx, rootIds: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `select id from citizen where root_id = any($1::uuid[]) order by id for no key update`,
    [rootIds],
  );
  if (!rootIds.every((root) => rows.some(({ id }) => id === root))) throw conflict('person-merged');
}

/** Publishes `citizen.changed` for every team that has a case of these persons; of a restricted case, for the named agents alone. */
export async function publishCitizenChanged(tx: Tx, who: Principal, ids: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string; teamIds: string[]; agentIds: string[] }>(
    `select c.root_id as id,
       array(select distinct k.team_id from citizen z join cases k on k.citizen_id = z.id
             where z.root_id = c.root_id and k.restricted_to is null) as "teamIds",
       array(select distinct unnest(k.restricted_to) from citizen z join cases k on k.citizen_id = z.id where z.root_id = c.root_id) as "agentIds"
     from (select distinct root_id from citizen where id = any($1::uuid[])) c`,
    [ids],
  );
  for (const { id, teamIds, agentIds } of rows) {
    const publish = (audience: Audience) => tx.publish('citizen.changed', { citizenId: id }, audience);
    if (teamIds.length > 0) publish({ teamIds });
    for (const agentId of agentIds) publish({ agentId });
    if (teamIds.length + agentIds.length === 0) publish({ agentId: who.id });
  }
}
