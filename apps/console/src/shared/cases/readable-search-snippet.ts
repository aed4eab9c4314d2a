import type { SearchHit } from '@guichet/contracts';
import { phoneText } from '../people/phone-text.js';

type Passage = SearchHit['snippet'];

/** Between the subject, the sender and the text of an entry. */
const BETWEEN = ' · ';

/** Numbers as they are stored. */
const NUMBER = /\+\d{7,15}/g;

/** The passage in which a case was found, with numbers as they are written by hand. */
export const withReadableNumbers = (passage: Passage): Passage =>
  passage.map((piece) => ({ ...piece, text: piece.text.replace(NUMBER, (value) => phoneText(value) ?? value) }));

/** The passage without what comes first in it and is empty, or is (the end of) the name beside which it is shown. */
export function withoutName([first, ...rest]: Passage, name: string): Passage {
  if (!first || first.hit) return first ? [first, ...rest] : [];
  const parts = first.text.split(BETWEEN);
  const isShown = (part: string) => name.endsWith(part.replace(/[·…]/g, '').trim());
  const from = parts.findIndex((part, index) => index === parts.length - 1 || !isShown(part));
  return [{ ...first, text: parts.slice(from).join(BETWEEN).trimStart() }, ...rest];
}
