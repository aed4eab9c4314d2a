import { ChannelError, commonReason, type OutboundMessage } from '@guichet/channels';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { AccessTokens } from '../accounts/oauth/access-tokens.js';
import { signLoop } from './loop-token.js';
import { systemMailAccount } from '../accounts/system-mail-account.js';

/** A mail of ours to an agent, which belongs to no case: a report, a link for a password. */
export interface SystemMail {
  /** The same for the same mail, so that one that is sent again is recognised: the part of its Message-ID before the `@`. */
  key: string;
  to: { email: string; name: string };
  subject: string;
  text: string;
  html: string;
  attachments?: OutboundMessage['attachments'];
}

/** Sends a mail to an agent. Throws ChannelError, `no-mail-account` where no account can send. */
export async function sendSystemMail(
  { accounts, tokens }: { accounts: Accounts; tokens: Pick<AccessTokens, 'ioOf'> },
  { key, to, attachments = [], ...content }: SystemMail,
): Promise<void> {
  const account = await systemMailAccount(accounts);
  const address = account?.channel.identify(to.email);
  if (!account || !address) throw new ChannelError(commonReason('no-mail-account'), { retryable: true });
  const from = account.channel.addresses(account.config)[0]!;
  await account.channel.deliver(
    {
      externalId: `${key}@${from.value.split('@').at(-1)}`,
      from: { ...from, name: account.name },
      to: [{ ...address, name: to.name }],
      cc: [],
      ...content,
      attachments,
      references: [],
      replyToken: '',
      bounceToken: '',
      template: null,
      callbackUrl: null,
      automatic: true,
      loopToken: signLoop(accounts.keyring, key),
      parts: { sent: [], record: () => Promise.resolve() },
    },
    account.config,
    tokens.ioOf(account),
  );
}
