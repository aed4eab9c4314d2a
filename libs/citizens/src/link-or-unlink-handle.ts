import { parameters, scope, type Principal } from '@guichet/access';
import { readPostalAddress, type AddHandle, type Handle as HandleShape } from '@guichet/contracts';
import { Citizen, Handle, HandleEvidence, type Tx } from '@guichet/database';
import { Failure, conflict, wrongField, newId } from '@guichet/platform';
import { handleOf } from './addresses-in-text.js';
import { recordEvidence, isStanding, type EvidenceAudience } from './handle-evidence.js';
import { publishCitizenChanged } from './merge-citizens.js';
import { mayKnowHandle, People } from './people-visible-to-agent.js';
import { withHiddenCasesAndPeople } from './hidden-cases-and-people-sql.js';

/**
 * Links an address to a person, as an agent knows it; the same again adds evidence. `teamIds` are the teams that may know what
 * the agent said. Returns the address in its one spelling.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` for the address of somebody else (whether the
 * two are one person is for the agent to say), `invalid-request` for what is no address.
 */
export async function linkHandle(
  tx: Tx,
  who: Principal,
  { id, wanted, teamIds }: { id: string; wanted: AddHandle; teamIds: string[] },
): Promise<string> {
  const { address, evidence, note } = wanted;
  const audience: EvidenceAudience = { teamIds, caseId: wanted.caseId ?? null };
  const people = await People.known(tx.query, who, [id]);
  const named = addressNamed(address);
  if (!named || named.type === 'visitor' || named.type === 'subject') throw wrongField('address', 'no-address');
  const what = { kind: evidence, note, ...audience };
  const owner = people.primary(id).id;
  const found = await tx
    .repo(Handle)
    .findOne({ where: { type: named.type, value: named.value }, lock: { mode: 'pessimistic_write' } });
  const { id: handleId, citizenId } = found ?? (await insertHandle(tx, named, owner));
  if (people.has(citizenId)) {
    await recordEvidence(tx, who, { handleId, citizenId, ...what });
  } else if (await isUnowned(tx, found!)) {
    await recordEvidence(tx, who, { handleId, citizenId, kind: 'withdrawn', ...audience });
    await tx.repo(Handle).update({ id: handleId }, { citizenId: owner });
    await recordEvidence(tx, who, { handleId, citizenId: owner, ...what });
  } else {
    const [user] = await evidencedCitizens(tx, { people, handleId, matches: 'true' });
    if (!user) throw await addressTaken(tx, who, found!);
    await recordEvidence(tx, who, { handleId, citizenId: user, ...what });
  }
  await publishCitizenChanged(tx, who, [id]);
  return named.value;
}

/**
 * Links an address that nobody has yet to the person with whose case an agent recorded it, and not to one more person without a name. Any other one
 * stays its owner's. Whoever calls this has asserted that the agent may know the person.
 */
export async function linkNewHandle(
  tx: Tx,
  who: Principal,
  { address, citizenId, audience }: { address: string; citizenId: string; audience: EvidenceAudience },
): Promise<void> {
  const named = handleOf(address);
  if (!named || (await tx.repo(Handle).existsBy({ type: named.type, value: named.value }))) return;
  const { id: handleId } = await insertHandle(tx, named, citizenId);
  await recordEvidence(tx, who, { handleId, citizenId, kind: 'recorded', ...audience });
  await publishCitizenChanged(tx, who, [citizenId]);
}

/** An address of several lines is a postal one; what is wrong with it is said. */
function addressNamed(address: string): HandleShape | undefined {
  if (!address.includes('\n')) return handleOf(address);
  const { fault } = readPostalAddress(address);
  if (fault) throw wrongField('address', fault.reason, fault.data);
  return handleOf(address, 'postal');
}

async function insertHandle(tx: Tx, { type, value }: HandleShape, citizenId: string): Promise<Handle> {
  const handle = {
    ...({ id: newId(), type, value, name: '', citizenId, evidence: 'claimed', verified: false } as const),
    ...{ linkedAt: tx.now, unreachableAt: null, unreachableReason: null },
  };
  await tx.repo(Handle).insert(handle);
  return handle;
}

