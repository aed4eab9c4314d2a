import type { InboundMessage } from '@guichet/channels';
import type { Handle } from '@guichet/contracts';
import { handleKey } from '@guichet/citizens';
import type { Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { idBehind } from './tokens.js';

/** What a batch of messages needs to know to find its cases; grows while the batch is worked through. */
export interface ThreadIndex {
  /** External id of a message → its case. */
  messages: Map<string, string>;
  /** Case → handles that belong to it. */
  participants: Map<string, Set<string>>;
  /** Case that a signed token names and that exists → where it is now, which is elsewhere after a merge. */
  cases: Map<string, string>;
  /** Reference in plain sight → case. */
  references: Map<string, string>;
  /** Account and handle → the case in which their conversation last was. */
  conversations: Map<string, string>;
  /** Handle → an open case that it is part of, on whatever channel. */
  open: Map<string, string>;
}

/** A message and the account it came by. */
export interface Arrival {
  message: InboundMessage;
  account: { id: string; conversation: boolean };
}

/** A conversation goes on in a case closed no longer ago than this; later a person means something new. */
const GOES_ON_DAYS = 14;

const conversationKey = (accountId: string, from: Handle): string => `${accountId} ${handleKey(from)}`;

export type Thread =
  | { to: 'case'; caseId: string; thirdParty: boolean }
  /** A new case; `suggested` is another one that it claims to belong to, without proof. */
  | { to: 'new'; suggested: { caseId: string; reason: string } | null };

const withPrefix = (keys: readonly string[], prefix: string) =>
  keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));

/**
 * Reads all that a batch refers to, in a few statements. Indexes: message_external, primary keys, cases_reference_key,
 * message_conversation.
 */
export async function threadIndex(tx: Tx, keyring: Keyring, arrivals: readonly Arrival[]): Promise<ThreadIndex> {
  const keys = arrivals.flatMap(({ message }) => message.threadKeys);
  const named = withPrefix(keys, 'reply:').flatMap((token) => idBehind(keyring, 'reply', token) ?? []);
  const refs = withPrefix(keys, 'ref:');
  const hints = withPrefix(keys, 'hint:');

  const known = refs.length
    ? await tx.query<{ external_id: string; case_id: string }>(
        `select external_id, case_id from message where external_id = any($1::text[])
         union all select p.external_id, m.case_id from message_part p join message m using (entry_id) where p.external_id = any($1::text[])`,
        [refs],
      )
    : [];
  const hinted = hints.length
    ? await tx.query<{ id: string; reference: string }>(
        `select id, reference from cases where reference = any($1::text[])`,
        [hints],
      )
    : [];
  // What was merged into another case is answered there.
  const now = named.length
    ? await tx.query<{ id: string; now: string }>(
        `with recursive chain as (
           select id as first, id, merged_into_id from cases where id = any($1::uuid[])
           union all select chain.first, c.id, c.merged_into_id from chain join cases c on c.id = chain.merged_into_id
         ) select first as id, id as now from chain where merged_into_id is null`,
        [named],
      )
    : [];
  const cases = [...new Set([...now.map((row) => row.now), ...known.map((row) => row.case_id)])];
  const people = cases.length
    ? await tx.query<{ case_id: string; type: string | null; value: string | null }>(
        `select c.id as case_id, h.type, h.value from cases c left join case_participant p on p.case_id = c.id
         left join handle h on h.id = p.handle_id where c.id = any($1::uuid[])`,
        [cases],
      )
    : [];

  const participants = new Map<string, Set<string>>();
  for (const row of people) {
    const set = participants.get(row.case_id) ?? new Set();
    participants.set(
      row.case_id,
      row.type && row.value ? set.add(handleKey({ type: row.type, value: row.value })) : set,
    );
  }
  return {
    // Where one Message-ID stands in two cases (somebody repeated it), it proves nothing.
    messages: unambiguous(known.map((row) => [row.external_id, row.case_id])),
    participants,
    cases: new Map(now.map((row) => [row.id, row.now])),
    references: new Map(hinted.map((row) => [row.reference, row.id])),
    ...(await conversations(tx, arrivals)),
  };
}

