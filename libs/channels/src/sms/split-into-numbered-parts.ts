import { smsText } from '@guichet/contracts';
import { textParts } from '../kit/send-in-parts.js';

const NUMBER = '(99/99) '.length;

/**
 * A text as it is sent, in parts of at most `max` characters, which carriers cut into what a phone puts together again. The
 * order in which several messages arrive is not certain: each part says which it is.
 */
export function smsParts(text: string, max: number): string[] {
  const sent = smsText(text).trim();
  if (sent.length <= max) return sent ? [sent] : [];
  const parts = textParts(sent, max - NUMBER);
  return parts.map((part, at) => `(${at + 1}/${parts.length}) ${part}`);
}
