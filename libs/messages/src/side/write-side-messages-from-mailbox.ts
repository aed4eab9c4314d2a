import type { Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import type { ParsedMessage } from '../receive/parsed-message.js';
import { isSpam } from '../receive/spam-in-threads.js';
import { threadIndex } from '../receive/batch-thread-index.js';
import { inOrderOfReference } from '../receive/order-by-reference.js';
import { receivedKey, sideIndex, type SideIndex } from './side-conversations-of-batch.js';
import { sideThreadOf } from './side-threading.js';
import { writeSideMessages, type SideArrival } from './write-side-messages.js';

/** Whether a message is in a side conversation already: a copy of what came, or of what we sent, which comes back from a list. */
export const isKnownAside = ({ known }: SideIndex, { message }: ParsedMessage): boolean =>
  known.has(message.externalId) || known.has(receivedKey(message));

/** Notes that a message is in a side conversation, for those of the same batch that refer to it. */
export function addToSideIndex(side: SideIndex, { item: { message }, conversationId }: SideArrival): void {
  side.ofMessage.set(message.externalId, conversationId);
  side.known.add(receivedKey(message));
}

/** What was found in a mailbox, apart from mail that has come now. */
interface FromMailbox {
  history: ParsedMessage[];
  sentCopies: ParsedMessage[];
}

/**
 * Takes the messages of side conversations out of what was found in a mailbox: its history, and copies of what colleagues have sent by
 * another program. They are written there, unless they are there already.
 *
 * @returns the others, and the envelopes of those that lead to citizens as well, which belong nowhere
 */
export async function takeFromMailbox(
  tx: Tx,
  keyring: Keyring,
  found: FromMailbox,
): Promise<{ rest: FromMailbox; conflicting: string[] }> {
  const items = inOrderOfReference([...found.history, ...found.sentCopies]);
  const index = items.length > 0 ? await threadIndex(tx, keyring, items) : null;
  const side = index && (await sideIndex(tx, keyring, { arrivals: items, caseIds: [] }));
  if (!side || (side.threads.size === 0 && side.known.size === 0)) return { rest: found, conflicting: [] };
  const taken = new Set<ParsedMessage>();
  const arrivals: SideArrival[] = [];
  const conflicting: string[] = [];
  for (const item of items) {
    if (isKnownAside(side, item)) taken.add(item);
    if (taken.has(item)) continue;
    const isSuspect = isSpam(item) && !item.origin?.isSentCopy;
    const verdict = sideThreadOf({ ...item, isSuspect }, { to: 'new', suggested: null }, { keyring, index, side });
    // What a filter took for spam in the mailbox is history like any other.
    if (!verdict || (verdict.to === 'neither' && verdict.reason !== 'two-audiences')) continue;
    taken.add(item);
    if (verdict.to === 'neither') conflicting.push(item.envelopeId);
    else {
      const arrival = { item, conversationId: verdict.conversationId };
      arrivals.push(arrival);
      addToSideIndex(side, arrival);
    }
  }
  await writeSideMessages(tx, arrivals);
  const left = (messages: readonly ParsedMessage[]) => messages.filter((item) => !taken.has(item));
  return { rest: { history: left(found.history), sentCopies: left(found.sentCopies) }, conflicting };
}
