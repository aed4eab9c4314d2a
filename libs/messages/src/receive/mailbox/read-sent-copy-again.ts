import type { Tx } from '@guichet/database';

/** After which times a sent mail is read again that belongs to no case yet, in minutes: as long as replies to it are waited for. */
const AGAIN_MINUTES = [2, 60, 24 * 60, 5 * 24 * 60];

/**
 * Has sent mails read again: the message to which one refers may be read after it, from another folder, and the citizen to whom a
 * colleague has written first may reply.
 */
export async function scheduleReadingAgain(tx: Tx, envelopeIds: readonly string[]): Promise<void> {
  if (envelopeIds.length === 0) return;
  const rows = await tx.query<{ envelopeId: string; attempts: number }>(
    `update envelope set attempts = attempts + 1 where id = any($1::uuid[]) returning id as "envelopeId", attempts`,
    [envelopeIds],
  );
  const jobs = rows.flatMap(({ envelopeId, attempts }) => {
    const minutes = AGAIN_MINUTES[attempts - 1];
    return minutes === undefined
      ? []
      : [{ payload: { envelopeId }, runAt: new Date(tx.now.getTime() + minutes * 60_000) }];
  });
  await tx.jobs('read-sent-copy-again', jobs);
}

/** Processes the envelope of a sent mail again. Job. */
export async function readSentCopyAgain(tx: Tx, envelopeId: string): Promise<void> {
  await tx.query(`update envelope set state = 'received' where id = $1 and state = 'processed'`, [envelopeId]);
  tx.notify('envelope');
}
