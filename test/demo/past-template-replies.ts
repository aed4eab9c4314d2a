import type { Principal } from '@guichet/access';
import { updateCase } from '@guichet/cases';
import { TemplateQuery, type ChannelKind, type PostMessage, type TemplateSummary } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { replyLink, openCaseByContact, reply, type Account } from '@guichet/messages';
import type { Keyring } from '@guichet/platform';
import { prepareReply, listTemplates } from '@guichet/templates';
import { actorOf, principalOf } from './agent-principals.js';
import { callers, renderedReply, topics, type Topic } from './topics.js';
import type { DemoTown } from './build-town.js';

/** For how long back the town has answered with its templates, and how many matters that were. */
const DAYS = 88;
const MATTERS = 130;
const DAY_MS = 86_400_000;

interface Archive {
  town: DemoTown;
  url: string;
  consoleUrl: string;
  keyring: Keyring;
  accounts: readonly Account[];
  now: Date;
}

/**
 * Matters that are long closed: somebody called, and was answered from the templates of the town. What use, consistency and
 * the order of the picker are read from. They are written down as sent: to send them anew would take a minute, and show no more.
 */
export async function writePastCases(archive: Archive): Promise<void> {
  const used = new Map<string, number>();
  const past = Array.from({ length: MATTERS }, (_, n): PastMatter => {
    const matter = topics[n % topics.length]!;
    const turns = matter.answers.map((key) => {
      const turn = used.get(key) ?? 0;
      used.set(key, turn + 1);
      return { key, turn };
    });
    return { n, matter, turns, openedAt: archive.now.getTime() - DAYS * DAY_MS + (n * (DAYS - 2) * DAY_MS) / MATTERS };
  });
  // Each desk has an hour of its own.
  await Promise.all(
    [0, 1].map((desk) =>
      atDesk(
        archive,
        past.filter(({ n }) => n % 2 === desk),
      ),
    ),
  );
}

interface PastMatter {
  n: number;
  matter: Topic;
  openedAt: number;
  /** The templates of its answers, and how often each was used before. */
  turns: { key: string; turn: number }[];
}

async function atDesk(archive: Archive, past: readonly PastMatter[]): Promise<void> {
  let at = archive.now;
  const database = await Database.connect(archive.url, { poolSize: 2, now: () => at });
  try {
    const today = archive.now.toISOString().slice(0, 10);
    const query = TemplateQuery.parse({ limit: 200 });
    const anybody = principalOf(archive.town, past[0]!.matter.agents[0]!);
    const { items } = await listTemplates(database, anybody, { today, query });
    const known = new Map(items.map((template) => [template.key!, template]));
    for (const { n, matter, turns, openedAt } of past) {
      at = new Date(openedAt);
      const who = principalOf(archive.town, matter.agents[n % matter.agents.length]!);
      const caseId = await open(database, archive, { matter, who, n });
      for (const [step, { key, turn }] of turns.entries()) {
        at = new Date(openedAt + (step + 1) * 0.4 * DAY_MS);
        const isLast = step === turns.length - 1;
        await answer(database, archive, { caseId, who, matter, template: known.get(key)!, turn, n, isLast });
      }
    }
  } finally {
    await database.close();
  }
}

function open(
  database: Database,
  { town }: Archive,
  { matter: { team, subject, tags, said }, who, n }: { matter: Topic; who: Principal; n: number },
) {
  const { name, email } = callers[n % callers.length]!;
  const call = { channel: 'phone' as const, direction: 'in' as const, text: said, attachmentIds: [], subject };
  return database.write(actorOf(who), async (tx) => {
    const caseId = await openCaseByContact(tx, who, {
      ...call,
      teamId: town.teamId(team),
      citizenName: name,
      address: email,
    });
    await updateCase(tx, who, { id: caseId, wanted: { tags, assigneeId: who.id } });
    return caseId;
  });
}

interface Answering {
  caseId: string;
  who: Principal;
  matter: Topic;
  template: TemplateSummary;
  /** How often it was used before, and which matter it is. */
  turn: number;
  n: number;
  isLast: boolean;
}

async function answer(database: Database, archive: Archive, answering: Answering): Promise<void> {
  const { keyring, consoleUrl, accounts, town } = archive;
  const { caseId, who, matter, template, turn, n, isLast } = answering;
  const { email, phone } = callers[n % callers.length]!;
  const kind: ChannelKind = n % 4 === 3 ? 'sms' : 'email';
  const own = accounts.filter((account) => account.kind === kind);
  const account = own.find(({ teamId }) => teamId === town.teamId(matter.team)) ?? own[0]!;
  const { values, written } = renderedReply(template.key!, turn, database.now);
  const wanted: PostMessage = { text: '', attachmentIds: [], channelAccountId: account.id, values, language: 'fr' };
  const linkTo = (replyPageId: string) => replyLink(keyring, consoleUrl, replyPageId);
  const chosen = { ...wanted, templateId: template.id };
  const prepared = await prepareReply({ reader: database, who, linkTo }, { caseId, kind }, chosen);
  const text = written(prepared.text);
  const to = [account.channel.identify(kind === 'sms' ? phone : email)!];
  const made = { ...prepared, ...prepared.trace(text, false) };
  const plan = { account, to, cc: [], subject: prepared.subject ?? '', text, html: null, template: undefined, made };
  await database.write(actorOf(who), async (tx) => {
    const entryId = await reply({ tx, who, keyring }, caseId, {
      message: { ...chosen, text },
      plan,
      seenVersion: null,
    });
    await tx.query(
      `update delivery set state = 'sent', attempts = 1, sent_at = $2, changed_at = $2 where entry_id = $1`,
      [entryId, tx.now],
    );
    if (isLast) await updateCase(tx, who, { id: caseId, wanted: { status: 'closed' } });
  });
}