/**
 * Takes an address away from a person. One that was theirs gets a person of its own; one of somebody else, from which they
 * wrote, stays where it is. To link it again undoes this. Returns the address.
 *
 * @throws Failure `not-found` for a person or an address that the agent may not know, `conflict` for an address that a page or
 * a provider vouches for.
 */
export async function unlinkHandle(
  tx: Tx,
  who: Principal,
  { id, handleId, reason, audience }: { id: string; handleId: string; reason: string; audience: EvidenceAudience },
): Promise<string> {
  const people = await People.known(tx.query, who, [id]);
  const found = await tx.repo(Handle).findOne({ where: { id: handleId }, lock: { mode: 'pessimistic_write' } });
  if (!found || !(await isVisible(tx, who, found))) throw new Failure('not-found');
  const isTheirs = people.has(found.citizenId);
  const users = await evidencedCitizens(tx, { people, handleId, matches: isStanding('v') });
  if (!isTheirs && users.length === 0) throw new Failure('not-found');
  if (isTheirs && (found.type === 'visitor' || found.type === 'subject')) throw conflict('vouched-for');

  for (const citizenId of new Set([...users, ...(isTheirs ? [found.citizenId] : [])]))
    await recordEvidence(tx, who, { handleId, citizenId, kind: 'withdrawn', note: reason, ...audience });
  if (isTheirs) await makeOwnPerson(tx, who, { handle: found, audience });
  await publishCitizenChanged(tx, who, [id]);
  return found.value;
}

/** The person of an address of whom nothing else is known. */
async function makeOwnPerson(
  tx: Tx,
  who: Principal,
  { handle: { id, value }, audience }: { handle: Handle; audience: EvidenceAudience },
): Promise<void> {
  const citizenId = newId();
  const insert = { id: citizenId, name: value, createdAt: tx.now, mergedIntoId: null, rootId: citizenId };
  await tx.repo(Citizen).insert(insert);
  await tx.repo(Handle).update({ id }, { citizenId, name: '' });
  const isSigned = await tx.repo(HandleEvidence).existsBy({ handleId: id, kind: 'signed' });
  await recordEvidence(tx, who, { handleId: id, citizenId, kind: isSigned ? 'signed' : 'recorded', ...audience });
}

/** Is it unknown whose this address is? Then its person has nothing else, not even a name. */
async function isUnowned(tx: Tx, { id, value, citizenId }: Handle): Promise<boolean> {
  const [row] = await tx.query(
    `select 1 from citizen c where c.id = $1 and c.name = $2 and c.merged_into_id is null
       and not exists (select 1 from citizen o where o.root_id = c.id and o.id <> c.id)
       and not exists (select 1 from cases k where k.citizen_id = c.id)
       and not exists (select 1 from handle h where h.citizen_id = c.id and h.id <> $3)`,
    [citizenId, value, id],
  );
  return Boolean(row);
}

/** Those citizens of these persons for whom there ever was evidence about a handle. */
async function evidencedCitizens(
  tx: Tx,
  { people, handleId, matches }: { people: People; handleId: string; matches: string },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select v.citizen_id as id from handle_evidence v where v.handle_id = $1 and ${matches} group by v.citizen_id order by max(v.id) desc`,
    [handleId],
  );
  return rows.map(({ id }) => id).filter((id) => people.has(id));
}

async function isVisible(tx: Tx, who: Principal, { id }: Handle): Promise<boolean> {
  const { values, bind } = parameters(id);
  const visible = scope(who, 'citizen.update');
  const rows = await tx.query(
    `${withHiddenCasesAndPeople(visible, bind)} select 1 from handle h where h.id = $1 and ${mayKnowHandle('h', visible, bind)}`,
    values,
  );
  return rows.length > 0;
}

/** Names whose address it is, where the agent may know that. */
async function addressTaken(tx: Tx, who: Principal, handle: Handle): Promise<Failure> {
  if (!(await isVisible(tx, who, handle))) return conflict('address-taken');
  const people = await People.around(tx.query, scope(who, 'citizen.update'), [handle.citizenId]);
  const rootId = people.rootOf(handle.citizenId);
  const owner = { id: rootId, name: people.nameOf(rootId) };
  return conflict('address-of', { citizen: owner, name: owner.name });
}
