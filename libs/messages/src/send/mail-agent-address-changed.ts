import { organisationOf } from '@guichet/access';
import type { JobPayload } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { AccessTokens } from '../accounts/oauth/access-tokens.js';
import { systemMailAccount } from '../accounts/system-mail-account.js';
import { addressChangedMail } from './password-and-address-mail-texts.js';
import { sendSystemMail } from './system-mail.js';

interface MailContext {
  database: Database;
  accounts: Accounts;
  tokens: Pick<AccessTokens, 'ioOf'>;
}

/**
 * Job: says to one of the two addresses of an agent that an administrator has changed it. Nothing where no account can send mail.
 *
 * @throws ChannelError so that it is tried again.
 */
export async function mailAddressChanged(
  context: MailContext,
  { agentId, to, isNew, language }: JobPayload<'mail-address-changed'>,
): Promise<void> {
  const [agent] = await context.database.query<{ name: string }>(`select name from agent where id = $1`, [agentId]);
  if (!agent || !(await systemMailAccount(context.accounts))) return;
  const { name: organisation } = await organisationOf(context.database);
  const content = addressChangedMail({ language, name: agent.name, organisation, isNew });
  await sendSystemMail(context, {
    key: `address-changed.${agentId}.${Date.now()}`,
    to: { email: to, name: agent.name },
    ...content,
  });
}
