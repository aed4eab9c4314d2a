import { ChannelError, commonReason, type Channel, type Delivered, type Lane, type PartIds } from '@guichet/channels';
import type { Delivery } from '@guichet/database';
import { counter } from '@guichet/platform';
import type { AccountHealth } from '../accounts/account-health-and-changed-event.js';
import type { Account } from '../accounts/channel-accounts.js';
import type { ClaimedDelivery } from './claim-due-deliveries.queries.js';
import { idsOf } from './sent-message-parts.js';

const attemptsTotal = counter('guichet_deliveries_total', 'Attempts to deliver a message, by outcome.', ['outcome']);

/** The result of one attempt to deliver a message. */
export interface DeliveryOutcome extends Pick<Delivery, 'state' | 'reason'> {
  recipients?: Delivery['recipients'];
  dueAt?: Date;
  uncertainSince?: Date | null;
  /** The time when the provider had accepted all of it; `sentAt`, when it was on its way with that. */
  takenAt?: Date;
  sentAt?: Date;
  /** The provider's ids of the parts that were sent. */
  sentParts?: PartIds;
  /** What the attempt tells about the account. */
  health?: AccountHealth;
  /** What it tells about the provider's server. */
  server?: ChannelError['server'];
  /** Said where the attempt does not count. */
  attempts?: number;
}

/** How a channel retries failed deliveries. */
export type RetryPolicy = Pick<Channel, 'repeatableForSeconds' | 'retrySeconds'>;

/**
 * Why a message must not be sent now, known before anything of it is: its recipient has opted out, its template was
 * withdrawn, it names an agent who is anonymous since, whoever scheduled it may no longer answer there, its account cannot be used, or an earlier attempt may have arrived
 * and can no longer be repeated safely.
 */
export function refusalOf(
  delivery: ClaimedDelivery,
  account: Account | undefined,
  now: Date,
): DeliveryOutcome | undefined {
  const { optOutWord, isWithdrawn, namesAnonymous, authorMayNot, uncertainSince } = delivery;
  if (optOutWord !== null) return { state: 'failed', reason: commonReason('opted-out', { word: optOutWord }) };
  if (isWithdrawn) return { state: 'blocked', reason: 'template-withdrawn' };
  if (namesAnonymous) return { state: 'blocked', reason: 'author-now-anonymous' };
  if (authorMayNot) return { state: 'blocked', reason: 'author-may-not' };
  if (!account?.enabled) return { state: 'failed', reason: commonReason('account-unusable') };
  if (uncertainSince && !mayRepeat(account.channel, uncertainSince, now))
    return { state: 'unknown', reason: commonReason('no-second-try') };
  return undefined;
}

const ON_PAPER: ReadonlySet<string> = new Set(['to-print', 'handed-over']);

/** The provider has taken the message, for all recipients but those that it refused. */
export function afterSending(
  { entryId }: ClaimedDelivery,
  { channel, health, healthOfSending }: Account,
  { delivered, now }: { delivered: Delivered; now: Date },
): DeliveryOutcome {
  attemptsTotal.inc({ outcome: 'sent' });
  const { refused, status = 'sent' } = delivered;
  const recipients = refused.map(({ address, reason }) => ({ address, status: 'failed' as const, reason }));
  const [first] = recipients;
  return {
    state: first ? 'failed' : status,
    reason: first?.reason ?? null,
    recipients,
    takenAt: now,
    // A letter is not on its way before it is posted.
    ...(!ON_PAPER.has(status) && { sentAt: now }),
    server: 'works',
    sentParts: idsOf(entryId, delivered),
    // What is found wrong while a mailbox is read, only the reader of it knows to be over.
    ...(health === 'error' && (healthOfSending || !channel.listen) && { health: { state: 'ok', reason: null } }),
  };
}

/** The attempt failed: it is repeated later, has failed for good, or its fate is unknown. */
export function afterFault(
  { attempts, startedAt, uncertainSince, recipients }: ClaimedDelivery,
  { reason, retryable, uncertain, afterSeconds, server }: ChannelError,
  { policy, now }: { policy: RetryPolicy; now: Date },
): DeliveryOutcome {
  attemptsTotal.inc({ outcome: retryable ? 'retry' : 'failed' });
  const since = uncertainSince ?? (uncertain ? startedAt : null);
  const pause = policy.retrySeconds[attempts - 1];
  const dueAt = new Date(now.getTime() + Math.max(pause ?? 0, afterSeconds ?? 0) * 1000);
  if (since && !mayRepeat(policy, since, dueAt)) return { state: 'unknown', reason, server };
  if (!retryable || pause === undefined) return { state: 'failed', reason, uncertainSince: since, server };
  return { state: 'queued', reason, recipients, dueAt, uncertainSince: since, server };
}

/** The message has to wait for its turn, as not too many may be sent to where it goes. That is no attempt. */
export const notYet = (
  { attempts, recipients, uncertainSince }: ClaimedDelivery,
  { ms, lane: { name } }: { ms: number; lane: Lane },
  now: Date,
): DeliveryOutcome => ({
  ...{ state: 'queued', reason: commonReason('sent-more-slowly', { name }), recipients, uncertainSince },
  ...{ dueAt: new Date(now.getTime() + ms), attempts: attempts - 1 },
});

/** The process died while sending: the message is sent again where a second copy is recognised as the same message. */
export function afterDeath(
  { startedAt, uncertainSince, recipients }: ClaimedDelivery,
  policy: Pick<RetryPolicy, 'repeatableForSeconds'>,
  now: Date,
): DeliveryOutcome {
  const since = uncertainSince ?? startedAt ?? now;
  return mayRepeat(policy, since, now)
    ? { state: 'queued', reason: null, recipients, dueAt: now, uncertainSince: since }
    : { state: 'unknown', reason: commonReason('interrupted') };
}

/** The fault of a channel; one that the channel did not foresee may have happened after the message was sent. */
export const faultOf = (error: unknown): ChannelError =>
  error instanceof ChannelError
    ? error
    : new ChannelError(commonReason('unexpected'), { retryable: true, uncertain: true, cause: error });

/** Whether the receiver still recognises what may have been sent at `since` as the same message at `at`. */
const mayRepeat = (
  { repeatableForSeconds }: Pick<RetryPolicy, 'repeatableForSeconds'>,
  since: Date,
  at: Date,
): boolean => at.getTime() - since.getTime() < repeatableForSeconds * 1000;
