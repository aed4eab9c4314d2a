import { lockCaseOfEntry, saveCase, type StoredMessage } from '@guichet/cases';
import type { Handle, Language } from '@guichet/contracts';
import { Attachment, type Case, type Database, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { newId } from '@guichet/platform';
import type { Account, Accounts } from '../accounts/channel-accounts.js';
import { queueAutomatic } from './queue-automatic-message.js';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

const CONTINUATION = { kind: 'system', name: 'Chat' } as const;
const MINUTE_MS = 60_000;
/** The time that we wait for a visitor who is connected but does not look. */
const PATIENCE_MS = 24 * 60 * MINUTE_MS;
/** The largest number of mails a day to one address, because a visitor's address is not verified. */
const DAILY = 10;

const texts: Record<Language, typeof en> = { en, fr };

const scheduleJob = (tx: Tx, entryId: string, minutes: number): Promise<void> =>
  tx.job(
    'continue-by-mail',
    { entryId },
    { runAt: new Date(tx.now.getTime() + minutes * MINUTE_MS), key: `continue-by-mail:${entryId}` },
  );

/** After a message was sent to a visitor who may have left: checks later whether they have seen it. */
export async function scheduleContinuation(tx: Tx, { channel, config }: Account, entryId: string): Promise<void> {
  const minutes = channel.mailUnseenAfterMinutes?.(config) ?? null;
  if (minutes !== null) await scheduleJob(tx, entryId, minutes);
}

/** A message that a visitor with a mail address has not seen yet. */
interface UnseenMessage {
  entryId: string;
  channelAccountId: string;
  handleId: string;
  teamId: string;
  sentAt: Date;
  name: string | null;
  email: string;
  language: Language;
  hereUntil: Date;
}

/** What is needed to send the mail. */
export interface ContinuationContext {
  database: Database;
  accounts: Accounts;
  keyring: Keyring;
}

/**
 * Mails the messages that a visitor has not seen before they left the chat, each once. Their reply to the mail comes into
 * the same case, by its reply token.
 */
export async function continueByMail(context: ContinuationContext, entryId: string): Promise<void> {
  const { database, accounts, keyring } = context;
  const unseen = await findUnseen(database, entryId);
  const account = unseen && (await accounts.byId(unseen.channelAccountId));
  const minutes = account?.channel.mailUnseenAfterMinutes?.(account.config) ?? null;
  if (!unseen || minutes === null) return;
  if (unseen.hereUntil > database.now) {
    // The visitor is still connected: the chat window shows the message when they look.
    if (database.now.getTime() - unseen.sentAt.getTime() < PATIENCE_MS)
      await database.write(CONTINUATION, (tx) => scheduleJob(tx, entryId, Math.max(1, minutes)));
    return;
  }
  const mail = mailRouteOf(await accounts.all(), unseen);
  if (mail) await database.write(CONTINUATION, (tx) => mailUnseen(tx, { ...mail, unseen, keyring }));
}

async function findUnseen({ query }: Pick<Database, 'query'>, entryId: string): Promise<UnseenMessage | undefined> {
  const [row] = await query<UnseenMessage>(
    `select m.entry_id as "entryId", m.channel_account_id as "channelAccountId", m.handle_id as "handleId",
       c.team_id as "teamId", d.sent_at as "sentAt", v.name, v.email, v.language, v.here_until as "hereUntil"
     from message m join delivery d on d.entry_id = m.entry_id join cases c on c.id = m.case_id
     join handle h on h.id = m.handle_id join chat_visitor v on v.channel_account_id = m.channel_account_id and v.handle = h.type || ':' || h.value
     where m.entry_id = $1 and d.state in ('sent', 'delivered') and d.continued_at is null and v.email is not null`,
    [entryId],
  );
  return row;
}

interface MailRoute {
  account: Account;
  to: Handle;
}

/** The mail account of the team, and the visitor's address. */
function mailRouteOf(accounts: readonly Account[], { teamId, email, name }: UnseenMessage): MailRoute | undefined {
  for (const account of accounts) {
    const { capabilities } = account.channel;
    const to = account.channel.identify(email);
    const isMail = to?.type === 'email' && capabilities.subject && capabilities.canInitiate;
    if (account.enabled && account.teamId === teamId && isMail)
      return { account, to: { ...to, ...(name && { name }) } };
  }
  return undefined;
}

interface Continuation extends MailRoute {
  unseen: UnseenMessage;
  keyring: Keyring;
}

async function mailUnseen(tx: Tx, { unseen, keyring, account, to }: Continuation): Promise<void> {
  const item = await lockCaseOfEntry(tx, unseen.entryId);
  const messages = await lockUnseen(tx, unseen, item);
  if (messages.length === 0) return;
  // Over the daily limit the mail is postponed, not dropped.
  if ((await mailedToday(tx, to)) >= DAILY) return scheduleJob(tx, messages[0]!.id, 24 * 60);
  const ids = messages.map(({ id }) => id);
  await tx.query(`update delivery set continued_at = $2 where entry_id = any($1::uuid[])`, [ids, tx.now]);
  const files = await copiedFiles(tx, ids);
  const sent = await queueAutomatic(
    tx,
    { keyring, item, account, actor: tx.actor },
    {
      cause: { id: ids[0]!, kind: 'continuation' },
      message: {
        to: [to],
        cc: [],
        subject: item.subject,
        text: textOf(
          unseen,
          messages.map(({ data }) => shownText(data)),
        ),
        html: null,
        ...(messages.some(({ data }) => data.personal) && {
          personal: {
            text: textOf(
              unseen,
              messages.map(({ data }) => data.personal?.text ?? shownText(data)),
            ),
            html: null,
          },
        }),
        attachments: files.map(({ id, name, type, size, inline, state }) => ({ id, name, type, size, inline, state })),
        flags: ['continued'],
        dueAt: tx.now,
        evidence: 'claimed',
      },
    },
  );
  // What a visitor has entered may be an address of ours, or one that nobody reads.
  if ('refused' in sent) return;
  const { entryId } = sent;
  if (files.length > 0)
    await tx.repo(Attachment).insert(files.map((file) => ({ ...file, entryId, caseId: item.id, createdAt: tx.now })));
  await saveCase(tx, item);
}

interface UnseenRow {
  id: string;
  data: StoredMessage;
}

/** All messages of the conversation that the visitor has not seen, their deliveries locked. */
const lockUnseen = (tx: Tx, { channelAccountId, handleId }: UnseenMessage, item: Case): Promise<UnseenRow[]> =>
  tx.query<UnseenRow>(
    `select e.id, e.data from message m join timeline_entry e on e.id = m.entry_id join delivery d on d.entry_id = m.entry_id
     where m.channel_account_id = $1 and m.handle_id = $2 and m.case_id = $3 and m.direction = 'out'
       and d.state in ('sent', 'delivered') and d.continued_at is null
     order by d.sent_at, e.id for update of d`,
    [channelAccountId, handleId, item.id],
  );

const shownText = ({ segments }: StoredMessage): string => segments.map(({ text }) => text).join('');

function textOf({ language, name }: UnseenMessage, messages: readonly string[]): string {
  const { greeting, greetingByName, before, after } = texts[language].continuation;
  const hello = name ? greetingByName.replace('{{name}}', () => name) : greeting;
  return [hello, before, ...messages.map((text) => text.trim()).filter(Boolean), after].join('\n\n');
}

async function copiedFiles(tx: Tx, entryIds: readonly string[]): Promise<Attachment[]> {
  const files = await tx
    .repo(Attachment)
    .find({ where: entryIds.map((entryId) => ({ entryId })), order: { id: 'ASC' } });
  return files.map((file) => ({ ...file, id: newId() }));
}

async function mailedToday(tx: Tx, { type, value }: Handle): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from handle h join message m on m.handle_id = h.id join timeline_entry e on e.id = m.entry_id
     where h.type = $1 and h.value = $2 and m.direction = 'out' and e.at > $3::timestamptz - interval '1 day' and e.data -> 'flags' ? 'continued'`,
    [type, value, tx.now],
  );
  return row!.count;
}
