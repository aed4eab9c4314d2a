import { organisationOf, principalOf } from '@guichet/access';
import { dateFormat, dateLocales, deviceOf, type JobPayload, type Language } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { AccessTokens } from '../accounts/oauth/access-tokens.js';
import { systemMailAccount } from '../accounts/system-mail-account.js';
import { filled, mailOf, type MailContent } from './system-mail-content.js';
import { sendSystemMail } from './system-mail.js';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

const texts: Record<Language, typeof en> = { en, fr };

/**
 * Job: tells an agent by mail that they have signed in with a browser for the first time, or have added or removed a passkey, so that they
 * notice if it was somebody else. Where no account can send mail, the notification in the product has to do.
 *
 * @throws ChannelError so that it is tried again.
 */
export async function mailNewDevice(
  context: {
    database: Database;
    accounts: Accounts;
    tokens: Pick<AccessTokens, 'ioOf'>;
    config: { publicUrl: string };
  },
  news: JobPayload<'mail-new-device'>,
): Promise<void> {
  const { database, accounts, config } = context;
  const who = await principalOf(database, news.agentId);
  if (!who || !(await systemMailAccount(accounts))) return;
  const { name: organisation, timeZone } = await organisationOf(database);
  const language = who.language ?? news.language;
  const link = `${config.publicUrl}/settings/account`;
  await sendSystemMail(context, {
    key: `${kindOf(news)}.${who.id}.${Date.parse(news.at)}`,
    to: { email: who.email, name: who.name },
    ...newDeviceMail({ ...news, language, name: who.name, organisation, timeZone, link }),
  });
}

const kindOf = ({ passkey, isRemoved }: Pick<Facts, 'passkey' | 'isRemoved'>) =>
  passkey === undefined ? 'new-device' : isRemoved ? 'removed-passkey' : 'new-passkey';

interface Facts {
  language: Language;
  name: string;
  organisation: string;
  userAgent: string | null;
  /** The name of a passkey that was added, or removed. */
  passkey?: string | undefined;
  isRemoved?: boolean | undefined;
  address: string;
  at: string;
  timeZone: string;
  link: string;
}

/** The mail itself: when it was, with what, from where, and where the session is ended or the passkeys are seen. */
export function newDeviceMail({ language, name, userAgent, address, link, ...facts }: Facts): MailContent {
  const { passwordLink, newDevice, newPasskey, removedPasskey } = texts[language];
  const { passkey = '' } = facts;
  const news = { 'new-device': newDevice, 'new-passkey': newPasskey, 'removed-passkey': removedPasskey }[kindOf(facts)];
  const { browser, system } = deviceOf(userAgent ?? '');
  const device = [browser, system].filter(Boolean).join(', ') || newDevice.unknown;
  const { timeZone } = facts;
  const moment = dateFormat(dateLocales[language], { dateStyle: 'full', timeStyle: 'short', timeZone });
  const at = moment.format(new Date(facts.at));
  return mailOf({
    subject: news.subject,
    before: [
      filled(passwordLink.greeting, { name }),
      filled(news.what, { organisation: facts.organisation || 'Guichet', passkey, device, address, at }),
    ],
    link: { address: link, label: news.button, language },
    after: [news.notYou],
  });
}
