import { actorOf, caseFor, Scope, scopeOrNone, type Principal } from '@guichet/access';
import { People, publishCitizenChanged, scopeInTeamSector, shareHandles } from '@guichet/citizens';
import type { SetCitizen } from '@guichet/contracts';
import { Citizen, type Tx } from '@guichet/database';
import { wrongField, newId } from '@guichet/platform';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';

/**
 * Says that a case is about somebody else than it seemed, as where two people share an address. Neither of them is renamed or
 * merged.
 *
 * @throws Failure `not-found` for a case that the agent may not change, `conflict` for one that was merged, `invalid-request` for
 * a person whom the agent may not know.
 */
export async function setCitizen(
  tx: Tx,
  who: Principal,
  { caseId, wanted }: { caseId: string; wanted: SetCitizen },
): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  const before = { id: item.citizenId, name: item.citizenName };
  const { id, name } = wanted.citizenId
    ? await knownCitizen(tx, who, { id: wanted.citizenId, teamId: item.teamId })
    : await newCitizen(tx, wanted.name!);
  if (before.id === id) return;
  Object.assign(item, { citizenId: id, citizenName: name });
  if (before.id) await shareHandles(tx, who, { item, fromId: before.id, toId: id });
  const activity = { type: 'citizen', from: before.id && before.name, to: name } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data: activity }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['citizen'], status: item.status }, { caseId, teamIds: [item.teamId] });
  await publishCitizenChanged(tx, who, before.id ? [before.id, id] : [id]);
}

/**
 * A person whom the agent may change, under the name that they have in the sector of a team. Where no case of it shows one, it is the name by
 * which the agent knows them, who says by that what they are called there.
 *
 * @throws Failure `invalid-request` for a person whom the agent may not know.
 */
export async function knownCitizen(
  tx: Tx,
  who: Principal,
  { id: wantedId, teamId }: { id: string; teamId: string },
): Promise<{ id: string; name: string }> {
  const visible = scopeOrNone(who, 'citizen.update') ?? Scope.none;
  const { id, name, nameInSector } = await citizenNearTeam(tx, visible, { id: wantedId, teamId });
  return { id, name: nameInSector ?? name };
}

/**
 * A person whom a scope shows, and what they are called in the sector of a team; null: no case of it that the scope shows says so.
 *
 * @throws Failure `invalid-request` for a person whom the scope does not show.
 */
export async function citizenNearTeam(
  tx: Tx,
  visible: Scope,
  { id, teamId }: { id: string; teamId: string },
): Promise<{ id: string; name: string; nameInSector: string | null }> {
  const people = await People.around(tx.query, visible, [id]);
  if (!people.has(id) || !people.isKnown(people.rootOf(id))) throw wrongField('citizenId', 'no-such-citizen');
  const rootId = people.rootOf(id);
  const inSector = await People.around(tx.query, await scopeInTeamSector(tx.query, visible, teamId), [id]);
  return { id: people.primary(id).id, name: people.nameOf(rootId), nameInSector: inSector.shownNameOf(rootId) };
}

/** Creates a person of whom there is only a name. */
export async function newCitizen(tx: Tx, name: string): Promise<{ id: string; name: string }> {
  const id = newId();
  await tx.repo(Citizen).insert({ id, name, createdAt: tx.now, mergedIntoId: null, rootId: id });
  return { id, name };
}
