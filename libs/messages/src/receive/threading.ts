import type { InboundMessage } from '@guichet/channels';
import { handleKey } from '@guichet/citizens';
import type { Keyring } from '@guichet/platform';
import { idOfAddressToken } from '../signed-address-token.js';
import { conversationKey } from './conversations-of-batch.js';
import { withPrefix, type Arrival, type ThreadIndex } from './batch-thread-index.js';

export type Thread =
  /** `proven`: other cases that it proves to be one correspondence with this one. */
  | {
      to: 'case';
      caseId: string;
      thirdParty: boolean;
      proven?: readonly string[];
      /** Two persons use the handle, and either may have written. `takesPart`: it takes part in the case nevertheless. */
      uncertain?: { takesPart: boolean };
      suggested?: readonly SuggestedCase[];
    }
  /** A new case; `suggested` is another one that it claims to belong to, without proof. */
  | { to: 'new'; suggested: SuggestedCase | null };

/** Another case to which a message may belong. */
export interface SuggestedCase {
  caseId: string;
  reason: string;
}

/** The number of references of a message that are kept until their messages come: the nearest. */
const MAX_AWAITED = 10;

/** A message that points to more cases of its sender than this is no part of a correspondence: it proves nothing of them. */
const MAX_PROVEN = 10;

/**
 * Whether the sender of a message is known and genuine, so that a reference proves something: to the message, and of it. Whoever
 * may not join by a reference is let in nowhere by it, and nobody joins the case that they have opened.
 */
const mayThreadByReference = ({ message, isDoubted = false }: Arrival): boolean => message.from !== null && !isDoubted;

/** The external ids of the messages to which a message refers, and for which it waits as they are not known yet. */
export function awaitedBy(arrival: Arrival, known: ReadonlySet<string>): string[] {
  const { message, account } = arrival;
  if (message.automatic !== undefined || account.conversation || !mayThreadByReference(arrival)) return [];
  const isToCome = (id: string) => id !== message.externalId && !known.has(id);
  return withPrefix(message.threadKeys, 'ref:').filter(isToCome).slice(0, MAX_AWAITED);
}

/**
 * Finds the case of a message, by proof only: by a token that we signed, for a case in which the sender takes part; else by a reference to a message of a case whose
 * participant the sender is, or by the reference of such a case to this message; else, where a channel is a conversation, by
 * the case of theirs that they name, else by that in which it was last. Other cases to which such references lead are `proven`. A stranger who shows a token joins
 * the case as a third party, which is marked, and is told nothing. Anything else that points to a case (a reference in the
 * subject, a reply from a stranger) is a suggestion for the agent.
 */
export function threadOf(arrival: Arrival, index: ThreadIndex, keyring: Keyring): Thread {
  const conversation = conversationFor(arrival, index);
  const thread = provenThread(arrival, index, keyring) ?? conversation ?? newThread(arrival, index);
  return thread.to === 'case' ? withUncertainty(thread, { arrival, index, isProven: thread !== conversation }) : thread;
}

/** The case to which a message proves to belong. */
function provenThread(arrival: Arrival, index: ThreadIndex, keyring: Keyring): Thread | undefined {
  const { message } = arrival;
  const isPart = (caseId: string) => takesPart(arrival, caseId, index);
  const named = casesNamed(message, index, keyring);
  const own = named.find(isPart);
  if (own) return joining(own, provenCases(arrival, index));
  // What is replied to may have left from another case, and be in the sender's own since.
  const [byReference, ...others] = provenCases(arrival, index);
  if (byReference) return joining(byReference, others);
  if (named[0]) return { to: 'case', caseId: named[0], thirdParty: true };
  // An automatic reply to a message of ours is about that message, whoever sends it, unless that is forged; they learn nothing by it.
  const isByRobot = message.automatic === 'reply' && message.authentication?.verdict !== 'failed';
  const answered = isByRobot && casesReferredTo(message, index, index.ours)[0];
  if (answered) return { to: 'case', caseId: answered, thirdParty: true };
  const byName = caseNamedInConversation(arrival, index);
  return byName === undefined ? undefined : { to: 'case', caseId: byName, thirdParty: false };
}

/** A message opens a case, with another one to which it may belong. */
function newThread(arrival: Arrival, index: ThreadIndex): Thread {
  const { message, account } = arrival;
  const sender = message.from && handleKey(message.from);
  const [stranger] = casesReferredTo(message, index);
  if (stranger)
    return {
      to: 'new',
      suggested: { caseId: stranger, reason: whyNotJoined(arrival, takesPart(arrival, stranger, index)) },
    };
  const [named] = casesHinted(message, index);
  if (named) return { to: 'new', suggested: { caseId: named, reason: 'names-reference' } };
  const open = account.conversation && sender !== null && index.open.get(sender);
  return { to: 'new', suggested: open ? { caseId: open, reason: 'same-address' } : null };
}

const takesPart = ({ message: { from } }: Arrival, caseId: string, { participants }: ThreadIndex): boolean =>
  from !== null && (participants.get(caseId)?.has(handleKey(from)) ?? false);

/** The present cases whose references a message names. */
const casesHinted = ({ threadKeys }: InboundMessage, { references }: ThreadIndex): string[] =>
  withPrefix(threadKeys, 'hint:').flatMap((reference) => references.get(reference) ?? []);

