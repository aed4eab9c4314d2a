import type { CaseSummary } from '@guichet/contracts';
import { call } from '../api/client.js';
import { isPosting, messagesPosted } from '../outbox/post-waiting-message.js';

/**
 * Resolves with a case once what its agent has sent in it was stored, so that what they do next is done after that, however fast. A reply changes
 * its case: it is read anew then, as what is done next is undone to what was before it.
 */
export async function caseAfterMessages(item: CaseSummary): Promise<CaseSummary> {
  if (!isPosting(item.id)) return item;
  await messagesPosted(item.id);
  return call('getCase', { params: { id: item.id } }).catch(() => item);
}
