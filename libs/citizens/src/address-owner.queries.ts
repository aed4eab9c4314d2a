import { parameters, scope, type Principal, type Scope } from '@guichet/access';
import type { AddressOwner, AddressOwnerQuery, Handle } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { handleOf } from './addresses-in-text.js';
import { People, type Query } from './people-visible-to-agent.js';
import { addressUsers, type NamedPerson } from './users-of-address.queries.js';

/** Whose an address is, beside the person whom an agent means. What is no address, or that of a person whom they may not know, is nobody's. */
export async function addressOwner(
  { query }: Reader,
  who: Principal,
  { address, citizenId, citizenName }: AddressOwnerQuery,
): Promise<AddressOwner> {
  const handle = handleOf(address);
  if (!handle) return { owner: null, isSomebodyElse: false, unnamed: null };
  const visible = scope(who, 'case.read');
  const chosen = citizenId ? await People.around(query, visible, [citizenId]) : undefined;
  const isKnown = citizenId !== undefined && chosen?.has(citizenId) && chosen.isKnown(chosen.rootOf(citizenId));
  const named: NamedPerson | null = isKnown
    ? { id: citizenId, name: chosen!.nameOf(chosen!.rootOf(citizenId)) }
    : citizenName
      ? { name: citizenName }
      : null;
  const { owner, known, isUnnamed, isToBeAsked } = await addressUsers(query, visible, { handle, named });
  const unnamed = isUnnamed && isToBeAsked ? await caseOfUnnamed(query, visible, handle) : null;
  return { owner, isSomebodyElse: isToBeAsked, unnamed, ...(known && { named: known }) };
}

/** The newest case that shows the owner of an address by it, of those that the agent may see. Indexes `handle_value`, `citizen_root`, `cases_citizen`. */
async function caseOfUnnamed(
  query: Query,
  visible: Scope,
  { type, value }: Pick<Handle, 'type' | 'value'>,
): Promise<AddressOwner['unnamed']> {
  const { values, bind } = parameters(type, value);
  const [last] = await query<{ reference: string; lastEntryAt: Date }>(
    `select k.reference, k.last_entry_at as "lastEntryAt" from handle h join citizen owner on owner.id = h.citizen_id
     join citizen same on same.root_id = owner.root_id join cases k on k.citizen_id = same.id
     where h.type = $1 and h.value = $2 and k.citizen_name = h.value and ${visible.sql('k', bind)} order by k.last_entry_at desc limit 1`,
    values,
  );
  return last ? { reference: last.reference, lastEntryAt: last.lastEntryAt.toISOString() } : null;
}
