import type { Principal } from '@guichet/access';
import { entryOf, type StoredMessage } from '@guichet/cases';
import type { Reader } from '@guichet/database';
import { Failure, ImageRefused, type Egress, type FetchedImage } from '@guichet/platform';

/**
 * Fetches the n-th remote image of a message by our own server, so that its sender learns nothing about the agent. Throws
 * `not-found` where there is none, or where it cannot be fetched.
 */
export async function remoteImage(
  { reader, who, egress }: { reader: Reader; who: Principal; egress: Egress },
  { caseId, entryId, n }: { caseId: string; entryId: string; n: number },
): Promise<FetchedImage> {
  const entry = await entryOf(reader, who, { caseId, entryId });
  const url = entry.kind === 'message' ? (entry.data as StoredMessage).remoteImages[n] : undefined;
  if (!url) throw new Failure('not-found');
  return egress.fetchImage(url).catch((error: unknown) => {
    throw new Failure('not-found', {
      detail: error instanceof ImageRefused ? error.message : 'The image could not be fetched.',
    });
  });
}
