import type { Attachment } from '@guichet/contracts';
import type { Via } from './reach.js';

/** What stands in a composer. Reply and note each keep their own words; the draft is the one in front. */
export interface Content {
  mode: 'reply' | 'note';
  text: string;
  html: string | null;
  attachments: readonly Attachment[];
  /** By which way it was being written, once it was begun. */
  via?: Via;
}

/** Contents not yet sent, by case: leaving a case and coming back finds them at once, whatever the network does. */
const latest = new Map<string, Content>();
const listeners = new Map<string, (content: Content) => void>();

export const isBlank = (content: Content) => content.text.trim() === '' && content.attachments.length === 0;

export const remembered = (caseId: string) => latest.get(caseId);
export function remember(caseId: string, content: Content | undefined) {
  if (content && !isBlank(content)) latest.set(caseId, content);
  else latest.delete(caseId);
}

/** Puts words back into the composer of a case, as after an undo. */
export function restore(caseId: string, content: Content) {
  const listener = listeners.get(caseId);
  if (listener) listener(content);
  else remember(caseId, content);
}
export function onRestore(caseId: string, listener: (content: Content) => void) {
  listeners.set(caseId, listener);
  return () => void listeners.delete(caseId);
}
