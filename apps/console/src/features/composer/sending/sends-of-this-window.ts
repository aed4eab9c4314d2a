import type { Entry, MessageEntry } from '@guichet/contracts';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';

/** Ids of what was sent from this window. */
export const sentHere = new Set<string>();

/** By case, how many messages are on their way to the server. */
const inFlight = new Map<string, number>();

/** Whether something of this case is being sent from this window: nobody can tell yet which entry it will be. */
export const isSending = (caseId: string) => (inFlight.get(caseId) ?? 0) > 0;

/** Notes that something is being sent. Returns how to note that it is over. */
export function noteSending(caseId: string): () => void {
  inFlight.set(caseId, (inFlight.get(caseId) ?? 0) + 1);
  return () => void inFlight.set(caseId, inFlight.get(caseId)! - 1);
}

/** Whether this is a reply of one's own that was sent from another window. */
export const isSentFromAnotherWindow = (entry: Entry, agentId: string): entry is MessageEntry =>
  entry.kind === 'message' &&
  entry.direction === 'out' &&
  entry.actor.kind === 'agent' &&
  entry.actor.id === agentId &&
  !sentHere.has(entry.id);

const words = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Whether a sent reply is the one that is still in this composer. */
export const isSameReply = ({ text, provenance }: MessageEntry, content: Pick<DraftContent, 'text' | 'template'>) =>
  words(text) === words(content.text) ||
  (provenance !== null && provenance.replyPageId === content.template?.replyPageId);
