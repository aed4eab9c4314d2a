import type { Keyring } from '@guichet/platform';
import { decode, encode } from '../signed-address-token.js';

/** Returns the last part of one of our links. It names a row and proves that we created the link, and is short, as an SMS must have room for it. */
export function signLinkToken(keyring: Keyring, purpose: 'reply-link' | 'survey-link', id: string): string {
  const named = encode(id);
  return `${named}.${keyring.sign(purpose, named)}`;
}

/** Returns the id that the last part of a link contains, or null when the link was not created by us. */
export function idOfLinkToken(keyring: Keyring, purpose: 'reply-link' | 'survey-link', name: string): string | null {
  const match = /^([a-z2-7]{26})\.([a-z2-7]{16})$/.exec(name);
  if (!match) return null;
  const [, named, signature] = match as unknown as [string, string, string];
  return keyring.verify(purpose, named, signature) ? decode(named) : null;
}
