import { visibleText } from '@guichet/cases';
import type { MessageEntry } from '@guichet/contracts';

/** What somebody wrote themselves; of a message that is handed on without a word, what it hands on. */
export const saidIn = (segments: MessageEntry['segments']): string => {
  const own = visibleText(segments);
  return own.trim() ? own : segments.map(({ text }) => text).join('');
};
