import { randomUUIDv7 } from 'node:crypto';
import { allow, reach, type Principal } from '@guichet/access';
import { channels } from '@guichet/channels';
import { type ChannelAccount as AccountShape, type CreateChannel, type UpdateChannel } from '@guichet/contracts';
import { ChannelAccount, Team, type Database, type Tx } from '@guichet/database';
import { Failure, invalidRequest } from '@guichet/platform';
import { isKept, sameDestination, takeSecrets, withSecrets, type Accounts } from './accounts.js';

export async function channelAccounts(database: Database, accounts: Accounts, who: Principal): Promise<AccountShape[]> {
  allow(who, 'channel.read');
  const rows = await database.source.getRepository(ChannelAccount).find({ order: { createdAt: 'ASC' } });
  const managed = reach(who, 'channel.manage') !== 'no';
  // Servers and user names are for whoever sets them; everybody else needs to know what an account is called and takes.
  return rows.map((row) => (managed ? accounts.shown(row) : { ...accounts.shown(row), config: {} }));
}

export async function createChannel(
  tx: Tx,
  accounts: Accounts,
  who: Principal,
  wanted: CreateChannel,
): Promise<AccountShape> {
  allow(who, 'channel.manage');
  const teamId =
    wanted.teamId ?? who.teamIds[0] ?? (await tx.repo(Team).find({ order: { createdAt: 'ASC' }, take: 1 }))[0]?.id;
  if (!teamId) throw new Failure('invalid-request', { errors: [{ path: 'teamId', message: 'Create a team first.' }] });
  await assertTeam(tx, teamId);
  const row = tx.repo(ChannelAccount).create({
    id: randomUUIDv7(),
    kind: wanted.kind,
    name: wanted.name,
    teamId,
    enabled: wanted.enabled,
    health: 'unknown',
    healthReason: null,
    healthAt: null,
    createdAt: tx.now,
  });
  configure(row, accounts, wanted.config, null);
  await assertAddressesFree(tx, row);
  await tx.repo(ChannelAccount).save(row);
  await check(tx, row.id);
  return changed(tx, row, accounts);
}

export async function updateChannel(
  tx: Tx,
  accounts: Accounts,
  who: Principal,
  id: string,
  wanted: UpdateChannel,
): Promise<AccountShape> {
  allow(who, 'channel.manage');
  const row = await tx.repo(ChannelAccount).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Failure('not-found');
  if (wanted.teamId) await assertTeam(tx, wanted.teamId);
  row.name = wanted.name ?? row.name;
  row.teamId = wanted.teamId ?? row.teamId;
  const isSwitchedOn = wanted.enabled === true && !row.enabled;
  row.enabled = wanted.enabled ?? row.enabled;
  if (wanted.config) {
    configure(row, accounts, wanted.config, keptBy(accounts, row));
    Object.assign(row, { health: 'unknown', healthReason: null, healthAt: null });
  }
  await assertAddressesFree(tx, row);
  await tx.repo(ChannelAccount).save(row);
  if (wanted.config || isSwitchedOn) await check(tx, id);
  return changed(tx, row, accounts);
}

const check = (tx: Tx, channelId: string): Promise<void> =>
  tx.job('check-channel', { channelId }, { maxAttempts: 3, key: `check-channel ${channelId}` });

/** What an account was saved with. */
interface Kept {
  config: Record<string, unknown>;
  secrets: Record<string, unknown>;
}

const keptBy = (accounts: Accounts, row: ChannelAccount): Kept => ({
  config: row.config,
  secrets: accounts.openSecrets(row),
});

/** Divides a config into what is shown and what is sealed, and validates it as it will be used, secrets included. */
function configure(row: ChannelAccount, accounts: Accounts, given: Record<string, unknown>, kept: Kept | null): void {
  const channel = channels[row.kind];
  const whole = completed(row.kind, given, kept);
  const { config, secrets } = takeSecrets(whole, channel.secrets, {});
  row.config = config;
  row.secrets = accounts.sealSecrets(secrets);
  row.addresses = channel.addresses(whole).map(({ value }) => value);
}

/** The config to try: what was typed, with the kept secrets of the saved account it comes from. */
export const configToTest = (
  accounts: Accounts,
  saved: ChannelAccount | null,
  kind: ChannelAccount['kind'],
  given: Record<string, unknown>,
): unknown => completed(kind, given, saved?.kind === kind ? keptBy(accounts, saved) : null);

function completed(
  kind: ChannelAccount['kind'],
  given: Record<string, unknown>,
  kept: Kept | null,
): Record<string, unknown> {
  const channel = channels[kind];
  const { config, secrets } = takeSecrets(given, channel.secrets, kept?.secrets ?? {});
  const parsed = channel.config.safeParse(withSecrets(config, secrets));
  if (!parsed.success)
    throw invalidRequest(parsed.error.issues.map((issue) => ({ ...issue, path: ['config', ...issue.path] })));
  const whole = parsed.data as Record<string, unknown>;
  const lent = channel.secrets.filter((path) => path in secrets && isKept(given, path));
  const astray = kept ? lent.filter((path) => !sameDestination(path, kept.config, whole)) : [];
  if (astray.length > 0)
    throw invalidRequest(
      astray.map((path) => ({
        path: ['config', ...path.split('.')],
        message: 'Type the password again: the server or the user changed.',
      })),
    );
  return whole;
}

async function changed(tx: Tx, row: ChannelAccount, accounts: Accounts): Promise<AccountShape> {
  tx.publish('channel.changed', { channelId: row.id });
  tx.wake('channel');
  return accounts.shown(row);
}

async function assertTeam(tx: Tx, teamId: string): Promise<void> {
  if (!(await tx.repo(Team).existsBy({ id: teamId }))) {
    throw new Failure('invalid-request', { errors: [{ path: 'teamId', message: 'There is no such team.' }] });
  }
}

/** An address of two accounts would make it a matter of luck whose case a message becomes. */
async function assertAddressesFree(tx: Tx, row: ChannelAccount): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('guichet channel addresses'))`);
  const [taken] = await tx.query<{ name: string; address: string }>(
    `select name, address from channel_account, unnest(addresses) address where kind = $1 and id <> $2 and address = any($3::text[]) limit 1`,
    [row.kind, row.id, row.addresses],
  );
  if (taken) {
    throw new Failure('conflict', {
      detail: `${taken.address} belongs to the account ${taken.name} already.`,
      errors: [{ path: 'config.address', message: `${taken.address} belongs to the account ${taken.name} already.` }],
    });
  }
}
