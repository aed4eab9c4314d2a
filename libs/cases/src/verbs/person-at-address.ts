import { parameters, scope, type Principal } from '@guichet/access';
import {
  addressUsers,
  handleOf,
  nameUnnamed,
  recordedHandle,
  type AddressUser,
  type AddressUsers,
  type KnownHandle,
  type NamedPerson,
} from '@guichet/citizens';
import type { Handle, MeantPerson } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { wrongField, type Failure } from '@guichet/platform';
import { newCitizen } from './set-citizen-of-case.js';

interface Wanted {
  address: string;
  /** Who was chosen, or the name that was typed; null: nobody was named. */
  named: NamedPerson | null;
  /** Who is meant where the address is known as that of somebody else; undefined: that was not said. */
  meant: MeantPerson | undefined;
}

/** An address that an agent wrote down, and the person whom they mean by it. */
export interface PersonAtAddress {
  handle: KnownHandle;
  /** Under the name that the agent may know. */
  person: { id: string; name: string };
  /** The agent knows the address as that of somebody else. */
  isOfSomebodyElse: boolean;
}

/**
 * The person whom an agent means by an address: whoever was named, where anybody was, and never its owner instead of them unasked: families
 * and flat shares share telephones. Where nobody was named it is the owner. An owner whom the agent may not know is not asked about. One who
 * was known by the address alone is given the name that was typed only where it was said that they are meant.
 *
 * @throws Failure `invalid-request` for what is no address, and for that of somebody else, or of one without a name, where it was not said in a
 *   session who is meant.
 */
export async function personAtAddress(tx: Tx, who: Principal, wanted: Wanted): Promise<PersonAtAddress> {
  const { address, named } = wanted;
  // A program cannot be asked: what it names is meant, as whatever it does must not depend on what is stored.
  const meant = wanted.meant ?? (who.scopes ? 'named' : undefined);
  const found = handleOf(address);
  if (!found) throw wrongField('address', 'no-address');
  const typed = named?.id ? undefined : named?.name;
  const handle = await recordedHandle(tx, typed ? { ...found, name: typed } : found);
  const users = await addressUsers(tx.query, scope(who, 'case.read'), { handle, named });
  if (users.isToBeAsked && !meant) throw toBeAsked(users);
  if (typed && users.isUnnamed && meant === 'owner') {
    await nameUnnamed(tx, handle, typed);
    return { handle, person: { id: handle.citizenId, name: typed }, isOfSomebodyElse: false };
  }
  if (!named || meant === 'owner') {
    const person = await shownAs(tx, who, { ...users.holder!, otherwise: typed || handle.value });
    return { handle, person, isOfSomebodyElse: false };
  }
  const person = named.id
    ? { id: named.id, name: named.name }
    : await personNamed(tx, who, { users, type: handle.type, name: named.name });
  return { handle, person, isOfSomebodyElse: users.isOfSomebodyElse };
}

const toBeAsked = ({ owner }: AddressUsers): Failure =>
  owner
    ? wrongField('address', 'address-of-somebody-else', { name: owner.name })
    : wrongField('address', 'address-without-name');

/** Whoever uses the address by that name, else somebody new. */
async function personNamed(
  tx: Tx,
  who: Principal,
  { users: { user, holder }, type, name }: { users: AddressUsers; type: Handle['type']; name: string },
): Promise<PersonAtAddress['person']> {
  // A postal address begins with the name of its owner, whatever else was typed.
  const known = user ?? (type === 'postal' ? holder : undefined);
  return known ? shownAs(tx, who, { ...known, otherwise: name }) : newCitizen(tx, name);
}

/** A person under their name where the agent may know it, and that they use the address: where no case but hidden ones shows it, under another one. */
async function shownAs(
  tx: Tx,
  who: Principal,
  { citizenId, citizenName, isKnown, otherwise }: AddressUser & { otherwise: string },
): Promise<PersonAtAddress['person']> {
  const { values, bind } = parameters(citizenId, citizenName, isKnown);
  const [shown] = await tx.query(
    `select 1 from cases where $3 and citizen_id = $1 and citizen_name = $2 and ${scope(who, 'case.read').sql('cases', bind)} limit 1`,
    values,
  );
  return { id: citizenId, name: shown ? citizenName : otherwise };
}
