import { scope, type Principal } from '@guichet/access';
import type { AddressOwner, AddressOwnerQuery } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { handleOf } from './addresses-in-text.js';
import { People } from './people-visible-to-agent.js';
import { addressUsers, type NamedPerson } from './users-of-address.queries.js';

/** Whose an address is, beside the person whom an agent means. What is no address, or that of a person whom they may not know, is nobody's. */
export async function addressOwner(
  { query }: Reader,
  who: Principal,
  { address, citizenId, citizenName }: AddressOwnerQuery,
): Promise<AddressOwner> {
  const handle = handleOf(address);
  if (!handle) return { owner: null, isSomebodyElse: false };
  const visible = scope(who, 'case.read');
  const chosen = citizenId ? await People.around(query, visible, [citizenId]) : undefined;
  const isKnown = citizenId !== undefined && chosen?.has(citizenId) && chosen.isKnown(chosen.rootOf(citizenId));
  const named: NamedPerson | null = isKnown
    ? { id: citizenId, name: chosen!.nameOf(chosen!.rootOf(citizenId)) }
    : citizenName
      ? { name: citizenName }
      : null;
  const { owner, isToBeAsked } = await addressUsers(query, visible, { handle, named });
  return { owner, isSomebodyElse: isToBeAsked };
}
