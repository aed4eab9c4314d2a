import { randomUUIDv7 } from 'node:crypto';
import { caseHolding, saveCase, type StoredMessage } from '@guichet/cases';
import type { Handle, Language } from '@guichet/contracts';
import { Attachment, type Database, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import type { Account, Accounts } from './accounts.js';
import { queueMessage } from './outgoing.js';

const CONTINUATION = { kind: 'system', name: 'Chat' } as const;
const MINUTE_MS = 60_000;
/** Whoever is here and does not look is waited for so long. */
const PATIENCE_MS = 24 * 60 * MINUTE_MS;
/** An address that somebody has said is not proved to be theirs: it gets no more than so many a day. */
const DAILY = 10;

const WORDS: Record<Language, { hello: (name: string) => string; before: string; after: string }> = {
  fr: {
    hello: (name) => (name ? `Bonjour ${name},` : 'Bonjour,'),
    before: 'Vous aviez quitté la discussion en ligne quand nous vous avons répondu :',
    after: 'Pour continuer, répondez simplement à ce message.',
  },
  en: {
    hello: (name) => (name ? `Hello ${name},` : 'Hello,'),
    before: 'You had left the online chat when we answered:',
    after: 'To go on, just reply to this message.',
  },
};

const job = (tx: Tx, entryId: string, minutes: number): Promise<void> =>
  tx.job(
    'continue-by-mail',
    { entryId },
    { runAt: new Date(tx.now.getTime() + minutes * MINUTE_MS), key: `continue-by-mail:${entryId}` },
  );

/** An answer has left by a channel whose reader may have gone: see after a while whether they looked at it. */
export async function continueLater(tx: Tx, { channel, config }: Account, entryId: string): Promise<void> {
  const minutes = channel.unseenMinutes?.(config) ?? null;
  if (minutes !== null) await job(tx, entryId, minutes);
}

interface Unseen {
  channelId: string;
  handleId: string;
  teamId: string;
  sentAt: Date;
  name: string | null;
  email: string;
  language: Language;
  hereUntil: Date;
}

/** Mails to a visitor who has gone what they have not seen, each answer once. What they write back comes into the case by its token. */
export async function continueByMail(
  { database, accounts, keyring }: { database: Database; accounts: Accounts; keyring: Keyring },
  entryId: string,
): Promise<void> {
  const [unseen] = await database.read<Unseen>(
    `select m.channel_id as "channelId", m.handle_id as "handleId", c.team_id as "teamId",
       d.sent_at as "sentAt", v.name, v.email, v.language, v.here_until as "hereUntil"
     from message m join delivery d on d.entry_id = m.entry_id join cases c on c.id = m.case_id
     join handle h on h.id = m.handle_id join chat_visitor v on v.channel_id = m.channel_id and v.handle = h.type || ':' || h.value
     where m.entry_id = $1 and d.state in ('sent', 'delivered') and d.continued_at is null and v.email is not null`,
    [entryId],
  );
  const account = unseen && (await accounts.byId(unseen.channelId));
  const minutes = account?.channel.unseenMinutes?.(account.config) ?? null;
  if (!unseen || minutes === null) return;
  const now = database.now();
  if (unseen.hereUntil > now) {
    // They are here, only not looking: their own window tells them.
    if (now.getTime() - unseen.sentAt.getTime() < PATIENCE_MS)
      await database.write(CONTINUATION, (tx) => job(tx, entryId, Math.max(1, minutes)));
    return;
  }
  const mail = mailAccountOf(await accounts.all(), unseen.teamId, unseen.email);
  if (mail) await database.write(CONTINUATION, (tx) => write(tx, keyring, entryId, unseen, mail.account, mail.to));
}

function mailAccountOf(
  all: readonly Account[],
  teamId: string,
  email: string,
): { account: Account; to: Handle } | undefined {
  for (const account of all) {
    const { capabilities } = account.channel;
    const to = account.channel.identify(email);
    if (
      account.enabled &&
      account.teamId === teamId &&
      to?.type === 'email' &&
      capabilities.subject &&
      capabilities.canInitiate
    )
      return { account, to };
  }
  return undefined;
}

async function write(
  tx: Tx,
  keyring: Keyring,
  unseenId: string,
  { channelId, handleId, name, language }: Unseen,
  account: Account,
  to: Handle,
): Promise<void> {
  const item = await caseHolding(tx, unseenId);
  const answers = await tx.query<{ id: string; data: StoredMessage }>(
    `select e.id, e.data from message m join timeline_entry e on e.id = m.entry_id join delivery d on d.entry_id = m.entry_id
     where m.channel_id = $1 and m.handle_id = $2 and m.case_id = $3 and m.direction = 'out'
       and d.state in ('sent', 'delivered') and d.continued_at is null
     order by d.sent_at, e.id for update of d`,
    [channelId, handleId, item.id],
  );
  if (answers.length === 0) return;
  // What is too much for today is not forgotten.
  if ((await mailedToday(tx, to)) >= DAILY) return job(tx, answers[0]!.id, 24 * 60);
  const ids = answers.map(({ id }) => id);
  await tx.query(`update delivery set continued_at = $2 where entry_id = any($1::uuid[])`, [ids, tx.now]);

  const words = WORDS[language];
  const said = answers
    .map(({ data }) =>
      data.segments
        .map(({ text }) => text)
        .join('')
        .trim(),
    )
    .filter(Boolean);
  const files = (
    await tx.repo(Attachment).find({ where: ids.map((entryId) => ({ entryId })), order: { id: 'ASC' } })
  ).map((file) => ({ ...file, id: randomUUIDv7() }));
  const entryId = await queueMessage(
    tx,
    keyring,
    item,
    account,
    {
      to: [{ ...to, ...(name ? { name } : {}) }],
      cc: [],
      subject: item.subject,
      text: [words.hello(name ?? ''), words.before, ...said, words.after].join('\n\n'),
      html: null,
      attachments: files.map(({ id, name: fileName, type, size, inline, state }) => ({
        id,
        name: fileName,
        type,
        size,
        inline,
        state,
      })),
      flags: ['continued'],
      dueAt: tx.now,
      evidence: 'claimed',
    },
    tx.actor,
  );
  if (files.length > 0)
    await tx.repo(Attachment).insert(files.map((file) => ({ ...file, entryId, caseId: item.id, createdAt: tx.now })));
  await saveCase(tx, item);
}

async function mailedToday(tx: Tx, { type, value }: Handle): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from handle h join message m on m.handle_id = h.id join timeline_entry e on e.id = m.entry_id
     where h.type = $1 and h.value = $2 and m.direction = 'out' and e.at > $3::timestamptz - interval '1 day' and e.data -> 'flags' ? 'continued'`,
    [type, value, tx.now],
  );
  return row!.count;
}
