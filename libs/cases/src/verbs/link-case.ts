import { actorOf, anyCaseFor, caseFor, type Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { appendEntry } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';

/**
 * Links two cases, which both show it; or dismisses a link that was suggested.
 *
 * @throws Failure `not-found` where the agent may not change one of the two, `conflict` for one that was merged,
 * `invalid-request` for a case and itself.
 */
export async function linkCase(
  tx: Tx,
  who: Principal,
  { caseId, otherId, accept }: { caseId: string; otherId: string; accept: boolean },
): Promise<void> {
  if (caseId === otherId) throw wrongField('caseId', 'same-case');
  // Locked in one order, whichever of the two was asked first.
  const [first, second] = [caseId, otherId].sort() as [string, string];
  // What is said about a suggestion is written in the first case only, whatever has become of the other.
  const lock = (id: string) =>
    (accept || id === caseId ? caseFor : anyCaseFor)(tx, who, { id, permission: 'case.update' });
  const locked = new Map([
    [first, await lock(first)],
    [second, await lock(second)],
  ]);
  const state = accept ? 'linked' : 'dismissed';
  for (const [id, other] of [
    [caseId, otherId],
    [otherId, caseId],
  ] as const) {
    if (!accept && id === otherId) continue;
    await tx.query(
      `insert into case_link (case_id, other_id, state) values ($1, $2, $3) on conflict (case_id, other_id) do update set state = excluded.state`,
      [id, other, state],
    );
    const item = locked.get(id)!;
    const activity = {
      type: accept ? 'linked' : 'link-dismissed',
      caseId: other,
      reference: locked.get(other)!.reference,
    } as const;
    await appendEntry(tx, { item, entry: { kind: 'activity', data: activity }, actor: actorOf(who) });
    await saveCase(tx, item);
    tx.publish('case.changed', { fields: ['links'] }, { caseId: id, teamIds: [item.teamId] });
  }
}
