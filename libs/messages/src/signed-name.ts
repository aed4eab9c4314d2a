import type { Keyring } from '@guichet/platform';
import { decode, encode } from './tokens.js';

/** The last part of a link of ours: names a row, and proves that we have made it. Short, as an SMS must have room for it. */
export function signedName(keyring: Keyring, purpose: 'answer-link' | 'survey-link', id: string): string {
  const named = encode(id);
  return `${named}.${keyring.sign(purpose, named)}`;
}

/** The id that the last part of a link names; null: it is none of ours. */
export function idNamed(keyring: Keyring, purpose: 'answer-link' | 'survey-link', name: string): string | null {
  const match = /^([a-z2-7]{26})\.([a-z2-7]{16})$/.exec(name);
  if (!match) return null;
  const [, named, signature] = match as unknown as [string, string, string];
  return keyring.verify(purpose, named, signature) ? decode(named) : null;
}
