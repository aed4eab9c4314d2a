import { smsText } from '@guichet/contracts';
import { textParts } from '../kit/parts.js';

/** Twilio takes so many characters in one call; carriers cut them into what a phone puts together again. */
const MAX_CHARACTERS = 1600;
const NUMBER = '(99/99) '.length;

/** A text as it leaves. Nothing promises the order in which several messages arrive: parts say which they are. */
export function smsParts(text: string): string[] {
  const sent = smsText(text).trim();
  if (sent.length <= MAX_CHARACTERS) return sent ? [sent] : [];
  const parts = textParts(sent, MAX_CHARACTERS - NUMBER);
  return parts.map((part, at) => `(${at + 1}/${parts.length}) ${part}`);
}
