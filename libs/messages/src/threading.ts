import type { InboundMessage } from '@guichet/channels';
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
  /** Cases that signed tokens name and that exist. */
  cases: Set<string>;
  /** Reference in plain sight → case. */
  references: Map<string, string>;
}

export type Thread =
  | { to: 'case'; caseId: string; thirdParty: boolean }
  /** A new case; `suggested` is another one that it claims to belong to, without proof. */
  | { to: 'new'; suggested: { caseId: string; reason: string } | null };

const withPrefix = (keys: readonly string[], prefix: string) =>
  keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));

/** Reads all that a batch refers to, in three statements. Indexes: message_external, primary keys, cases_reference_key. */
export async function threadIndex(tx: Tx, keyring: Keyring, messages: readonly InboundMessage[]): Promise<ThreadIndex> {
  const keys = messages.flatMap(({ threadKeys }) => threadKeys);
  const named = withPrefix(keys, 'reply:').flatMap((token) => idBehind(keyring, 'reply', token) ?? []);
  const refs = withPrefix(keys, 'ref:');
  const hints = withPrefix(keys, 'hint:');

  const known = refs.length
    ? await tx.query<{ external_id: string; case_id: string }>(
        `select external_id, case_id from message where external_id = any($1::text[])`,
        [refs],
      )
    : [];
  const hinted = hints.length
    ? await tx.query<{ id: string; reference: string }>(
        `select id, reference from cases where reference = any($1::text[])`,
        [hints],
      )
    : [];
  const cases = [...new Set([...named, ...known.map((row) => row.case_id)])];
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
    cases: new Set(people.map(({ case_id }) => case_id)),
    references: new Map(hinted.map((row) => [row.reference, row.id])),
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
 * who is part of it. A stranger who shows a token is let in as a third party, marked so, and is told nothing. Whatever
 * else points to a case (a reference in the subject, an answer from a stranger) is a suggestion for the agent.
 */
export function threadOf(message: InboundMessage, index: ThreadIndex, keyring: Keyring): Thread {
  const sender = message.from && handleKey(message.from);
  const isPart = (caseId: string) => sender !== null && (index.participants.get(caseId)?.has(sender) ?? false);

  for (const token of withPrefix(message.threadKeys, 'reply:')) {
    const caseId = idBehind(keyring, 'reply', token);
    if (caseId && index.cases.has(caseId)) return { to: 'case', caseId, thirdParty: !isPart(caseId) };
  }
  let stranger: string | null = null;
  for (const ref of withPrefix(message.threadKeys, 'ref:')) {
    const caseId = index.messages.get(ref);
    if (caseId && isPart(caseId)) return { to: 'case', caseId, thirdParty: false };
    // A robot that answers a message of ours is about that message, whoever it says it is; it can learn nothing by it.
    if (caseId && message.automatic === 'reply') return { to: 'case', caseId, thirdParty: true };
    stranger ??= caseId ?? null;
  }
  if (stranger) return { to: 'new', suggested: { caseId: stranger, reason: 'answers-as-stranger' } };
  for (const reference of withPrefix(message.threadKeys, 'hint:')) {
    const caseId = index.references.get(reference);
    if (caseId) return { to: 'new', suggested: { caseId, reason: 'names-reference' } };
  }
  return { to: 'new', suggested: null };
}

/** Remembers what the batch itself adds, so that an answer in the same batch finds its question. */
export function remember(index: ThreadIndex, caseId: string, message: InboundMessage): void {
  index.messages.set(message.externalId, caseId);
  index.cases.add(caseId);
  if (!message.from) return;
  const set = index.participants.get(caseId) ?? new Set();
  index.participants.set(caseId, set.add(handleKey(message.from)));
}
