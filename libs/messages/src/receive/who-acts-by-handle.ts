import { handleKey, resolveHandles } from '@guichet/citizens';
import type { Actor, Handle } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { nameShownIn } from './name-shown-in-case.js';

/**
 * Who is shown in a locked case as the author of what somebody does by a handle: its owner, or the address alone where it is not certain
 * who of two wrote the message (`entryId`) on which they act.
 */
export async function whoActsBy(
  tx: Tx,
  from: Handle,
  { item, entryId }: { item: Case; entryId: string },
): Promise<Actor> {
  const owner = (await resolveHandles(tx, [from], 'wrote')).get(handleKey(from))!;
  const [uncertain] = await tx.query(
    `select 1 from timeline_entry where id = $1 and data -> 'flags' ? 'sender-uncertain'`,
    [entryId],
  );
  if (uncertain) return { kind: 'system', name: from.value };
  return { kind: 'citizen', id: owner.citizenId, name: nameShownIn(item, owner, from.name) };
}
