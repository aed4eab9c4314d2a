import { isDeepStrictEqual } from 'node:util';
import { allow, reach, type Principal } from '@guichet/access';
import { ChannelAccount, type Reader, type Tx } from '@guichet/database';
import type { Account, Accounts } from './channel-accounts.js';

const canMail = ({ enabled, channel, config }: Account): boolean =>
  enabled &&
  channel.capabilities.subject &&
  channel.capabilities.canInitiate &&
  channel.addresses(config)[0]?.type === 'email';

/**
 * The mail account by which the product writes to agents: the oldest one that is switched on and that all teams share, as every agent
 * reads the name and the address of the sender. Where none is shared, the oldest one, but never that of a confidential team.
 */
export const systemMailAccount = async (accounts: Accounts): Promise<Account | undefined> =>
  chosenOf(accounts.database, await accounts.all());

async function chosenOf(reader: Reader, all: readonly Account[]): Promise<Account | undefined> {
  const usable = all.filter(canMail);
  const forAll = usable.find(({ shared }) => shared);
  if (forAll || usable.length === 0) return forAll;
  const teams = await reader.query<{ id: string }>(`select id from team where confidential`);
  const confidential = new Set(teams.map(({ id }) => id));
  return usable.find(({ teamId }) => !confidential.has(teamId));
}

async function chosenIn(tx: Tx, accounts: Accounts): Promise<Account | undefined> {
  const rows = await tx.repo(ChannelAccount).find({ order: { createdAt: 'ASC' } });
  return chosenOf(
    tx,
    rows.flatMap((row) => accounts.ready(row) ?? []),
  );
}

/**
 * Makes a change of the channel accounts. Whoever chooses the server of mails to agents reads the links by which they choose a
 * password, and so could be any of them: another account for those mails, or other settings of it, are for those who manage agents.
 *
 * @throws Failure `not-permitted`, and what the change throws.
 */
export async function guardSystemMail<Result>(
  { tx, who, accounts }: { tx: Tx; who: Principal; accounts: Accounts },
  change: () => Promise<Result>,
): Promise<Result> {
  if (reach(who, 'agent.manage') !== 'nowhere') return change();
  const before = await chosenIn(tx, accounts);
  const result = await change();
  const after = await chosenIn(tx, accounts);
  const isSame = after?.id === before?.id && isDeepStrictEqual(after?.config, before?.config);
  if (after && !isSame) allow(who, 'agent.manage');
  return result;
}

/** Lets pass who may sign in at the provider of an account: whose mailbox it is reads what it sends. Throws `not-permitted`. */
export async function assertMaySignInFor(who: Principal, accounts: Accounts, id: string): Promise<void> {
  if ((await systemMailAccount(accounts))?.id === id) allow(who, 'agent.manage');
}
