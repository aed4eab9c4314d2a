import { randomUUIDv7 } from 'node:crypto';
import { actorOf, caseFor, type Principal } from '@guichet/access';
import { People, shareHandles, tellCitizens } from '@guichet/citizens';
import type { SetCitizen } from '@guichet/contracts';
import { Citizen, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { record } from './entries.js';
import { saveCase } from './save.js';

/** A case is about somebody else than it seemed: two people share an address. Neither of them is renamed or merged. */
export async function setCitizen(tx: Tx, who: Principal, caseId: string, wanted: SetCitizen): Promise<void> {
  const item = await caseFor(tx, who, caseId, 'case.update');
  const before = { id: item.citizenId, name: item.citizenName };
  const { id, name } = wanted.citizenId
    ? await knownCitizen(tx, who, wanted.citizenId)
    : await newCitizen(tx, wanted.name!);
  if (before.id === id) return;
  Object.assign(item, { citizenId: id, citizenName: name });
  if (before.id) await shareHandles(tx, who, item, before.id, id);
  const fact = { type: 'citizen', from: before.id && before.name, to: name } as const;
  await record(tx, item, { kind: 'fact', data: fact }, actorOf(who));
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['citizen'], status: item.status }, { caseId, teamIds: [item.teamId] });
  await tellCitizens(tx, who, before.id ? [before.id, id] : [id]);
}

/** Somebody whom the agent knows by a case of theirs. */
export async function knownCitizen(tx: Tx, who: Principal, id: string): Promise<{ id: string; name: string }> {
  const people = await People.known(tx.query, who, [id]).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    throw new Failure('invalid-request', { errors: [{ path: 'citizenId', message: 'There is no such person.' }] });
  });
  return { id: people.chief(id).id, name: people.nameOf(people.rootOf(id)) };
}

/** Somebody of whom there is only a name. */
export async function newCitizen(tx: Tx, name: string): Promise<{ id: string; name: string }> {
  const id = randomUUIDv7();
  await tx.repo(Citizen).insert({ id, name, createdAt: tx.now, mergedIntoId: null, rootId: id });
  return { id, name };
}
