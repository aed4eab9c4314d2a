import type { InboundMessage } from '@guichet/channels';
import type { Keyring } from '@guichet/platform';

const PURPOSE = 'loop';

/** Returns the token of the loop header of an automatic message: its id, and our signature of it. */
export const signLoop = (keyring: Keyring, id: string): string => `${id}.${keyring.sign(PURPOSE, id)}`;

/** Whether a message is one that we have sent by itself, however it came back: an alias may forward it to us without other signs. */
export function isOwnAutomatic(keyring: Keyring, { loopToken = '' }: Pick<InboundMessage, 'loopToken'>): boolean {
  const dot = loopToken.lastIndexOf('.');
  return dot > 0 && keyring.verify(PURPOSE, loopToken.slice(0, dot), loopToken.slice(dot + 1));
}

/** What such a message is: it opens no case, and nothing answers it. */
export const OWN_AUTOMATIC = {
  automatic: 'reply',
  unanswerable: 'own-mail',
} as const satisfies Partial<InboundMessage>;
