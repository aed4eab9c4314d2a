import type { OutboundMessage } from '@guichet/channels';
import { KeptLetter, type Database } from '@guichet/database';
import type { BlobStore } from '@guichet/platform';
import { drawLetter, letterToSend } from '@guichet/templates';
import { attachedFiles } from '../compose-message.js';
import type { ClaimedDelivery } from '../claim-due-deliveries.queries.js';

const DELIVERY = { kind: 'system', name: 'Delivery' } as const;

/**
 * The letter of a message that leaves on paper. It is drawn for the first attempt and kept: what is printed, posted or sent again is
 * always the same.
 */
export async function keepLetter(
  { database, blobs }: { database: Database; blobs: BlobStore },
  { entryId, caseId }: Pick<ClaimedDelivery, 'entryId' | 'caseId'>,
): Promise<NonNullable<OutboundMessage['letter']>> {
  const kept = (await keptLetter(database, entryId)) ?? { ...(await draw()), failedOrders: 0 };
  const [file] = attachedFiles(blobs, [{ ...kept, name: `${kept.reference}.pdf`, type: 'application/pdf', size: 0 }]);
  return { reference: kept.reference, pages: kept.pages, failedOrders: kept.failedOrders, content: file!.content };

  async function draw(): Promise<Omit<KeptLetter, 'failedOrders'>> {
    const letter = await letterToSend(database, { caseId, entryId });
    const { pdf, pages } = await drawLetter(letter);
    const { digest } = await blobs.put(pdf);
    const row = { entryId, digest, pages, reference: letter.reference };
    return database.write(DELIVERY, async (tx) => {
      const made = { ...row, madeAt: tx.now };
      await tx.repo(KeptLetter).insert(made);
      return made;
    });
  }
}

type KeptFile = Pick<KeptLetter, 'digest' | 'pages' | 'reference' | 'failedOrders'>;

/** The letter that is kept of a message; null where it did not leave on paper, or not yet. */
export const keptLetter = async ({ query }: Pick<Database, 'query'>, entryId: string): Promise<KeptFile | null> => {
  const [row] = await query<KeptFile>(
    `select digest, pages, reference, failed_orders as "failedOrders" from kept_letter where entry_id = $1`,
    [entryId],
  );
  return row ?? null;
};
