import { commonReason } from '@guichet/channels';
import { parseReason } from '@guichet/contracts';
import { ChannelAccount, SendingOutage, type Tx } from '@guichet/database';

/** Whether an account works, and why not: a reason of the channels, or the provider's words. */
export interface AccountHealth {
  state: 'ok' | 'error';
  reason: string | null;
  /** The fault was found by sending alone: a message that leaves shows that it is over. */
  isOfSending?: boolean;
}

/**
 * Saves whether an account works, and since when it does not. While its server takes nothing, that is part of it: what comes in says nothing of what goes out. A
 * change is published, and reaches the processes that use the account.
 */
export async function setAccountHealth(tx: Tx, channelAccountId: string, health: AccountHealth): Promise<void> {
  const before = await tx.repo(ChannelAccount).findOneBy({ id: channelAccountId });
  const outage = await tx.repo(SendingOutage).findOneBy({ channelAccountId });
  const { state, reason } = outage?.probeAt ? withOutage(health, outage) : health;
  const wasWrong = before?.health === 'error' && state === 'error';
  const healthAt = outage?.probeAt ? outage.since : (wasWrong && before.healthAt) || tx.now;
  const healthOfSending = health.state === 'error' && (health.isOfSending ?? false);
  await tx
    .repo(ChannelAccount)
    .update({ id: channelAccountId }, { health: state, healthReason: reason, healthAt, healthOfSending });
  if (before && (before.health !== state || before.healthReason !== reason)) publishAccountChanged(tx, before);
}

/** Saves how reading an account went. That nothing can be sent is not over because something can be read. */
export async function setHealthOfReceiving(tx: Tx, channelAccountId: string, health: AccountHealth): Promise<void> {
  const isSendingRefused =
    health.state === 'ok' &&
    (await tx.repo(ChannelAccount).existsBy({ id: channelAccountId, health: 'error', healthOfSending: true }));
  if (!isSendingRefused) await setAccountHealth(tx, channelAccountId, health);
}

const STOPPED = parseReason(commonReason('sending-stopped')).code;

function withOutage({ reason }: AccountHealth, { failures, reason: because }: SendingOutage): AccountHealth {
  const stopped = commonReason('sending-stopped', { failures, because });
  return { state: 'error', reason: reason === null ? stopped : `${stopped}\n${reason}` };
}

/** What the health of an account says beside that nothing is sent any more. */
export function healthAside({
  health,
  healthReason,
  healthOfSending: isOfSending,
}: Pick<ChannelAccount, 'health' | 'healthReason' | 'healthOfSending'>): AccountHealth {
  const rest = (healthReason ?? '').split('\n').filter((line) => line !== '' && parseReason(line).code !== STOPPED);
  const isStillWrong = rest.length > 0 || (health === 'error' && healthReason === null);
  return { state: isStillWrong ? 'error' : 'ok', reason: rest.length > 0 ? rest.join('\n') : null, isOfSending };
}

/** An account, by who may know of it. */
type KnownAccount = Pick<ChannelAccount, 'id' | 'teamId' | 'shared'>;

/**
 * Publishes to those who may know of an account that it was changed, and has every process read it again. `states`: the account
 * before and after, where that changes who may know of it.
 */
export function publishAccountChanged(tx: Tx, ...states: [KnownAccount, ...KnownAccount[]]): void {
  const [{ id: channelAccountId }] = states;
  const everybody = 'Every agent may write from an account that all teams share.';
  const teamIds = [...new Set(states.map(({ teamId }) => teamId))];
  tx.publish(
    'channel.changed',
    { channelAccountId },
    states.some(({ shared }) => shared) ? { everybody } : { teamIds },
  );
  tx.notify('channel');
}

/** The same for an account of which only the id is known. */
export async function publishAccountChangedById(tx: Tx, id: string): Promise<void> {
  const account = await tx.repo(ChannelAccount).findOneBy({ id });
  if (account) publishAccountChanged(tx, account);
}
