import { actorOf, caseFor, type Principal } from '@guichet/access';
import { People, shareHandles, publishCitizenChanged } from '@guichet/citizens';
import type { SetCitizen } from '@guichet/contracts';
import { Citizen, type Tx } from '@guichet/database';
import { Failure, wrongField, newId } from '@guichet/platform';
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
    ? await knownCitizen(tx, who, wanted.citizenId)
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
 * A person, under the name that the agent may know.
 *
 * @throws Failure `invalid-request` for a person whom the agent may not know.
 */
export async function knownCitizen(tx: Tx, who: Principal, id: string): Promise<{ id: string; name: string }> {
  const people = await People.known(tx.query, who, [id]).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    throw wrongField('citizenId', 'no-such-citizen');
  });
  return { id: people.primary(id).id, name: people.nameOf(people.rootOf(id)) };
}

/** Creates a person of whom there is only a name. */
export async function newCitizen(tx: Tx, name: string): Promise<{ id: string; name: string }> {
  const id = newId();
  await tx.repo(Citizen).insert({ id, name, createdAt: tx.now, mergedIntoId: null, rootId: id });
  return { id, name };
}
