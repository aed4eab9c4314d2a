import {
  createResetLink,
  organisationOf,
  principalOf,
  secretForMail,
  setLinkMailed,
  type LinkToMail,
} from '@guichet/access';
import { ChannelError, commonReason } from '@guichet/channels';
import type { Language, PasswordLinkPurpose } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { AccessTokens } from '../accounts/oauth/access-tokens.js';
import { systemMailAccount } from '../accounts/system-mail-account.js';
import { passwordChangedMail, passwordLinkMail } from './password-and-address-mail-texts.js';
import { sendSystemMail } from './system-mail.js';

const LINKS = { kind: 'system', name: 'Password links' } as const;

interface LinkContext {
  database: Database;
  accounts: Accounts;
  tokens: Pick<AccessTokens, 'ioOf'>;
  config: { publicUrl: string };
}

interface LinkMail {
  agentId: string;
  purpose: PasswordLinkPurpose;
  /** The language for an agent who has chosen none. */
  language: Language;
}

/**
 * Job: mails the link by which an agent chooses a password. Its secret is made now and is only in the mail. One that was sent,
 * used or withdrawn meanwhile is not sent. What may have arrived counts as sent, as a second mail would void the link of the first.
 *
 * @throws ChannelError so that it is tried again; administrators see why it failed.
 */
export async function mailPasswordLink(context: LinkContext, { agentId, purpose, language }: LinkMail): Promise<void> {
  const { database } = context;
  const link = await database.write(LINKS, (tx) => secretForMail(tx, { agentId, purpose }));
  if (!link) return;
  const setMailed = (problem: string | null) =>
    database.write(LINKS, (tx) => setLinkMailed(tx, { agentId, secret: link.secret, problem }));
  try {
    await sendLink(context, link, { purpose, language });
  } catch (error) {
    if (!(error instanceof ChannelError && error.uncertain)) {
      await setMailed(reasonOf(error));
      throw error;
    }
  }
  await setMailed(null);
}

const reasonOf = (fault: unknown): string =>
  fault instanceof ChannelError ? fault.reason : commonReason('not-prepared');

async function sendLink(
  context: LinkContext,
  { agentId, name, email, language, secret, expiresAt }: LinkToMail,
  fallback: { purpose: PasswordLinkPurpose; language: Language },
): Promise<void> {
  const { name: organisation, timeZone } = await organisationOf(context.database);
  const content = passwordLinkMail({
    ...{ purpose: fallback.purpose, language: language ?? fallback.language, name, organisation, timeZone, expiresAt },
    link: `${context.config.publicUrl}/choose-password#${secret}`,
  });
  await sendSystemMail(context, { key: `password-link.${agentId}.${Date.now()}`, to: { email, name }, ...content });
}

/** Job: somebody has asked for a new password by this address. Where it is not that of an agent, nothing happens. */
export async function mailForgottenPassword(
  context: LinkContext,
  { email, language }: { email: string; language: Language },
): Promise<void> {
  await context.database.write(LINKS, async (tx) => {
    const agentId = await createResetLink(tx, email);
    // A job of its own, so that a mail that fails is sent again without making the link longer.
    if (agentId) await tx.job('mail-password-link', { agentId, purpose: 'forgotten', language }, { maxAttempts: 5 });
  });
}

/**
 * Job: tells an agent that their password was changed, so that they notice if it was somebody else. Nothing where no account can
 * send mail.
 *
 * @throws ChannelError so that it is tried again.
 */
export async function mailPasswordChanged(
  context: LinkContext,
  { agentId, language }: { agentId: string; language: Language },
): Promise<void> {
  const who = await principalOf(context.database, agentId);
  if (!who || !(await systemMailAccount(context.accounts))) return;
  const { name: organisation } = await organisationOf(context.database);
  const content = passwordChangedMail({ language: who.language ?? language, name: who.name, organisation });
  const key = `password-changed.${agentId}.${Date.now()}`;
  await sendSystemMail(context, { key, to: { email: who.email, name: who.name }, ...content });
}