async function conversations(
  tx: Tx,
  arrivals: readonly Arrival[],
): Promise<Pick<ThreadIndex, 'conversations' | 'open'>> {
  const wanted = arrivals.flatMap(({ message: { from }, account }) =>
    account.conversation && from ? [{ accountId: account.id, from }] : [],
  );
  const rows = wanted.length
    ? await tx.query<{
        channel_id: string;
        type: Handle['type'];
        value: string;
        conversation: string | null;
        open: string | null;
      }>(
        `select w.channel_id, w.type, w.value, last.case_id as conversation, other.id as open
         from (select distinct * from unnest($1::uuid[], $2::text[], $3::text[]) w(channel_id, type, value)) w
         join handle h on h.type = w.type and h.value = w.value
         left join lateral (
           select k.id as case_id from (
             select case_id from message m where m.channel_id = w.channel_id and m.handle_id = h.id order by entry_id desc limit 1) m
           join cases k on k.id = m.case_id
           where (k.closed_at is null or k.closed_at > $4::timestamptz - make_interval(days => $5))
             and exists (select 1 from case_participant p where p.case_id = k.id and p.handle_id = h.id)
         ) last on true
         left join lateral (
           select k.id from (select distinct case_id from (
             select case_id from message m where m.handle_id = h.id order by entry_id desc limit 20) m) m
           join cases k on k.id = m.case_id and k.status <> 'closed' order by k.last_entry_at desc limit 1
         ) other on true`,
        [
          wanted.map(({ accountId }) => accountId),
          wanted.map(({ from }) => from.type),
          wanted.map(({ from }) => from.value),
          tx.now,
          GOES_ON_DAYS,
        ],
      )
    : [];
  return {
    conversations: new Map(
      rows.flatMap((row) =>
        row.conversation ? [[conversationKey(row.channel_id, { ...row, verified: false }), row.conversation]] : [],
      ),
    ),
    open: new Map(rows.flatMap((row) => (row.open ? [[handleKey(row), row.open]] : []))),
  };
}

function unambiguous(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const map = new Map<string, string>();
  const twice = new Set<string>();
  for (const [key, value] of pairs) {
    if (map.has(key) && map.get(key) !== value) twice.add(key);
    map.set(key, value);
  }
  for (const key of twice) map.delete(key);
  return map;
}

/**
 * Where a message belongs. By proof only: a token that we signed; else an answer to a message of the case from somebody
 * who is part of it; else, where a channel is a conversation, the case in which it last was. A stranger who shows a token is let in as a third party, marked so, and is told nothing. Whatever
 * else points to a case (a reference in the subject, an answer from a stranger) is a suggestion for the agent.
 */
export function threadOf({ message, account }: Arrival, index: ThreadIndex, keyring: Keyring): Thread {
  const sender = message.from && handleKey(message.from);
  const isPart = (caseId: string) => sender !== null && (index.participants.get(caseId)?.has(sender) ?? false);

  for (const token of withPrefix(message.threadKeys, 'reply:')) {
    const named = idBehind(keyring, 'reply', token);
    const caseId = named && index.cases.get(named);
    if (caseId) return { to: 'case', caseId, thirdParty: !isPart(caseId) };
  }
  let stranger: string | null = null;
  for (const ref of withPrefix(message.threadKeys, 'ref:')) {
    const caseId = index.messages.get(ref);
    if (caseId && isPart(caseId)) return { to: 'case', caseId, thirdParty: false };
    // A robot that answers a message of ours is about that message, whoever it says it is; it can learn nothing by it.
    if (caseId && message.automatic === 'reply') return { to: 'case', caseId, thirdParty: true };
    stranger ??= caseId ?? null;
  }
  const conversation =
    message.from && account.conversation && index.conversations.get(conversationKey(account.id, message.from));
  if (conversation) return { to: 'case', caseId: conversation, thirdParty: false };
  if (stranger) return { to: 'new', suggested: { caseId: stranger, reason: 'answers-as-stranger' } };
  for (const reference of withPrefix(message.threadKeys, 'hint:')) {
    const caseId = index.references.get(reference);
    if (caseId) return { to: 'new', suggested: { caseId, reason: 'names-reference' } };
  }
  const open = account.conversation && sender !== null && index.open.get(sender);
  return { to: 'new', suggested: open ? { caseId: open, reason: 'same-address' } : null };
}

/** Remembers what the batch itself adds, so that an answer in the same batch finds its question. */
export function remember(index: ThreadIndex, caseId: string, { message, account }: Arrival): void {
  index.messages.set(message.externalId, caseId);
  index.cases.set(caseId, caseId);
  if (!message.from) return;
  if (account.conversation) index.conversations.set(conversationKey(account.id, message.from), caseId);
  const set = index.participants.get(caseId) ?? new Set();
  index.participants.set(caseId, set.add(handleKey(message.from)));
}
