import { type Principal } from '@guichet/access';
import { People, insertDistinct, deleteDistinct } from '@guichet/citizens';
import type { Tx } from '@guichet/database';
import { recordPersonActivities, noticesFor } from './record-person-activities.js';

/**
 * Records that an agent says two persons are not one: they are no longer suggested as duplicates.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` where the two are one person by a merge.
 */
export async function markDistinct(
  tx: Tx,
  who: Principal,
  { id, otherId }: { id: string; otherId: string },
): Promise<void> {
  const notices = await noticesForBoth(tx, who, { id, otherId });
  if (await insertDistinct(tx, who, { id, otherId }))
    await recordPersonActivities(tx, who, { notices, activityOf: (names) => ({ type: 'citizen-distinct', ...names }) });
}

/**
 * Undoes `markDistinct`.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` where nobody has said so.
 */
export async function unmarkDistinct(
  tx: Tx,
  who: Principal,
  { id, otherId }: { id: string; otherId: string },
): Promise<void> {
  const notices = await noticesForBoth(tx, who, { id, otherId });
  await deleteDistinct(tx, who, { id, otherId });
  await recordPersonActivities(tx, who, {
    notices,
    activityOf: (names) => ({ type: 'citizen-distinct-undone', ...names }),
  });
}

async function noticesForBoth(tx: Tx, who: Principal, { id, otherId }: { id: string; otherId: string }) {
  const people = await People.known(tx.query, who, [id, otherId]);
  return noticesFor(tx, who, { people, sides: [{ top: people.rootOf(id) }, { top: people.rootOf(otherId) }] });
}
