import { randomUUIDv7 } from 'node:crypto';
import { caseHolding, record, reopen, saveCase, stopAsWritten } from '@guichet/cases';
import type { InboundConsent, InboundDeletion, InboundEdit, InboundReaction, InboundReport } from '@guichet/channels';
import { handleKey, resolveHandles } from '@guichet/citizens';
import type { Fact, Handle } from '@guichet/contracts';
import { EarlyReport, type Case, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { z } from 'zod';
import type { Account } from './accounts.js';
import { applyReceipt } from './receipts.js';

/** Joins what a provider tells to what it is about. False: we know nothing of that (yet). The same again changes nothing. */
export async function applyReport(
  tx: Tx,
  keyring: Keyring,
  account: Account,
  report: InboundReport,
  receivedAt: Date,
): Promise<boolean> {
  switch (report.type) {
    case 'receipt':
    case 'complaint':
      return applyReceipt(tx, keyring, account, report);
    case 'consent':
      return applyConsent(tx, account, report, receivedAt);
    default:
      return applyAfterthought(tx, account, report);
  }
}

/** Keeps a report until its message is known: `applyEarly` finds it by the id of the message. */
export async function keepForLater(tx: Tx, account: Account, report: InboundReport): Promise<void> {
  const target = targetOf(report);
  if (!target) return;
  await tx.repo(EarlyReport).insert({ id: randomUUIDv7(), channelId: account.id, target, report, receivedAt: tx.now });
}

function targetOf(report: InboundReport): string | undefined {
  if ('target' in report) return report.target;
  if (!('threadKeys' in report)) return undefined;
  return report.threadKeys.find((key) => key.startsWith('ref:'))?.slice('ref:'.length);
}

// JSON has no dates: what was a Date when it was kept is one again.
const DateOrNull = z.union([z.iso.datetime().transform((text) => new Date(text)), z.null()]);

/** Applies what came before the messages of these external ids, in the order it came. */
export async function applyEarly(
  tx: Tx,
  keyring: Keyring,
  accounts: readonly Account[],
  externalIds: readonly string[],
): Promise<void> {
  const [rows] = (await tx.query(
    `delete from early_report where target = any($1::text[]) returning id, channel_id, report, received_at`,
    [externalIds],
  )) as unknown as [{ id: string; channel_id: string; report: InboundReport; received_at: Date }[]];
  for (const row of rows.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const account = accounts.find(({ id }) => id === row.channel_id);
    const report = 'at' in row.report ? { ...row.report, at: DateOrNull.parse(row.report.at) } : row.report;
    if (account) await applyReport(tx, keyring, account, report, row.received_at);
  }
}

/** What people do to a message after it was sent. Only its author edits or deletes it; whoever talks to us may react. */
async function applyAfterthought(
  tx: Tx,
  account: Account,
  report: InboundReaction | InboundEdit | InboundDeletion,
): Promise<boolean> {
  const [about] = await tx.query<{
    entry_id: string;
    direction: 'in' | 'out';
    type: string;
    value: string;
  }>(
    `select m.entry_id, m.direction, h.type, h.value from message m join handle h on h.id = m.handle_id
     where m.channel_id = $2 and m.entry_id in (
       select entry_id from message where external_id = $1 union all select entry_id from message_part where external_id = $1) limit 1`,
    [report.target, account.id],
  );
  if (!about) return false;
  const isAuthor = about.direction === 'in' && handleKey(about) === handleKey(report.from);
  if (report.type !== 'reaction' && !isAuthor) return true;
  const fact = factOf(report, about.entry_id);
  const item = await caseHolding(tx, about.entry_id);
  if (await isOldNews(tx, item.id, fact)) return true;
  const { position } = await record(tx, item, { kind: 'fact', data: fact }, await actorOf(tx, report.from));
  // New words are to be read; a heart is not.
  if (fact.type === 'edited') {
    item.lastInboundPosition = position;
    if (item.status !== 'open') await reopen(tx, item);
    await stopAsWritten(tx, [item]);
  }
  await saveCase(tx, item);
  tx.publish('message.changed', { entryId: about.entry_id }, { caseId: item.id, teamIds: [item.teamId] });
  return true;
}

type Afterthought = Extract<Fact, { type: 'reaction' | 'edited' | 'deleted' }>;

function factOf(report: InboundReaction | InboundEdit | InboundDeletion, entryId: string): Afterthought {
  const by = report.from.name || report.from.value;
  const at = report.at?.toISOString() ?? null;
  if (report.type === 'reaction') return { type: 'reaction', entryId, emoji: report.emoji, by, toldAt: at };
  if (report.type === 'edit') return { type: 'edited', entryId, text: report.text, toldAt: at };
  return { type: 'deleted', entryId, toldAt: at };
}

/** Told already, or by now overtaken by something newer. Index `timeline_entry_position`. */
async function isOldNews(tx: Tx, caseId: string, fact: Afterthought): Promise<boolean> {
  const [last] = await tx.query<{ data: Afterthought }>(
    `select data from timeline_entry where case_id = $1 and kind = 'fact' and data ->> 'type' = $2 and data ->> 'entryId' = $3
       and ($4::text is null or data ->> 'by' = $4) order by position desc limit 1`,
    [caseId, fact.type, fact.entryId, fact.type === 'reaction' ? fact.by : null],
  );
  if (!last) return fact.type === 'reaction' && fact.emoji === null;
  const before = last.data;
  if (before.toldAt && fact.toldAt && fact.toldAt < before.toldAt) return true;
  if (fact.type === 'reaction' && before.type === 'reaction') return fact.emoji === before.emoji;
  if (fact.type === 'edited' && before.type === 'edited') return fact.text === before.text;
  return true;
}

async function actorOf(tx: Tx, from: Handle) {
  const known = (await resolveHandles(tx, [from], 'wrote')).get(handleKey(from))!;
  return { kind: 'citizen', id: known.citizenId, name: known.citizenName } as const;
}

/**
 * The last word counts, in the order they were said: a provider that is asked again tells old ones again, and whoever says
 * STOP twice means it after what was said between.
 */
async function applyConsent(
  tx: Tx,
  account: Account,
  { from, given, word: said, at }: InboundConsent,
  receivedAt: Date,
): Promise<boolean> {
  const item = await lastCaseOf(tx, account, from);
  const handle = (await resolveHandles(tx, [from], 'wrote')).get(handleKey(from))!;
  const word = said.slice(0, 100);
  const [row] = await tx.query<{ before: boolean | null }>(
    `with before as (select given from consent where channel_id = $1 and handle_id = $2)
     insert into consent (channel_id, handle_id, given, word, at) values ($1, $2, $3, $4, $5)
     on conflict (channel_id, handle_id) do update set given = excluded.given, at = excluded.at,
       word = case when consent.given = excluded.given then consent.word else excluded.word end
     where consent.at <= excluded.at returning (select given from before) as before`,
    [account.id, handle.id, given, word, at ?? receivedAt],
  );
  if (!row || row.before === given || !item) return true;
  const fact = { type: 'consent', channel: account.kind, address: from.value, given, word } as const;
  await record(
    tx,
    item,
    { kind: 'fact', data: fact },
    { kind: 'citizen', id: handle.citizenId, name: handle.citizenName },
  );
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['consent'] }, { caseId: item.id, teamIds: [item.teamId] });
  return true;
}

/** Where somebody and an account last had to do with each other, locked: before anything else that is locked with a case. */
async function lastCaseOf(tx: Tx, { id }: Account, { type, value }: Handle): Promise<Case | undefined> {
  const [last] = await tx.query<{ entry_id: string }>(
    `select m.entry_id from handle h join message m on m.channel_id = $1 and m.handle_id = h.id
     where h.type = $2 and h.value = $3 order by m.entry_id desc limit 1`,
    [id, type, value],
  );
  return last && caseHolding(tx, last.entry_id);
}
