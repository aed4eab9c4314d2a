import type { InboundMessage } from '@guichet/channels';
import type { Keyring } from '@guichet/platform';

const PURPOSE = 'loop';

/** Returns the token of the loop header of an automatic message: its id, and our signature of it. */
export const signLoop = (keyring: Keyring, id: string): string => `${id}.${keyring.sign(PURPOSE, id)}`;

/**
 * Returns what the loop header of a message says of it: one that we have sent by itself comes back, however it does, as an alias may
 * forward it to us without other signs. One that we cannot verify is of another town, or of a key that we have no more; no person writes
 * it. Such a message opens no case, and nothing answers our own.
 */
export function markedByLoop(
  keyring: Keyring,
  message: Pick<InboundMessage, 'loopToken'>,
): Pick<InboundMessage, 'automatic' | 'unanswerable'> {
  if (isOwnAutomatic(keyring, message)) return { automatic: 'reply', unanswerable: 'own-mail' };
  return message.loopToken ? { automatic: 'reply' } : {};
}

function isOwnAutomatic(keyring: Keyring, { loopToken = '' }: Pick<InboundMessage, 'loopToken'>): boolean {
  const dot = loopToken.lastIndexOf('.');
  return dot > 0 && keyring.verify(PURPOSE, loopToken.slice(0, dot), loopToken.slice(dot + 1));
}
