import { openAgentStorage, type AgentStorage } from './agent-storage.js';
import type { DraftContent } from './draft-content.js';
import { openSentWords, type SentWords } from './sent-words.js';

/** A draft that the server does not keep yet. */
export interface MirroredDraft {
  /** Null: it was discarded, and the server was not told yet. */
  content: DraftContent | null;
  /** What the server was known to keep when this was written; undefined: nothing was known. */
  base?: DraftContent | null;
  other?: DraftContent;
  editedAt: number;
}

export interface DraftMirror extends AgentStorage<MirroredDraft> {
  sent: SentWords;
}

/** Keeps drafts of one agent in this browser while the server does not have them; leaving the page warns where that fails. */
export function openMirror(storage: Parameters<typeof openAgentStorage>[0], agentId: string): DraftMirror {
  const drafts = openAgentStorage<MirroredDraft>(storage, { prefix: 'guichet.draft:', agentId });
  const sent = openSentWords(storage, agentId);
  const clear = () => {
    drafts.clear();
    sent.clear();
  };
  return { ...drafts, sent, clear };
}
