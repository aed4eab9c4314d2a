import type { DeliveryStatus } from '@guichet/contracts';
import type { Delivery, Tx } from '@guichet/database';

/** Records that a letter was posted, for the history of one that comes back and is posted again. Says nothing of other messages. */
export async function recordPosting(tx: Tx, { entryId, sentAt }: Delivery): Promise<void> {
  await tx.query(
    `insert into letter_posting (entry_id, posted_at) select entry_id, $2 from kept_letter where entry_id = $1
     on conflict do nothing`,
    [entryId, sentAt],
  );
}

/** When a letter was last posted; null where it was not, and for all other messages. */
export async function lastPosting({ query }: Pick<Tx, 'query'>, entryId: string): Promise<Date | null> {
  const [row] = await query<{ at: Date | null }>(
    `select max(posted_at) as at from letter_posting where entry_id = $1`,
    [entryId],
  );
  return row?.at ?? null;
}

/** A letter in these states may have been ordered, and is posted once its provider tells so. */
const ORDERED: ReadonlySet<DeliveryStatus> = new Set<DeliveryStatus>(['handed-over', 'unknown']);

/**
 * When a letter that was handed over, or may have been, was posted, as its provider reports it: neither before it was handed over nor after we heard of it.
 * Says nothing where it was not posted.
 */
export function reportedPosting(
  { state, startedAt, uncertainSince }: Delivery,
  { status, at }: { status: DeliveryStatus; at: Date | null },
  now: Date,
): { sentAt: Date } | undefined {
  if (!ORDERED.has(state) || (status !== 'sent' && status !== 'delivered')) return undefined;
  const reported = Math.min((at ?? now).getTime(), now.getTime());
  const soonest = uncertainSince ?? startedAt;
  return { sentAt: new Date(Math.max(reported, soonest?.getTime() ?? reported)) };
}
