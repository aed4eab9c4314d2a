import { randomUUIDv7 } from 'node:crypto';
import { teamsFor, type Principal } from '@guichet/access';
import { Evidence, type AddHandle, type Handle as HandleShape } from '@guichet/contracts';
import { Citizen, Handle, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { tellCitizens } from './merge.js';
import { mayKnowHandle, People } from './people.js';

const rank = (evidence: Evidence): number => Evidence.options.indexOf(evidence);

/** Gives a person another name, in the person's own cases that the agent may change, too; hidden ones keep what they tell. */
export async function renameCitizen(tx: Tx, who: Principal, id: string, name: string): Promise<void> {
  const people = await People.known(tx.query, who, [id]);
  const { id: citizenId } = people.chief(id);
  // Cases before citizens: the order of everybody who locks both.
  await tx.query(
    `update cases k set citizen_name = $2, version = version + 1 from (
       select id from cases where citizen_id = $1 and ($3::uuid[] is null or team_id = any($3)) order by id for update) own
     where k.id = own.id`,
    [citizenId, name, teamsFor(who, 'citizen.update')],
  );
  await tx.repo(Citizen).update({ id: citizenId }, { name });
  await tellCitizens(tx, who, [citizenId]);
}

/**
 * An address of a person, as an agent knows it; the same again with stronger evidence. That of somebody else is refused:
 * whether the two are one person is for the agent to say.
 */
export async function addHandle(
  tx: Tx,
  who: Principal,
  id: string,
  { address, evidence, note }: AddHandle,
  identify: (address: string) => HandleShape | undefined,
): Promise<void> {
  const people = await People.known(tx.query, who, [id]);
  const named = identify(address);
  if (!named || named.type === 'visitor' || named.type === 'subject')
    throw new Failure('invalid-request', {
      errors: [{ path: 'address', message: 'This is no address that one can write to.' }],
    });
  const teamIds = await knownThrough(tx, who, people.rootOf(id));
  const linked = { evidence, linkedAt: tx.now, linkedBy: who.name, ...(note ? { note } : {}) };
  const found = await tx
    .repo(Handle)
    .findOne({ where: { type: named.type, value: named.value }, lock: { mode: 'pessimistic_write' } });
  if (!found) {
    await tx.repo(Handle).insert({
      ...{ id: randomUUIDv7(), type: named.type, value: named.value, name: '', citizenId: people.chief(id).id },
      ...{ verified: evidence === 'checked', teamIds, ...linked },
    });
  } else if (people.has(found.citizenId)) {
    const isStronger = rank(evidence) > rank(found.evidence);
    await tx.repo(Handle).update(
      { id: found.id },
      {
        ...(isStronger ? { ...linked, verified: found.verified || evidence === 'checked' } : note ? { note } : {}),
        teamIds: [...new Set([...found.teamIds, ...teamIds])],
      },
    );
  } else {
    throw await taken(tx, who, found);
  }
  await tellCitizens(tx, who, [id]);
}

/** Teams through whose cases the agent knows this person. */
async function knownThrough(tx: Tx, who: Principal, rootId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct k.team_id as id from citizen z join cases k on k.citizen_id = z.id where z.root_id = $1 and ($2::uuid[] is null or k.team_id = any($2))`,
    [rootId, teamsFor(who, 'citizen.update')],
  );
  return rows.map(({ id }) => id);
}

/** Names whose address it is, where the agent may know that. */
async function taken(tx: Tx, who: Principal, { id, citizenId }: Handle): Promise<Failure> {
  const teamIds = teamsFor(who, 'citizen.update');
  const [visible] = await tx.query(`select 1 from handle h where h.id = $1 and ${mayKnowHandle('h', '$2')}`, [
    id,
    teamIds,
  ]);
  if (!visible) return new Failure('conflict', { detail: 'This address cannot be added here.' });
  const people = await People.around(tx.query, teamIds, [citizenId]);
  const owner = { id: people.rootOf(citizenId), name: people.nameOf(people.rootOf(citizenId)) };
  const detail = `This is an address of ${owner.name}. If they are the same person, merge the two.`;
  return new Failure('conflict', { detail, data: { citizen: owner } });
}
