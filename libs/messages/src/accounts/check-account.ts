import { isDeepStrictEqual } from 'node:util';
import { allow, type Principal } from '@guichet/access';
import { channels, commonReason, type ChannelCheck } from '@guichet/channels';
import type { ChannelTest, TestChannel } from '@guichet/contracts';
import { ChannelAccount, Database } from '@guichet/database';
import { configToTest } from './manage-accounts.js';
import { Accounts } from './channel-accounts.js';
import { AccessTokens } from './oauth/access-tokens.js';
import { signsInAlike } from './oauth/oauth-grant.js';
import { Injectable } from '@nestjs/common';
import { setAccountHealth, type AccountHealth } from './account-health-and-changed-event.js';
import { endOutage, wakeWaiting } from './sending-outage.js';

const CHECK = { kind: 'system', name: 'Check' } as const;

interface CheckContext {
  database: Database;
  accounts: Accounts;
  tokens: AccessTokens;
}

/** Connects with the settings that were entered. For saved settings, the result becomes the account's health. */
@Injectable()
export class ChannelTester {
  constructor(
    private readonly database: Database,
    private readonly accounts: Accounts,
    private readonly tokens: AccessTokens,
  ) {}

  async test(who: Principal, { id, kind, config: given }: TestChannel): Promise<ChannelTest> {
    allow(who, 'channel.manage');
    const saved = id ? await this.database.source.getRepository(ChannelAccount).findOneBy({ id }) : null;
    const config = configToTest(this.accounts, saved, { kind, config: given });
    const current = saved && (await this.accounts.byId(saved.id));
    const settings = { channel: channels[kind], config };
    // What was allowed for the saved settings is not used with others, and must not be lost by trying them.
    const hasGrant = current && signsInAlike(current, settings);
    const io = this.tokens.ioOf({ id: hasGrant ? current.id : null, ...settings });
    const checks = await channels[kind].test(config, io, saved && this.accounts.webhookUrl(saved));
    const isSaved = saved && isDeepStrictEqual(current?.config, config);
    if (isSaved)
      await this.database.write(CHECK, async (tx) => {
        const health = healthOf(checks);
        if (health.state === 'ok') await endOutage(tx, saved.id);
        await setAccountHealth(tx, saved.id, health);
        if (saved.enabled && wasMended(saved, health)) await wakeWaiting(tx, saved.id);
      });
    return { ok: checks.every(({ ok }) => ok), checks: checks.map(({ isOfSending: _, ...shown }) => shown) };
  }
}

/**
 * Connects once with settings that were just saved; some providers learn by this where to call. The result is the account's
 * health only while nothing is known of it: messages that were received or sent meanwhile tell more. What waits for another
 * attempt by an account that works is tried at once.
 */
export async function checkChannel(
  { database, accounts, tokens }: CheckContext,
  channelAccountId: string,
): Promise<void> {
  // The job may start before this process has learnt of the new settings.
  accounts.invalidate();
  const account = await accounts.byId(channelAccountId);
  if (!account?.enabled) return;
  const io = tokens.ioOf(account);
  const checks = await account.channel.test(account.config, io, accounts.webhookUrl(account));
  await database.write(CHECK, async (tx) => {
    const row = await tx
      .repo(ChannelAccount)
      .findOne({ where: { id: channelAccountId }, lock: { mode: 'pessimistic_write' } });
    const health = healthOf(checks);
    if (row && tellsMore(row, health)) await setAccountHealth(tx, channelAccountId, health);
    if (row?.enabled && wasMended(row, health)) await wakeWaiting(tx, channelAccountId);
  });
}

/** What came in meanwhile says that the account works, and nothing of sending. */
const tellsMore = (known: Pick<ChannelAccount, 'health'>, { isOfSending }: AccountHealth): boolean =>
  known.health === 'unknown' || (known.health === 'ok' && isOfSending === true);

/** Only then: whoever tests an account that works must not use up the attempts of what waits for its provider. */
const wasMended = (before: Pick<ChannelAccount, 'health'>, { state }: AccountHealth): boolean =>
  state === 'ok' && before.health !== 'ok';

function healthOf(checks: readonly ChannelCheck[]): AccountHealth {
  const faults = checks.filter(({ ok }) => !ok);
  if (faults.length === 0) return { state: 'ok', reason: null };
  const isOfSending = faults.every((fault) => fault.isOfSending);
  // A list of accounts says what does not work, and not only why.
  const reasonOf = ({ detail, isOfSending: isOfOne }: ChannelCheck) =>
    isOfOne ? commonReason('sending-fails', { because: detail }) : detail;
  return { state: 'error', reason: faults.map(reasonOf).join('\n'), isOfSending };
}
