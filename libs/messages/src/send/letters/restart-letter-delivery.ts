import type { Delivery, Tx } from '@guichet/database';

type Again = Pick<Delivery, 'uncertainSince' | 'sentAt'>;

/**
 * How the delivery of a letter begins anew. Where its last order came to nothing for certain, the next one is another order. Where it
 * may have been taken, the next attempt is the same order as before, and that doubt lasts until the order is known, whatever an
 * attempt is refused for meanwhile: a letter that is ordered twice is posted twice. It is not on its way until it is posted again;
 * `letter_posting` keeps when it was. Changes nothing of other messages.
 */
export async function restartLetterDelivery(tx: Tx, delivery: Delivery): Promise<Again | undefined> {
  const { entryId, state, sentAt, uncertainSince } = delivery;
  const [letter] = await tx.query<{ hasFailedOrder: boolean }>(
    `select exists (select 1 from message_part p
       where p.entry_id = k.entry_id and p.position is not null and p.state = 'failed') as "hasFailedOrder"
     from kept_letter k where k.entry_id = $1`,
    [entryId],
  );
  if (!letter) return undefined;
  // What was posted and came back, and what its provider said no to, is an order that is known.
  const isKnown = sentAt !== null || letter.hasFailedOrder;
  const isInDoubt = !isKnown && (state === 'unknown' || uncertainSince !== null);
  if (letter.hasFailedOrder || (state === 'failed' && !isInDoubt)) await recordFailedOrder(tx, entryId);
  // The agent who sends a letter again of which nobody knows decides anew; any other attempt leaves the doubt as old as it is.
  const since = state === 'unknown' ? tx.now : (uncertainSince ?? tx.now);
  return { uncertainSince: isInDoubt ? since : null, sentAt: null };
}

/** From now on nothing that is said of its old order decides on the letter. */
async function recordFailedOrder(tx: Tx, entryId: string): Promise<void> {
  await tx.query(`update kept_letter set failed_orders = failed_orders + 1 where entry_id = $1`, [entryId]);
  await tx.query(`update message_part set position = null where entry_id = $1 and position is not null`, [entryId]);
}
