import { allow, reach, scope, type Principal } from '@guichet/access';
import { channels } from '@guichet/channels';
import {
  reasonWords,
  type ChannelAccount as AccountShape,
  type CreateChannel,
  type UpdateChannel,
} from '@guichet/contracts';
import { ChannelAccount, OAuthGrant, Team, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField, newId } from '@guichet/platform';
import { publishAccountChanged } from './account-health-and-changed-event.js';
import { takeSecrets } from './secrets-in-account-config.js';
import { type Accounts } from './channel-accounts.js';
import { withSavedSecrets, type SavedSettings, type Settings } from './complete-entered-settings.js';
import type { ConsentState } from './oauth/consent-given-or-needed.js';
import { endOtherConsent } from './oauth/oauth-grant.queries.js';
import { scheduleCheck, scheduleJudgingAgain } from './schedule-check-and-sender-recheck.js';
import { endOutage } from './sending-outage.js';
import { guardSystemMail } from './system-mail-account.js';

/**
 * The channel accounts that the agent may know: those of the teams that they see, and those that all share; others are not
 * named to them. Their settings are for those who manage them; others see names, addresses and health.
 *
 * @throws Failure `not-permitted`
 */
export async function listChannels(reader: Reader, accounts: Accounts, who: Principal): Promise<AccountShape[]> {
  const known = scope(who, 'channel.read');
  const rows = await reader.query<ChannelAccount & (ConsentState | Record<keyof ConsentState, null>)>(
    `select id, kind, name, team_id as "teamId", shared, enabled, config, secrets, addresses, health,
       health_reason as "healthReason", health_at as "healthAt", created_at as "createdAt",
       bound_to as "boundTo", fault, consented_at as "consentedAt"
     from channel_account left join oauth_grant on channel_account_id = id order by created_at`,
  );
  const managed = reach(who, 'channel.manage') !== 'nowhere';
  return rows
    .filter((row) => managed || row.shared || known.admitsTeam(row.teamId))
    .map((row) => {
      const account = accounts.view(row, row.boundTo === null ? null : row);
      return managed ? account : { ...account, config: {}, consent: null, webhookUrl: null, embed: null };
    });
}

/** Who manages the accounts. */
export interface AccountWriter {
  tx: Tx;
  who: Principal;
  accounts: Accounts;
}

/**
 * Creates a channel account, and connects once to learn whether it works.
 *
 * @throws Failure `not-permitted`, also by `guardSystemMail`; `invalid-request` for a wrong setting; `conflict` for an address of
 *   another account
 */
export async function createChannel(writer: AccountWriter, wanted: CreateChannel): Promise<AccountShape> {
  allow(writer.who, 'channel.manage');
  return guardSystemMail(writer, () => create(writer, wanted));
}

async function create({ tx, who, accounts }: AccountWriter, wanted: CreateChannel): Promise<AccountShape> {
  const row = tx.repo(ChannelAccount).create({
    id: newId(),
    kind: wanted.kind,
    name: wanted.name,
    teamId: await teamOf(tx, who, wanted),
    shared: wanted.shared,
    enabled: wanted.enabled,
    health: 'unknown',
    healthReason: null,
    healthAt: null,
    createdAt: tx.now,
  });
  setConfig(accounts, row, { config: wanted.config, saved: null });
  await save(tx, row);
  publishAccountChanged(tx, row);
  await scheduleCheck(tx, row.id);
  return accounts.view(row, null);
}

/**
 * Changes a channel account. With new settings it connects once to learn whether it works.
 *
 * @throws Failure as `createChannel`; `not-found`
 */
export async function updateChannel(writer: AccountWriter, id: string, wanted: UpdateChannel): Promise<AccountShape> {
  allow(writer.who, 'channel.manage');
  return guardSystemMail(writer, () => update(writer, id, wanted));
}

