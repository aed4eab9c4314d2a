import { isDeepStrictEqual } from 'node:util';
import { allow, type Principal } from '@guichet/access';
import { channels, type ChannelCheck } from '@guichet/channels';
import type { ChannelTest, TestChannel } from '@guichet/contracts';
import { ChannelAccount, type Database } from '@guichet/database';
import { configToTest } from './channel-accounts.js';
import type { Accounts } from './accounts.js';
import type { Io } from './channel-io.js';
import { tellHealth } from './health.js';

const CHECK = { kind: 'system', name: 'Check' } as const;

interface Means {
  database: Database;
  accounts: Accounts;
  io: Io;
}

/** Really connects with what was typed, saved or not; what comes of saved settings is noted as the account's health. */
export async function testChannel(
  { database, accounts, io }: Means,
  who: Principal,
  { id, kind, config: given }: TestChannel,
): Promise<ChannelTest> {
  allow(who, 'channel.manage');
  const saved = id ? await database.source.getRepository(ChannelAccount).findOneBy({ id }) : null;
  const config = configToTest(accounts, saved, kind, given);
  const checks = await channels[kind].test(config, io, saved && accounts.webhookUrl(saved));
  const isSaved = saved !== null && isDeepStrictEqual((await accounts.byId(saved.id))?.config, config);
  if (isSaved) await database.write(CHECK, (tx) => tellHealth(tx, saved.id, ...healthIn(checks)));
  return { ok: checks.every(({ ok }) => ok), checks };
}

/**
 * Connects once with settings that were just saved: some providers are told so where to call. What is known of the account's
 * health by then, by messages that came or went, says more.
 */
export async function checkChannel({ database, accounts, io }: Means, channelId: string): Promise<void> {
  // The job may be faster than the news that there is another account.
  accounts.forget();
  const account = await accounts.byId(channelId);
  if (!account?.enabled) return;
  const checks = await account.channel.test(account.config, io, accounts.webhookUrl(account));
  await database.write(CHECK, async (tx) => {
    const row = await tx
      .repo(ChannelAccount)
      .findOne({ where: { id: channelId }, lock: { mode: 'pessimistic_write' } });
    if (row?.health === 'unknown') await tellHealth(tx, channelId, ...healthIn(checks));
  });
}

function healthIn(checks: readonly ChannelCheck[]): [health: 'ok' | 'error', reason: string | null] {
  const faults = checks.filter(({ ok }) => !ok).map(({ detail }) => detail);
  return faults.length > 0 ? ['error', faults.join(' ')] : ['ok', null];
}
