import { organisationOf, principalOf, type Principal } from '@guichet/access';
import { ChannelError } from '@guichet/channels';
import type { JobPayload } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import {
  claimDigest,
  releaseDigest,
  markMailed,
  waitingForMail,
  type NotificationForMail,
} from '@guichet/notifications';
import type { Logger } from '@guichet/platform';
import { isAway } from '@guichet/workforce';
import type { Accounts } from '../../accounts/channel-accounts.js';
import type { AccessTokens } from '../../accounts/oauth/access-tokens.js';
import { systemMailAccount } from '../../accounts/system-mail-account.js';
import { sendSystemMail } from '../system-mail.js';
import { digestMessageIdPrefix } from './digest-message-id.js';
import { digestMail } from './render-digest-mail.js';

const DIGESTS = { kind: 'system', name: 'Digests' } as const;

interface DigestContext {
  database: Database;
  accounts: Accounts;
  tokens: Pick<AccessTokens, 'ioOf'>;
  config: { publicUrl: string };
  logger: Pick<Logger, 'warn'>;
}

/**
 * Job: mails an agent what they have not read, if they may still see it and still want to be told. The mail of a time is claimed before
 * what it tells is read, so that two workers send one. Nothing is lost: what a mail has told of is told again by the next one where the
 * process has died, or nobody knows whether the mail has arrived. Nothing where no account can send mail.
 *
 * @throws ChannelError so that it is tried again.
 */
export async function mailDigest(context: DigestContext, { agentId, due }: JobPayload<'mail-digest'>): Promise<void> {
  const { database, accounts } = context;
  const who = await principalOf(database, agentId);
  if (!who || !(await systemMailAccount(accounts))) return;
  const claim = await database.write(DIGESTS, (tx) => claimDigest(tx, agentId, due));
  if (!claim) return;
  const { when, ids, notifications } = await waitingForMail(database, who);
  const [first, ...others] = notifications;
  if (!first || (when === 'away' && !(await isAway(database, agentId)))) return;
  try {
    await send(context, who, { due, count: ids.length, notifications: [first, ...others] });
  } catch (error) {
    if (isOver(error)) return context.logger.warn('A mail of what is unread was not sent.', { agentId, error });
    await database.write(DIGESTS, (tx) => releaseDigest(tx, agentId, claim));
    throw error;
  }
  await database.write(DIGESTS, (tx) => markMailed(tx, agentId, ids));
}

/** Whether it is not to be sent again for the same time: it is refused for good, or may have arrived. */
const isOver = (error: unknown): boolean => error instanceof ChannelError && (error.uncertain || !error.retryable);

async function send(
  context: DigestContext,
  { id, name, email, language }: Principal,
  {
    due,
    count,
    notifications,
  }: { due: string; count: number; notifications: [NotificationForMail, ...NotificationForMail[]] },
): Promise<void> {
  const { name: organisation, timeZone } = await organisationOf(context.database);
  await sendSystemMail(context, {
    key: digestMessageIdPrefix(id, due),
    to: { email, name },
    ...digestMail(notifications, {
      ...{ name, organisation, timeZone, count, language: language ?? 'fr', now: context.database.now },
      home: context.config.publicUrl,
    }),
  });
}
