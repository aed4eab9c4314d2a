import { visibleText } from '@guichet/cases';
import type { MessageEntry } from '@guichet/contracts';

/** Returns what the sender wrote themselves or, of a message forwarded without a comment, what was forwarded. */
export const ownText = (segments: MessageEntry['segments']): string => {
  const own = visibleText(segments);
  return own.trim() ? own : segments.map(({ text }) => text).join('');
};
