import { randomUUIDv7 } from 'node:crypto';
import { teamsFor, type Principal } from '@guichet/access';
import type { AddHandle, Handle as HandleShape } from '@guichet/contracts';
import { Citizen, Handle, HandleEvidence, type Tx } from '@guichet/database';
import { Failure, conflict, wrongField } from '@guichet/platform';
import { handleOf } from './addresses.js';
import { learn, stands } from './evidence.js';
import { tellCitizens } from './merge.js';
import { mayKnowHandle, People } from './people.js';

/** Gives a person another name. What their cases tell is for the cases to change. */
export async function renameCitizen(tx: Tx, who: Principal, citizenId: string, name: string): Promise<void> {
  await tx.repo(Citizen).update({ id: citizenId }, { name });
  await tellCitizens(tx, who, [citizenId]);
}

/**
 * An address of a person, as an agent knows it; the same again with more evidence. That of somebody else is refused:
 * whether the two are one person is for the agent to say. `teamIds` may know what the agent said. Answers the address in
 * its one spelling.
 */
export async function addHandle(
  tx: Tx,
  who: Principal,
  id: string,
  { address, evidence, note }: AddHandle,
  teamIds: string[],
): Promise<string> {
  const people = await People.known(tx.query, who, [id]);
  const named = handleOf(address);
  if (!named || named.type === 'visitor' || named.type === 'subject') throw wrongField('address', 'no-address');
  const what = { kind: evidence, note, teamIds };
  const chief = people.chief(id).id;
  const found = await tx
    .repo(Handle)
    .findOne({ where: { type: named.type, value: named.value }, lock: { mode: 'pessimistic_write' } });
  const { id: handleId, citizenId } = found ?? (await insertHandle(tx, named, chief));
  if (people.has(citizenId)) {
    await learn(tx, who, handleId, citizenId, what);
  } else if (await isNobodys(tx, found!)) {
    await learn(tx, who, handleId, citizenId, { kind: 'withdrawn', teamIds });
    await tx.repo(Handle).update({ id: handleId }, { citizenId: chief });
    await learn(tx, who, handleId, chief, what);
  } else {
    const [user] = await usersAmong(tx, people, handleId, 'true');
    if (!user) throw await taken(tx, who, found!);
    await learn(tx, who, handleId, user, what);
  }
  await tellCitizens(tx, who, [id]);
  return named.value;
}

async function insertHandle(tx: Tx, { type, value }: HandleShape, citizenId: string): Promise<Handle> {
  const handle = { id: randomUUIDv7(), type, value, name: '', citizenId, evidence: 'claimed', verified: false, linkedAt: tx.now } as const; // prettier-ignore
  await tx.repo(Handle).insert(handle);
  return handle;
}

/**
 * An agent says that an address is not this person's. One that they owned is from now on that of a person of its own; one
 * of somebody else, from which they wrote, stays where it is. Adding it again takes this back. Answers the address.
 */
export async function detachHandle(
  tx: Tx,
  who: Principal,
  id: string,
  handleId: string,
  reason: string,
  teamIds: string[],
): Promise<string> {
  const people = await People.known(tx.query, who, [id]);
  const found = await tx.repo(Handle).findOne({ where: { id: handleId }, lock: { mode: 'pessimistic_write' } });
  if (!found || !(await isVisible(tx, who, found))) throw new Failure('not-found');
  const isTheirs = people.has(found.citizenId);
  const users = await usersAmong(tx, people, handleId, stands('v'));
  if (!isTheirs && users.length === 0) throw new Failure('not-found');
  if (isTheirs && (found.type === 'visitor' || found.type === 'subject')) throw conflict('vouched-for');

  for (const citizenId of new Set([...users, ...(isTheirs ? [found.citizenId] : [])]))
    await learn(tx, who, handleId, citizenId, { kind: 'withdrawn', note: reason, teamIds });
  if (isTheirs) await makeOwnPerson(tx, who, found, teamIds);
  await tellCitizens(tx, who, [id]);
  return found.value;
}

