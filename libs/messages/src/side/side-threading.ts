import { handleKey } from '@guichet/citizens';
import type { Keyring } from '@guichet/platform';
import { withPrefix, type Arrival, type ThreadIndex } from '../receive/batch-thread-index.js';
import { whyDoubted, type Thread } from '../receive/threading.js';
import { idOfAddressToken } from '../signed-address-token.js';
import { sideTokensOf, type SideIndex, type SideThread } from './side-conversations-of-batch.js';

/**
 * Where a message belongs as far as side conversations are concerned: to one of them, or to neither them nor citizens, where it leads
 * to both, or its sender is not believed. Null: it has nothing to do with any.
 */
export type SideVerdict =
  | { to: 'side'; conversationId: string }
  /** `reason`: why it may belong to the case, but does not join it. */
  | { to: 'neither'; caseId: string; reason: string }
  | null;

interface Indexes {
  keyring: Keyring;
  index: ThreadIndex;
  side: SideIndex;
}

/**
 * Decides whether a message belongs to a side conversation: its token, or a reference to one of its messages, leads there, whatever
 * the address it comes from. Whoever leads to citizens besides, by a token, a reference or as one of them, is let into neither, so
 * that nobody reads what is not for them. Without a token, only a sender who is not doubted proves anything; what another one writes
 * stays apart, too, as it may quote the conversation.
 *
 * @param thread where the message would belong otherwise
 */
export function sideThreadOf(
  arrival: Arrival & { isSuspect?: boolean },
  thread: Thread,
  indexes: Indexes,
): SideVerdict {
  const { keyring, index, side } = indexes;
  const { message, isDoubted = false, isSuspect = false } = arrival;
  const tokens = sideTokensOf(keyring, message).filter((id) => side.threads.has(id));
  const named = [...new Set([...tokens, ...referredTo(arrival, side)])].map((id) => side.threads.get(id)!);
  const [found, ...others] = named;
  if (!found) return ofAskedPerson(arrival, thread, side);
  const isLedToCitizens = leadsToCitizens(arrival, { keyring, index });
  if (tokens.length === 0 && isLedToCitizens && isOtherCase(thread, named)) return null;
  const sender = message.from && handleKey(message.from);
  const isCitizen = sender !== null && named.some(({ citizens }) => citizens.has(sender));
  if (others.length > 0 || isCitizen || isLedToCitizens)
    return twoAudiences(restrictedAmong(thread, named, index) ?? found.caseId);
  if (tokens.length === 0 && (isDoubted || isSuspect))
    return { to: 'neither', caseId: found.caseId, reason: isDoubted ? whyDoubted(message) : 'taken-for-spam' };
  return { to: 'side', conversationId: found.id };
}

const twoAudiences = (caseId: string): SideVerdict => ({ to: 'neither', caseId, reason: 'two-audiences' });

/** What is restricted of that to which a message leads. */
const restrictedAmong = (thread: Thread, named: readonly SideThread[], { restricted }: ThreadIndex) =>
  [...named.map(({ caseId }) => caseId), ...(thread.to === 'case' ? [thread.caseId] : [])].find((caseId) =>
    restricted.has(caseId),
  );

const referredTo = ({ message }: Arrival, side: SideIndex): string[] =>
  withPrefix(message.threadKeys, 'ref:').flatMap((id) => side.ofMessage.get(id) ?? []);

/** Somebody who was asked writes to the address of the citizens of that very case: it would be read as part of their correspondence. */
function ofAskedPerson({ message }: Arrival, thread: Thread, { threads }: SideIndex): SideVerdict {
  if (thread.to === 'new' || !thread.thirdParty || !message.from) return null;
  const sender = handleKey(message.from);
  const isAsked = threads.values().some(({ caseId, recipients }) => caseId === thread.caseId && recipients.has(sender));
  return isAsked ? twoAudiences(thread.caseId) : null;
}

/**
 * Whoever was asked may be a citizen in a case of their own, and proves by what they refer to that they write in that one. That a mail
 * of that case has waited for theirs proves nothing: it may have a case of its own only because it came first.
 */
const isOtherCase = (thread: Thread, named: readonly SideThread[]): boolean =>
  thread.to === 'case' && !thread.thirdParty && named.every(({ caseId }) => caseId !== thread.caseId);

const leadsToCitizens = ({ message }: Arrival, { keyring, index }: Pick<Indexes, 'keyring' | 'index'>): boolean =>
  withPrefix(message.threadKeys, 'reply:').some((token) => idOfAddressToken(keyring, 'reply', token) !== null) ||
  withPrefix(message.threadKeys, 'ref:').some((id) => index.known.has(id));
