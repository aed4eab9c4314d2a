import { organisationOf, principalOf, scopeOrNone } from '@guichet/access';
import { dateFormat, dateLocales, type JobPayload, type Language } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import type { Accounts } from '../accounts/channel-accounts.js';
import type { AccessTokens } from '../accounts/oauth/access-tokens.js';
import { systemMailAccount } from '../accounts/system-mail-account.js';
import { filled, mailOf, type MailContent } from './system-mail-content.js';
import { sendSystemMail } from './system-mail.js';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

const texts: Record<Language, typeof en> = { en, fr };

interface Opened {
  by: string;
  reason: string;
  at: Date;
  until: Date;
  /** Null: it is of a team whose cases they do not see. */
  reference: string | null;
}

/**
 * Job: tells a data protection officer by mail that somebody has opened a restricted case. It names the case by its reference alone,
 * as the mail may be read where the case may not. Where no account can send mail, the notification in the product has to do.
 *
 * @throws ChannelError so that it is tried again.
 */
export async function mailBreakGlass(
  context: {
    database: Database;
    accounts: Accounts;
    tokens: Pick<AccessTokens, 'ioOf'>;
    config: { publicUrl: string };
  },
  { agentId, breakGlassId }: JobPayload<'mail-break-glass'>,
): Promise<void> {
  const { database, accounts } = context;
  const who = await principalOf(database, agentId);
  if (!who || !(await systemMailAccount(accounts))) return;
  const [found] = await database.query<Opened & { teamId: string }>(
    `select b.agent_name as by, b.reason, b.at, b.until, c.reference, c.team_id as "teamId" from break_glass b join cases c on c.id = b.case_id where b.id = $1`,
    [breakGlassId],
  );
  if (!found) return;
  const { teamId, ...opened } = found;
  const reference = scopeOrNone(who, 'case.read')?.admitsTeam(teamId) ? opened.reference : null;
  const { name: organisation, timeZone } = await organisationOf(database);
  await sendSystemMail(context, {
    key: `break-glass.${breakGlassId}.${agentId}`,
    to: { email: who.email, name: who.name },
    ...breakGlassMail({
      ...opened,
      link: `${context.config.publicUrl}/emergency-access/${breakGlassId}`,
      reference,
      language: who.language ?? 'fr',
      name: who.name,
      organisation,
      timeZone,
    }),
  });
}

interface Facts extends Opened {
  language: Language;
  /** Where the product says more of it, and it can be ended. */
  link: string;
  /** Of whom it is sent to. */
  name: string;
  organisation: string;
  timeZone: string;
}

/** The mail itself: who has opened which case, when, why and for how long. */
export function breakGlassMail({
  language,
  name,
  organisation,
  timeZone,
  by,
  reason,
  reference,
  link,
  ...times
}: Facts): MailContent {
  const { passwordLink, breakGlass } = texts[language];
  const moment = dateFormat(dateLocales[language], { dateStyle: 'full', timeStyle: 'short', timeZone });
  const [at, until] = [moment.format(times.at), moment.format(times.until)];
  const values = { by, reason, reference: reference ?? '', organisation: organisation || 'Guichet', at, until };
  return mailOf({
    subject: filled(reference ? breakGlass.subject : breakGlass.subjectElsewhere, values),
    before: [
      filled(passwordLink.greeting, { name }),
      filled(reference ? breakGlass.what : breakGlass.whatElsewhere, values),
      filled(breakGlass.reason, values),
    ],
    link: { address: link, label: breakGlass.link, language },
    after: [filled(breakGlass.until, values)],
  });
}
