import { isUnreadAddress } from '@guichet/channels';
import type { Handle, SuppressionReason, Unanswerable } from '@guichet/contracts';
import { AutomaticMessage, type Tx } from '@guichet/database';
import { placeOf, type AutomaticPlace } from './automatic-message-count-keys.js';
import { optedOut, ownAddresses, RecentExchanges } from './own-addresses-and-recent-exchanges.queries.js';
import { queueMessage, type MessageOrigin, type OutgoingMessage } from './queue-message.js';

const DAY_MS = 86_400_000;
/** Servers try to deliver a mail for five days at most (RFC 5321 § 4.5.4.1): what claims to be older was sent anew by a program. */
const CLAIMED_MS = 5 * DAY_MS;

/** A message that somebody sent to us, as far as it matters whether anything may answer it by itself. */
export interface ReceivedMessage {
  /** Null: nobody, or several. */
  from: Pick<Handle, 'type' | 'value'> | null;
  flags: readonly string[];
  /** What the message says of itself. */
  unanswerable: Unanswerable | null;
  /** An agent recorded it. */
  byAgent: boolean;
  /** An agent took it from the quarantine. */
  fromQuarantine: boolean;
  /** Somebody takes it for spam, or its case is. */
  isSpam: boolean;
  /** What was found of who wrote it. */
  verdict: string | null;
  at: Date;
  /** When it was sent, as it says. */
  claimedAt: Date | null;
}

/** A rule: the reason for which nothing is sent, where it holds. */
type Rule<Facts> = (facts: Facts) => SuppressionReason | false | null;

/** Of which messages nothing may answer by itself (RFC 3834 § 2), the reason that explains most first. */
const MESSAGE_RULES: readonly Rule<ReceivedMessage & { now: Date }>[] = [
  ({ byAgent, flags }) => (byAgent || flags.includes('recorded')) && 'recorded',
  ({ flags }) => flags.includes('imported') && 'imported',
  ({ isSpam }) => isSpam && 'spam',
  ({ verdict }) => verdict === 'failed' && 'forged',
  ({ unanswerable }) => unanswerable,
  ({ flags }) => flags.includes('automatic') && 'robot',
  ({ fromQuarantine, flags }) => (fromQuarantine || flags.includes('unreadable')) && 'quarantined',
  ({ flags }) => flags.includes('third-party') && 'third-party',
  ({ at, now }) => age(at, now) > DAY_MS && 'too-old',
  ({ claimedAt, now }) => claimedAt !== null && age(claimedAt, now) > CLAIMED_MS && 'too-old',
  ({ from }) => from === null && 'no-sender',
];

const age = (at: Date, now: Date): number => now.getTime() - at.getTime();

/** Somebody to whom something would be sent by itself. */
export interface AutomaticRecipient {
  to: Pick<Handle, 'type' | 'value'>;
  /** All addresses of ours. */
  own: ReadonlySet<string>;
  optedOut: boolean;
}

const RECIPIENT_RULES: readonly Rule<AutomaticRecipient>[] = [
  ({ to, own }) => own.has(withoutDetail(to.value)) && 'own-address',
  ({ to }) => to.type === 'email' && isUnreadAddress(to.value) && 'no-reply-address',
  (recipient) => recipient.optedOut && 'opted-out',
];

/** An address without what stands behind `+`, as one with a token of ours leads to us, too. */
const withoutDetail = (address: string): string => address.replace(/\+[^@]*@/, '@');

function firstOf<Facts>(rules: readonly Rule<Facts>[], facts: Facts): SuppressionReason | null {
  for (const rule of rules) {
    const reason = rule(facts);
    if (reason) return reason;
  }
  return null;
}

/** Why nothing may answer a message by itself; null: something may. Pure. */
export const refusalOfMessage = (message: ReceivedMessage, now: Date): SuppressionReason | null =>
  firstOf(MESSAGE_RULES, { ...message, now });

/** Why nothing may be sent to somebody by itself, whatever it is; null: something may. Pure. */
export const refusalOfRecipient = (recipient: AutomaticRecipient): SuppressionReason | null =>
  firstOf(RECIPIENT_RULES, recipient);

/** What a message is sent for, by itself. */
export interface AutomaticCause {
  id: string;
  kind: AutomaticMessage['kind'];
}

/**
 * Sends a message that no agent has asked for, once for its cause. A copy of what an agent wrote is no exchange of machines, so that it
 * goes on however many there are.
 *
 * @returns the id of its entry; or why it is not sent, which is kept
 */
export async function queueAutomatic(
  tx: Tx,
  origin: MessageOrigin,
  { cause, message }: { cause: AutomaticCause; message: OutgoingMessage },
): Promise<{ entryId: string } | { refused: SuppressionReason }> {
  const { item, account } = origin;
  const to = message.to[0]!;
  const place = placeOf(to, item.id);
  const refused = await refusalOf(tx, { to, channelAccountId: account.id, place, kind: cause.kind });
  const row = { causeId: cause.id, kind: cause.kind, ...place, versionId: null, at: tx.now };
  if (refused) {
    await tx.repo(AutomaticMessage).insert({ ...row, entryId: null, reason: refused });
    return { refused };
  }
  const entryId = await queueMessage(tx, origin, message);
  await tx.repo(AutomaticMessage).insert({ ...row, entryId, reason: null });
  return { entryId };
}

interface WantedMessage {
  to: Handle;
  channelAccountId: string;
  place: AutomaticPlace;
  kind: AutomaticCause['kind'];
}

async function refusalOf(
  tx: Tx,
  { to, channelAccountId, place, kind }: WantedMessage,
): Promise<SuppressionReason | null> {
  const refusal = refusalOfRecipient({
    to,
    own: await ownAddresses(tx),
    optedOut: await optedOut(tx, channelAccountId, to),
  });
  if (refusal || kind === 'continuation') return refusal;
  return (await RecentExchanges.of(tx, [place])).isLoop(place) ? 'loop' : null;
}
