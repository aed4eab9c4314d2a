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

/** How long the mails of an account that is switched off are kept in mind, in days, and how often it is looked at. */
const OFF_DAYS = 30;
const LOOK_MINUTES = 24 * 60;

/**
 * Processes the envelope of a sent mail again. Where its account is switched off, it is left as it is, and looked at later: nothing is
 * wrong with it, so that it must not come into quarantine. Job.
 */
export async function readSentCopyAgain(tx: Tx, envelopeId: string): Promise<void> {
  const [envelope] = await tx.query<{ isOn: boolean; isWorthLater: boolean }>(
    `select a.enabled as "isOn", e.received_at > $2::timestamptz - make_interval(days => ${OFF_DAYS}) as "isWorthLater"
     from envelope e join channel_account a on a.id = e.channel_account_id where e.id = $1 and e.state = 'processed'`,
    [envelopeId, tx.now],
  );
  if (!envelope) return;
  if (envelope.isOn) {
    await tx.query(`update envelope set state = 'received' where id = $1 and state = 'processed'`, [envelopeId]);
    tx.notify('envelope');
  } else if (envelope.isWorthLater)
    await tx.job('read-sent-copy-again', { envelopeId }, { runAt: new Date(tx.now.getTime() + LOOK_MINUTES * 60_000) });
}