/** The person of an address of whom nothing else is known. */
async function makeOwnPerson(tx: Tx, who: Principal, { id, value }: Handle, teamIds: string[]): Promise<void> {
  const citizenId = randomUUIDv7();
  const insert = { id: citizenId, name: value, createdAt: tx.now, mergedIntoId: null, rootId: citizenId };
  await tx.repo(Citizen).insert(insert);
  await tx.repo(Handle).update({ id }, { citizenId, name: '' });
  const isSigned = await tx.repo(HandleEvidence).existsBy({ handleId: id, kind: 'signed' });
  await learn(tx, who, id, citizenId, { kind: isSigned ? 'signed' : 'recorded', teamIds });
}

/** Nothing is known of whose it is: it belongs to a person who has nothing else, not even a name. */
async function isNobodys(tx: Tx, { id, value, citizenId }: Handle): Promise<boolean> {
  const [row] = await tx.query(
    `select 1 from citizen c where c.id = $1 and c.name = $2 and c.merged_into_id is null
       and not exists (select 1 from citizen o where o.root_id = c.id and o.id <> c.id)
       and not exists (select 1 from cases k where k.citizen_id = c.id)
       and not exists (select 1 from handle h where h.citizen_id = c.id and h.id <> $3)`,
    [citizenId, value, id],
  );
  return Boolean(row);
}

/** Citizens of these persons of whom something was ever learnt about a handle. */
async function usersAmong(tx: Tx, people: People, handleId: string, matches: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select v.citizen_id as id from handle_evidence v where v.handle_id = $1 and ${matches} group by v.citizen_id order by max(v.id) desc`,
    [handleId],
  );
  return rows.map(({ id }) => id).filter((id) => people.has(id));
}

/**
 * Who is told what an agent says of a person: the team of the case in which it was learnt, else the agent's own teams that
 * know the person. Whoever may see all cases sees it, too.
 */
export async function teamsToTell(tx: Tx, who: Principal, id: string, caseId: string | undefined): Promise<string[]> {
  const rootId = (await People.known(tx.query, who, [id])).rootOf(id);
  if (caseId) return [await teamOf(tx, who, rootId, caseId)];
  const rows = await tx.query<{ id: string }>(
    `select k.team_id as id from citizen z join cases k on k.citizen_id = z.id where z.root_id = $1 and k.team_id = any($2::uuid[])
     union select t.id from citizen z join handle h on h.citizen_id = z.id join handle_evidence v on v.handle_id = h.id
       cross join unnest(v.team_ids) t(id) where z.root_id = $1 and t.id = any($2)`,
    [rootId, who.teamIds],
  );
  return rows.map(({ id }) => id);
}

async function teamOf(tx: Tx, who: Principal, rootId: string, caseId: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `select k.team_id as id from cases k join citizen z on z.id = k.citizen_id
     where k.id = $1 and z.root_id = $2 and ($3::uuid[] is null or k.team_id = any($3))`,
    [caseId, rootId, teamsFor(who, 'citizen.update')],
  );
  if (row) return row.id;
  throw new Failure('invalid-request', { errors: [{ path: 'caseId', message: 'This person has no such case.' }] });
}

async function isVisible(tx: Tx, who: Principal, { id }: Handle): Promise<boolean> {
  const teamIds = teamsFor(who, 'citizen.update');
  const rows = await tx.query(`select 1 from handle h where h.id = $1 and ${mayKnowHandle('h', '$2')}`, [id, teamIds]);
  return rows.length > 0;
}

/** Names whose address it is, where the agent may know that. */
async function taken(tx: Tx, who: Principal, handle: Handle): Promise<Failure> {
  if (!(await isVisible(tx, who, handle))) return conflict('address-taken');
  const people = await People.around(tx.query, teamsFor(who, 'citizen.update'), [handle.citizenId]);
  const rootId = people.rootOf(handle.citizenId);
  const owner = { id: rootId, name: people.nameOf(rootId) };
  return conflict('address-of', { citizen: owner, name: owner.name });
}
