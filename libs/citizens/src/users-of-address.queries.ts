import { parameters, type Scope } from '@guichet/access';
import type { Handle } from '@guichet/contracts';
import { isStanding, SHARED } from './handle-evidence.js';
import { withHiddenCasesAndPeople } from './hidden-cases-and-people-sql.js';
import { mayKnowHandle, People, type Query } from './people-visible-to-agent.js';
import { mayBeSameName, namesSomebody } from './similar-names.js';
import { mayKnowUse } from './visible-handle-evidence.js';

/** A person who is known to use an address: its owner, or somebody of whom that was said or seen. */
export interface AddressUser {
  citizenId: string;
  rootId: string;
  isOwner: boolean;
  /** The agent may know that they use it. */
  isKnown: boolean;
  citizenName: string;
  /** All names by which they are known, also those that the agent may not know. */
  names: string[];
}

/** Whom an agent means: somebody who was chosen, or whoever bears the name that was typed. */
export interface NamedPerson {
  id?: string | undefined;
  name: string;
}

/** Who uses an address, as far as it has to do with the person whom an agent means. */
export interface AddressUsers {
  /** Whose it is, under the name that the agent may know. Null: they may not know that, or by no name, or nobody has it yet. */
  owner: { id: string; name: string } | null;
  /** A case that the agent sees shows its owner by the address instead of a name: whoever is named may be the same person, or another one. */
  isUnnamed: boolean;
  /** Whose it is, whatever the agent may know. Undefined: nobody has it yet. */
  holder: AddressUser | undefined;
  /** The person who is meant, where they use it, also where the agent may not know that; whom they know comes first, then the owner. */
  user: AddressUser | undefined;
  /** As `user`, under the name that the agent may know, where a name was typed and the agent may know that they use it. */
  known?: { id: string; name: string } | undefined;
  /** It is known as the address of somebody else than the person who is meant. */
  isOfSomebodyElse: boolean;
  /** And the agent knows nothing yet of that person using it as well. It does not depend on anything that they may not know. */
  isToBeAsked: boolean;
}

interface Question {
  handle: Pick<Handle, 'type' | 'value'>;
  /** Null: nobody was named, as by what is no name: then the owner is meant. */
  named: NamedPerson | null;
}

const nobodyElse = { isUnnamed: false, isOfSomebodyElse: false, isToBeAsked: false };

/**
 * Who uses an address, and whether that is whom an agent means. Names are compared as those of the senders of one mailbox are. Nothing is said of
 * an owner whom no name, or whose address nothing shows to the agent. Indexes `handle_value`, `handle_evidence_handle`, `citizen_root`.
 */
export async function addressUsers(query: Query, visible: Scope, { handle, named }: Question): Promise<AddressUsers> {
  const all = await usersOf(query, visible, handle);
  const holder = all.find(({ isOwner }) => isOwner);
  if (!holder) return { owner: null, holder, user: holder, ...nobodyElse };
  const ids = [...all.map(({ citizenId }) => citizenId), ...(named?.id ? [named.id] : [])];
  const people = await People.around(query, visible, ids);
  const owner = shownOwner(people, holder, handle.value);
  if (!named || (!named.id && !namesSomebody(named.name))) return { owner, holder, user: holder, ...nobodyElse };
  const chosen = named.id && people.has(named.id) ? people.rootOf(named.id) : undefined;
  const isMeant = (rootId: string, names: readonly string[]): boolean =>
    named.id ? rootId === chosen : names.some((name) => isOneName(name, named.name));
  const shownNames = (id: string): string[] => people.descendants(id).flatMap((citizen) => citizen.shownNames);
  const seen = all.find(({ rootId, isKnown }) => isKnown && isMeant(rootId, shownNames(rootId)));
  const isSeen = seen !== undefined;
  // A namesake who is hidden from the agent is not the one of whom they read that they are known.
  const user = seen ?? all.find(({ rootId, names }) => isMeant(rootId, [...names, ...shownNames(rootId)]));
  const known =
    seen && !named.id && people.isKnown(seen.rootId)
      ? { id: seen.rootId, name: people.nameOf(seen.rootId) }
      : undefined;
  const isOfSomebodyElse = owner !== null && !user?.isOwner;
  // Somebody who was chosen has a file of their own, into which no name can bring the one who has none.
  const isByAddress =
    isKnownPerson(people, holder) && shownNames(people.rootOf(holder.citizenId)).includes(handle.value);
  const isUnnamed = !named.id && !owner && SHARED.includes(handle.type) && isByAddress;
  return {
    owner,
    holder,
    user,
    known,
    isUnnamed,
    isOfSomebodyElse,
    isToBeAsked: (owner !== null || isUnnamed) && !isSeen,
  };
}

const isOneName = (one: string, other: string): boolean => one !== '' && mayBeSameName(one, other);

const isKnownPerson = (people: People, { citizenId, isKnown }: AddressUser): boolean =>
  isKnown && people.isKnown(people.rootOf(citizenId));

/** A person who is called by the address itself has no name by which it could be said whose it is. */
function shownOwner(people: People, holder: AddressUser, address: string): AddressUsers['owner'] {
  const id = people.rootOf(holder.citizenId);
  const name = isKnownPerson(people, holder) ? people.nameOf(id) : '';
  return name === '' || name === address ? null : { id, name };
}

/** Everybody who is known to use an address, its owner first. Indexes `handle_value`, `handle_evidence_handle`. */
export function usersOf(query: Query, visible: Scope, { type, value }: Question['handle']): Promise<AddressUser[]> {
  const { values, bind } = parameters(type, value);
  const mayKnow = mayKnowUse('u', { visible, bind, citizens: 'array[u.citizen_id]' });
  return query<AddressUser>(
    `${withHiddenCasesAndPeople(visible, bind)}
     select c.id as "citizenId", c.root_id as "rootId", c.id = h.citizen_id as "isOwner", c.name as "citizenName",
       ${mayKnowHandle('h', visible, bind)} and (c.id = h.citizen_id or exists (
         select 1 from handle_evidence u where u.handle_id = h.id and u.citizen_id = c.id and ${isStanding('u')} and ${mayKnow})) as "isKnown",
       array(select same.name from citizen same where same.root_id = c.root_id)
         || array(select said.name from handle_evidence said where said.handle_id = h.id and said.citizen_id = c.id and ${isStanding('said')})
         || case when c.id = h.citizen_id then array[h.name] else '{}' end as names
     from handle h join citizen c on c.id = h.citizen_id or c.id in (
       select v.citizen_id from handle_evidence v where v.handle_id = h.id and ${isStanding('v')})
     where h.type = $1 and h.value = $2 order by "isOwner" desc, c.id`,
    values,
  );
}
