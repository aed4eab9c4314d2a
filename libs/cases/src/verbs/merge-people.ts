import { type Principal } from '@guichet/access';
import { mergeCitizens, People, standingMerge, unmergeCitizens } from '@guichet/citizens';
import type { MergeCitizen } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { noticesFor, recordPersonActivities } from './record-person-activities.js';

/**
 * Merges two persons, of whom an agent says that they are one, and why; their open cases show it.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` where they are one already, or
 * where the one who would stay is known by unproved addresses alone and the other better, and that is not `confirmed`.
 */
export async function mergePeople(
  tx: Tx,
  who: Principal,
  { citizenId, intoId, reason, confirmed }: MergeCitizen & { citizenId: string },
): Promise<void> {
  const people = await People.known(tx.query, who, [citizenId, intoId]);
  const [top, otherTop] = [people.rootOf(citizenId), people.rootOf(intoId)];
  const notices = top === otherTop ? [] : await noticesFor(tx, who, { people, sides: [{ top }, { top: otherTop }] });
  const { mergeId } = await mergeCitizens(tx, who, { id: citizenId, otherId: intoId, reason, confirmed });
  await recordPersonActivities(tx, who, {
    notices,
    activityOf: (names) => ({ type: 'citizen-merged', mergeId, ...names, reason }),
  });
}

/**
 * Undoes a merge; their open cases show it, and so do all cases that show the merge, also where the agent does not see them any more.
 *
 * @throws Failure `not-found` for a merge that the agent may not know, `conflict` for one that was undone already.
 */
export async function unmergePeople(
  tx: Tx,
  who: Principal,
  { citizenId, mergeId }: { citizenId: string; mergeId: string },
): Promise<void> {
  const [merge, people] = await standingMerge(tx, who, { id: citizenId, mergeId });
  const rest = { top: people.rootOf(citizenId), except: merge.citizenId };
  const notices = await noticesFor(tx, who, { people, sides: [{ top: merge.citizenId }, rest], mergeId });
  await unmergeCitizens(tx, who, { id: citizenId, mergeId });
  await recordPersonActivities(tx, who, {
    notices,
    activityOf: (names) => ({ type: 'citizen-unmerged', mergeId, ...names }),
  });
}