async function update({ tx, accounts }: AccountWriter, id: string, wanted: UpdateChannel): Promise<AccountShape> {
  const row = await tx.repo(ChannelAccount).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Failure('not-found');
  if (wanted.teamId) await assertTeam(tx, wanted.teamId);
  const knownTo = { id, teamId: row.teamId, shared: row.shared };
  row.name = wanted.name ?? row.name;
  row.teamId = wanted.teamId ?? row.teamId;
  row.shared = wanted.shared ?? row.shared;
  const isSwitchedOn = wanted.enabled === true && !row.enabled;
  row.enabled = wanted.enabled ?? row.enabled;
  if (wanted.config) {
    const before = row.config;
    const complete = setConfig(accounts, row, { config: wanted.config, saved: savedOf(accounts, row) });
    await scheduleJudgingAgain(tx, row, { before, now: complete });
    await endOtherConsent(tx, id, channels[row.kind].oauth?.(complete));
    await endOutage(tx, id);
    Object.assign(row, { health: 'unknown', healthReason: null, healthAt: null });
  }
  await save(tx, row);
  // Those who knew it must forget it.
  publishAccountChanged(tx, knownTo, row);
  if (wanted.config || isSwitchedOn) await scheduleCheck(tx, id);
  return accounts.view(row, await tx.repo(OAuthGrant).findOneBy({ channelAccountId: id }));
}

async function save(tx: Tx, row: ChannelAccount): Promise<void> {
  await assertAddressesFree(tx, row);
  await tx.repo(ChannelAccount).save(row);
}

const savedOf = (accounts: Accounts, row: ChannelAccount): SavedSettings => ({
  config: row.config,
  secrets: accounts.openSecrets(row),
});

/** Validates settings as they will be used, and divides them into those that are shown and secrets, which are encrypted. */
function setConfig(
  accounts: Accounts,
  row: ChannelAccount,
  { config: given, saved }: { config: Settings; saved: SavedSettings | null },
): Settings {
  const channel = channels[row.kind];
  const complete = withSavedSecrets(row.kind, given, saved);
  const { config, secrets } = takeSecrets(complete, channel.secrets, {});
  row.config = config;
  row.secrets = accounts.sealSecrets(secrets);
  row.addresses = channel.addresses(complete).map(({ value }) => value);
  return complete;
}

/**
 * The settings to test: those that were entered, completed by the secrets of the saved account that they come from.
 *
 * @throws Failure `invalid-request` for a wrong setting
 */
export const configToTest = (
  accounts: Accounts,
  saved: ChannelAccount | null,
  { kind, config }: { kind: ChannelAccount['kind']; config: Settings },
): unknown => withSavedSecrets(kind, config, saved?.kind === kind ? savedOf(accounts, saved) : null);

/** Returns the chosen team, otherwise the administrator's own, or the first one. */
async function teamOf(tx: Tx, who: Principal, { teamId: wanted }: CreateChannel): Promise<string> {
  if (wanted) await assertTeam(tx, wanted);
  const first = () => tx.repo(Team).find({ order: { createdAt: 'ASC' }, take: 1 });
  const teamId = wanted ?? who.teamIds[0] ?? (await first())[0]?.id;
  if (!teamId) throw wrongField('teamId', 'team-needed');
  return teamId;
}

async function assertTeam(tx: Tx, teamId: string): Promise<void> {
  if (!(await tx.repo(Team).existsBy({ id: teamId }))) throw wrongField('teamId', 'no-such-team');
}

/** Where two accounts had one address, it would be random to which of them a message belongs. */
async function assertAddressesFree(tx: Tx, row: ChannelAccount): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('guichet channel addresses'))`);
  const [taken] = await tx.query<{ name: string; address: string }>(
    `select name, address from channel_account, unnest(addresses) address where kind = $1 and id <> $2 and address = any($3::text[]) limit 1`,
    [row.kind, row.id, row.addresses],
  );
  if (!taken) return;
  const data = { name: taken.name, address: taken.address };
  const message = reasonWords('address-in-use', data);
  throw new Failure('conflict', {
    detail: message,
    reason: 'address-in-use',
    data,
    errors: [{ path: 'config.address', message, reason: 'address-in-use', data }],
  });
}