/** The case that somebody names in a conversation, where it is for them to enter; in a mail, a reference proves nothing. */
function caseNamedInConversation({ message, account }: Arrival, index: ThreadIndex): string | undefined {
  if (!account.conversation || message.from === null) return undefined;
  const sender = handleKey(message.from);
  return casesHinted(message, index).find((caseId) => index.entitled.get(caseId)?.has(sender));
}

/** The case in which a conversation goes on; one that is named, and is not for the sender to enter, is suggested to it. */
function conversationFor({ message, account }: Arrival, index: ThreadIndex): Thread | undefined {
  if (!account.conversation || message.from === null) return undefined;
  const caseId = index.conversations.get(conversationKey(account.id, message.from));
  if (caseId === undefined) return undefined;
  // That a restricted case exists is said to nobody else.
  const named = casesHinted(message, index).find((id) => id !== caseId && !index.restricted.has(id));
  const suggested = named === undefined ? [] : [{ caseId: named, reason: 'names-reference' }];
  return { to: 'case', caseId, thirdParty: false, suggested };
}

/**
 * A message that joins a case, marked where two persons use its handle and it is not certain who of them has written. Where a conversation goes
 * on, that depends on its case; what else a message proves (`isProven`), either of the two may.
 */
export function withUncertainty(
  thread: Thread & { to: 'case' },
  { arrival, index, isProven }: { arrival: Arrival; index: ThreadIndex; isProven: boolean },
): Thread & { to: 'case' } {
  const { message, account } = arrival;
  if (!account.conversation || message.from === null || thread.thirdParty) return thread;
  const two = index.ofTwo.get(conversationKey(account.id, message.from));
  const isUncertain = two?.uncertainIn.has(thread.caseId) || (isProven && two?.isShared);
  return isUncertain ? { ...thread, uncertain: { takesPart: takesPart(arrival, thread.caseId, index) } } : thread;
}

/** The present cases that are named by tokens of ours. */
const casesNamed = ({ threadKeys }: InboundMessage, index: ThreadIndex, keyring: Keyring): string[] =>
  withPrefix(threadKeys, 'reply:').flatMap((token) => {
    const id = idOfAddressToken(keyring, 'reply', token);
    return (id && index.cases.get(id)) ?? [];
  });

/** Why a message that refers to a case does not join it. */
function whyNotJoined({ message, isDoubted = false }: Arrival, isPart: boolean): string {
  return isPart && isDoubted ? whyDoubted(message) : 'reply-from-unknown-address';
}

/** Why the sender of a message is not believed. */
export const whyDoubted = ({ authentication }: InboundMessage): string =>
  authentication?.verdict === 'failed' ? 'sender-failed' : 'sender-not-authenticated';

/** A message joins a case; what it proves of other ones, unless they are too many to be one correspondence. */
const joining = (caseId: string, proven: readonly string[]): Thread => ({
  ...{ to: 'case', caseId, thirdParty: false },
  proven: proven.length <= MAX_PROVEN ? proven.filter((id) => id !== caseId) : [],
});

/** The cases of the messages to which a message refers, the nearest first. */
export const casesReferredTo = ({ threadKeys }: InboundMessage, index: ThreadIndex, among = index.known): string[] =>
  withPrefix(threadKeys, 'ref:').flatMap((ref) => (among.has(ref) && index.messages.get(ref)) || []);

/**
 * The cases in which the sender of a message takes part and to whose messages it refers, the nearest first, and those whose
 * messages have referred to it. A robot's message proves only the first of them.
 */
function provenCases(arrival: Arrival, index: ThreadIndex): string[] {
  const { message, account } = arrival;
  const sender = message.from && handleKey(message.from);
  if (sender === null || !mayThreadByReference(arrival)) return [];
  const own = casesReferredTo(message, index).filter((caseId) => index.participants.get(caseId)?.has(sender));
  const proven = [...new Set([...own, ...casesWaitingFor(arrival, index)])];
  return message.automatic !== undefined || account.conversation ? proven.slice(0, 1) : proven;
}

/** The cases that wait for a message and in which its sender takes part; the oldest first. */
function casesWaitingFor(arrival: Arrival, index: ThreadIndex): string[] {
  const { message } = arrival;
  const sender = message.from && handleKey(message.from);
  // Where its Message-ID has come before, it is not known which of the two is meant.
  return sender !== null && mayThreadByReference(arrival) && !index.known.has(message.externalId)
    ? (index.awaiting.get(message.externalId) ?? []).filter((caseId) => index.participants.get(caseId)?.has(sender))
    : [];
}

/**
 * Whoever waits for a message of the batch waits for those to which that refers, too. `arrivals` are in the order of their references.
 */
export function awaitAncestors(index: ThreadIndex, arrivals: readonly Arrival[]): void {
  const inBatch = new Set(arrivals.map(({ message }) => message.externalId));
  for (const arrival of arrivals.toReversed()) {
    const waiting = casesWaitingFor(arrival, index);
    if (waiting.length === 0) continue;
    for (const ref of withPrefix(arrival.message.threadKeys, 'ref:').filter((id) => inBatch.has(id)))
      index.awaiting.set(ref, [...new Set([...(index.awaiting.get(ref) ?? []), ...waiting])]);
  }
}
