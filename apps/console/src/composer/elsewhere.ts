import type { Entry, MessageEntry } from '@guichet/contracts';
import type { Content } from './restore.js';

/** Ids of what was sent from this window. */
export const sentHere = new Set<string>();

/** An answer of one's own, from another window. */
export const isElsewhere = (entry: Entry, agentId: string): entry is MessageEntry =>
  entry.kind === 'message' &&
  entry.direction === 'out' &&
  entry.actor.kind === 'agent' &&
  entry.actor.id === agentId &&
  !sentHere.has(entry.id);

const words = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Whether an answer that has left is what stands here still. */
export const isSame = ({ text, provenance }: MessageEntry, content: Pick<Content, 'text' | 'template'>) =>
  words(text) === words(content.text) || (provenance !== null && provenance.answerId === content.template?.answerId);
