import { actorOf, allow, caseFor, type Principal } from '@guichet/access';
import { appendEntry, saveCase } from '@guichet/cases';
import { Attachment, type Tx } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';

/**
 * Hands a file to an administrator that is locked, or that nobody has scanned yet. The timeline of its case keeps who took it and
 * why.
 *
 * @throws Failure `not-permitted`; `not-found`, also for a file that is not locked
 */
export async function takeLockedFile(
  tx: Tx,
  who: Principal,
  { id, reason }: { id: string; reason: string },
): Promise<{ digest: string; name: string }> {
  allow(who, 'attachment.unlock');
  const file = await tx.repo(Attachment).findOneBy({ id });
  if (!file?.caseId || !file.digest || (file.state !== 'locked' && file.state !== 'waiting'))
    throw new Failure('not-found');
  const item = await caseFor(tx, who, { id: file.caseId, permission: 'case.update' });
  const activity = { type: 'locked-file-taken', attachmentId: id, name: file.name, reason } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data: activity }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['locked-file-taken'] }, { caseId: item.id, teamIds: [item.teamId] });
  return { digest: file.digest, name: file.name };
}

/** Throws `conflict` for a file that agents do not get: it is infected, or nobody has looked into it yet. */
export function assertUnlocked(state: Attachment['state']): void {
  if (state === 'locked') throw conflict('file-locked');
  if (state === 'waiting') throw conflict('file-not-scanned');
}
