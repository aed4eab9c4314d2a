import { type Principal } from '@guichet/access';
import { linkHandle, unlinkHandle } from '@guichet/citizens';
import type { AddHandle, DetachHandle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { recordPersonActivity } from './record-person-activities.js';
import { lockInformedCases } from './lock-cases-showing-person.js';

/**
 * Records that an agent says an address is a person's; the open cases of the person show it.
 *
 * @throws Failure `not-found` for a person whom the agent may not know, `conflict` for the address of somebody else,
 * `invalid-request` for what is no address.
 */
export async function addHandle(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: AddHandle },
): Promise<void> {
  const [teamIds, cases] = await lockInformedCases(tx, who, { id, caseId: wanted.caseId });
  const address = await linkHandle(tx, who, { id, wanted, teamIds });
  const { evidence } = wanted;
  for (const item of cases)
    await recordPersonActivity(tx, who, { item, activity: { type: 'handle-added', address, evidence } });
}

/**
 * Records that an agent says an address is not a person's, and why; to add it again undoes this.
 *
 * @throws Failure `not-found` for a person or an address that the agent may not know, `conflict` for an address that a page or
 * a provider vouches for.
 */
export async function detachHandle(
  tx: Tx,
  who: Principal,
  { id, handleId, wanted: { reason, caseId } }: { id: string; handleId: string; wanted: DetachHandle },
): Promise<void> {
  const [teamIds, cases] = await lockInformedCases(tx, who, { id, caseId });
  const address = await unlinkHandle(tx, who, { id, handleId, reason, audience: { teamIds, caseId: caseId ?? null } });
  for (const item of cases)
    await recordPersonActivity(tx, who, { item, activity: { type: 'handle-detached', address, reason } });
}
