import type { Scope } from '@guichet/access';
import type { Handle } from '@guichet/contracts';
import { isStanding } from './handle-evidence.js';
import { People, type Query } from './people-visible-to-agent.js';
import { mayBeSameName } from './similar-names.js';

/** A person who is known to use an address: its owner, or somebody of whom that was said or seen. */
interface AddressUser {
  citizenId: string;
  rootId: string;
  isOwner: boolean;
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
  /** Whose it is, under the name that the agent may know. Null: they may know none, or nobody has it yet. */
  owner: { id: string; name: string } | null;
  /** The person who is meant, where they are known to use it; the owner comes first. */
  user: Pick<AddressUser, 'citizenId' | 'citizenName' | 'isOwner'> | undefined;
  /** It is known as the address of somebody else than the person who is meant. */
  isOfSomebodyElse: boolean;
  /** And nothing was said yet of that person using it as well. */
  isToBeAsked: boolean;
}

interface Question {
  handle: Pick<Handle, 'type' | 'value'>;
  /** Null: nobody was named. */
  named: NamedPerson | null;
}

/**
 * Who uses an address, and whether that is whom an agent means. Names are compared as those of the senders of one mailbox are. Nothing is said of
 * an owner whose name is shown to the agent by nothing. Indexes `handle_value`, `handle_evidence_handle`, `citizen_root`.
 */
export async function addressUsers(query: Query, visible: Scope, { handle, named }: Question): Promise<AddressUsers> {
  const all = await usersOf(query, handle);
  const holder = all.find(({ isOwner }) => isOwner);
  if (!holder) return { owner: null, user: undefined, isOfSomebodyElse: false, isToBeAsked: false };
  const ids = [holder.citizenId, ...(named?.id ? [named.id] : [])];
  const people = await People.around(query, visible, ids);
  const owner = shownOwner(people, holder, handle.value);
  if (!named) return { owner, user: holder, isOfSomebodyElse: false, isToBeAsked: false };
  const rootId = named.id && people.has(named.id) ? people.rootOf(named.id) : undefined;
  const isMeant = ({ rootId: root, names }: Pick<AddressUser, 'rootId' | 'names'>): boolean =>
    named.id ? root === rootId : names.some((name) => isOneName(name, named.name));
  const user = all.find(isMeant);
  const isOfSomebodyElse =
    owner !== null && owner.id !== rootId && !isOneName(owner.name, named.name) && !user?.isOwner;
  return { owner, user, isOfSomebodyElse, isToBeAsked: isOfSomebodyElse && !user };
}

const isOneName = (one: string, other: string): boolean => one !== '' && mayBeSameName(one, other);

/** A person who is called by the address itself has no name by which it could be said whose it is. */
function shownOwner(people: People, { citizenId }: AddressUser, address: string): AddressUsers['owner'] {
  const id = people.rootOf(citizenId);
  const name = people.isKnown(id) ? people.nameOf(id) : '';
  return name === '' || name === address ? null : { id, name };
}

function usersOf(query: Query, { type, value }: Question['handle']): Promise<AddressUser[]> {
  return query<AddressUser>(
    `select c.id as "citizenId", c.root_id as "rootId", c.id = h.citizen_id as "isOwner", c.name as "citizenName",
       array(select same.name from citizen same where same.root_id = c.root_id)
         || array(select said.name from handle_evidence said where said.handle_id = h.id and said.citizen_id = c.id and ${isStanding('said')})
         || case when c.id = h.citizen_id then array[h.name] else '{}' end as names
     from handle h join citizen c on c.id = h.citizen_id or c.id in (
       select v.citizen_id from handle_evidence v where v.handle_id = h.id and ${isStanding('v')})
     where h.type = $1 and h.value = $2 order by "isOwner" desc, c.id`,
    [type, value],
  );
}
