import type { Scope } from '@guichet/access';
import type { CitizenSummary, Handle } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { People } from './people-visible-to-agent.js';
import { usersOf } from './users-of-address.queries.js';

/**
 * Who else than a citizen uses an address. They bear the names that the agent may know; of whom the agent may not know, or by no name, nothing is said.
 * Indexes as `addressUsers`.
 */
export async function otherUsersOf(
  { query }: Pick<Reader, 'query'>,
  visible: Scope,
  { handle, citizenId }: { handle: Pick<Handle, 'type' | 'value'>; citizenId: string },
): Promise<CitizenSummary[]> {
  const all = await usersOf(query, visible, handle);
  const people = await People.around(query, visible, [citizenId, ...all.map((user) => user.citizenId)]);
  const others = all.filter(({ rootId }) => rootId !== people.rootOf(citizenId));
  const known = others.flatMap(({ rootId: id, isKnown }) => {
    const name = isKnown && people.isKnown(id) ? people.nameOf(id) : '';
    return name === '' || name === handle.value ? [] : [{ id, name }];
  });
  return [...new Map(known.map((one) => [one.id, one])).values()];
}
