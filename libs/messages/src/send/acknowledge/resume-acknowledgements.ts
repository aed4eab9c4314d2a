import type { Tx } from '@guichet/database';

/** So many are resumed at once; the next minute has the others. */
const AT_ONCE = 500;

/**
 * Job: has what was planned and not sent sent again. The runner of jobs takes the job of a process that was killed for one that still
 * runs, for hours. Index `automatic_message_planned`.
 */
export async function resumeAcknowledgements(tx: Tx): Promise<void> {
  const rows = await tx.query<{ entryId: string }>(
    `select cause_id as "entryId" from automatic_message where kind = 'acknowledgement' and entry_id is null and reason is null
       and at between $1::timestamptz - interval '1 day' and $1::timestamptz - interval '1 minute' order by at limit $2`,
    [tx.now, AT_ONCE],
  );
  await tx.jobs(
    'send-acknowledgement',
    rows.map(({ entryId }) => ({ payload: { entryId }, key: `send-acknowledgement:${entryId}` })),
  );
}
