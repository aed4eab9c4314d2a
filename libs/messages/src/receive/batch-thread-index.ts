import { handleKey } from '@guichet/citizens';
import type { InboundMessage } from '@guichet/channels';
import type { Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { idOfAddressToken } from '../signed-address-token.js';
import {
  addParticipant,
  conversationKey,
  conversationsOf,
  type Conversations,
  type WantedConversation,
} from './conversations-of-batch.js';
import { entitledIn } from './handles-entitled-to-case.js';

/** What a batch of messages needs to know to find its cases. It grows while the batch is processed. */
export interface ThreadIndex extends Conversations {
  /** The case of each message, by the external id of the message. */
  messages: Map<string, string>;
  /** The external ids that are known, also of messages that are in two cases and prove nothing. */
  known: Set<string>;
  /** Those of them that we have sent. */
  ours: Set<string>;
  /** The cases of replies that came before the message to which they refer, by its external id. */
  awaiting: Map<string, string[]>;
  /** The handles that belong to each case. */
  participants: Map<string, Set<string>>;
  /** The present case for each case that a signed token names; they differ after a merge. */
  cases: Map<string, string>;
  /** The present cases by the references in subject or text. */
  references: Map<string, string>;
  /** The handles that may enter a case by its reference in a conversation: those that take part in it, and those of its citizen. */
  entitled: Map<string, Set<string>>;
  /** Those of all these cases that are restricted. */
  restricted: Set<string>;
  /** The restricted case of each message that is in one, also where its external id is in two cases and proves nothing. */
  hidden: Map<string, string>;
}

/** A message and the account it came by. */
export interface Arrival {
  message: InboundMessage;
  account: { id: string; conversation: boolean };
  /** Whoever wrote it may not be its sender, so that a reference proves nothing (see `withDoubts`). */
  isDoubted?: boolean;
}

/** The most replies to the messages of a batch that are looked at, as anybody may send them: the oldest. */
const MAX_WAITING = 10_000;

/** What stands behind a prefix in those thread keys that have it. */
export const withPrefix = (keys: readonly string[], prefix: string) =>
  keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));

/**
 * Reads all that a batch refers to, in a few statements. Indexes: message_external, primary keys, cases_reference_key,
 * message_conversation.
 */
export async function threadIndex(tx: Tx, keyring: Keyring, arrivals: readonly Arrival[]): Promise<ThreadIndex> {
  const keys = arrivals.flatMap(({ message }) => message.threadKeys);
  const tokens = withPrefix(keys, 'reply:').flatMap((token) => idOfAddressToken(keyring, 'reply', token) ?? []);
  const awaiting = await casesAwaiting(
    tx,
    arrivals.map(({ message }) => message.externalId),
  );
  const messages = await casesOfMessages(tx, [...withPrefix(keys, 'ref:'), ...awaiting.keys()]);
  const cases = await currentCases(tx, tokens);
  const restricted = new Set<string>();
  const references = await casesByReference(tx, withPrefix(keys, 'hint:'), restricted);
  const participants = await participantsOf(
    tx,
    [...new Set([...cases.values(), ...messages.map(({ caseId }) => caseId), ...[...awaiting.values()].flat()])],
    restricted,
  );
  return {
    restricted,
    hidden: new Map(
      messages.filter(({ caseId }) => restricted.has(caseId)).map(({ externalId, caseId }) => [externalId, caseId]),
    ),
    awaiting,
    known: new Set(messages.map(({ externalId }) => externalId)),
    ours: new Set(messages.flatMap(({ externalId, isOurs }) => (isOurs ? [externalId] : []))),
    // Where one Message-ID occurs in two cases, because somebody repeated it, it proves nothing.
    messages: unambiguous(messages.map(({ externalId, caseId }) => [externalId, caseId])),
    participants,
    cases,
    references,
    entitled: await entitledIn(tx, casesNamedInConversations(arrivals, references), participants),
    ...(await conversationsOf(tx, wantedConversations(arrivals), { restricted, participants })),
  };
}

/** External ids of messages and parts of messages, each with its case. */
async function casesOfMessages(
  tx: Tx,
  externalIds: readonly string[],
): Promise<{ externalId: string; caseId: string; isOurs: boolean }[]> {
  if (externalIds.length === 0) return [];
  return tx.query(
    `select external_id as "externalId", case_id as "caseId", direction = 'out' as "isOurs" from message where external_id = any($1::text[])
     union all select p.external_id, m.case_id, true from message_part p join message m using (entry_id) where p.external_id = any($1::text[])`,
    [externalIds],
  );
}

/** The cases of replies to messages that come now, by the external ids of these; the oldest reply first. */
export async function casesAwaiting(tx: Tx, externalIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ externalId: string; caseId: string }>(
    `select a.external_id as "externalId", m.case_id as "caseId" from awaited_message a join message m using (entry_id)
     where a.external_id = any($1::text[]) order by a.entry_id limit ${MAX_WAITING}`,
    [externalIds],
  );
  return new Map(
    [...Map.groupBy(rows, ({ externalId }) => externalId)].map(([id, replies]) => [
      id,
      replies.map(({ caseId }) => caseId),
    ]),
  );
}

/**
 * Cases by the references that somebody names: of one that was merged, the case that it is now. Those of them that are restricted are
 * added to `restricted`.
 */
export async function casesByReference(
  tx: Tx,
  references: readonly string[],
  restricted: Set<string>,
): Promise<Map<string, string>> {
  if (references.length === 0) return new Map();
  const rows = await tx.query<{ id: string; reference: string; isRestricted: boolean }>(
    `with recursive chain as (
       select reference, id, merged_into_id, restricted_to from cases where reference = any($1::text[])
       union all select chain.reference, c.id, c.merged_into_id, c.restricted_to from chain join cases c on c.id = chain.merged_into_id
     ) select reference, id, restricted_to is not null as "isRestricted" from chain where merged_into_id is null`,
    [references],
  );
  for (const { id, isRestricted } of rows) if (isRestricted) restricted.add(id);
  return new Map(rows.map(({ id, reference }) => [reference, id]));
}

/** The cases that somebody names in a conversation by a reference. */
const casesNamedInConversations = (arrivals: readonly Arrival[], references: ReadonlyMap<string, string>): string[] => {
  const named = arrivals.filter(({ account }) => account.conversation).flatMap(({ message }) => message.threadKeys);
  return [...new Set(withPrefix(named, 'hint:').flatMap((reference) => references.get(reference) ?? []))];
};

/** Cases by their ids, each with the case that it is now: the one into which it was merged. */
export async function currentCases(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ id: string; now: string }>(
    `with recursive chain as (
       select id as first, id, merged_into_id from cases where id = any($1::uuid[])
       union all select chain.first, c.id, c.merged_into_id from chain join cases c on c.id = chain.merged_into_id
     ) select first as id, id as now from chain where merged_into_id is null`,
    [ids],
  );
  return new Map(rows.map(({ id, now }) => [id, now]));
}

/** The handles that belong to each of these cases. Those of them that are restricted are added to `restricted`. */
export async function participantsOf(
  tx: Tx,
  caseIds: readonly string[],
  restricted = new Set<string>(),
): Promise<Map<string, Set<string>>> {
  const participants = new Map<string, Set<string>>();
  if (caseIds.length === 0) return participants;
  const rows = await tx.query<{ caseId: string; isRestricted: boolean; type: string | null; value: string | null }>(
    `select c.id as "caseId", c.restricted_to is not null as "isRestricted", h.type, h.value from cases c left join case_participant p on p.case_id = c.id
     left join handle h on h.id = p.handle_id where c.id = any($1::uuid[])`,
    [caseIds],
  );
  for (const { caseId, isRestricted, type, value } of rows) {
    if (isRestricted) restricted.add(caseId);
    const handles = participants.get(caseId) ?? new Set();
    if (type && value) handles.add(handleKey({ type, value }));
    participants.set(caseId, handles);
  }
  return participants;
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

const wantedConversations = (arrivals: readonly Arrival[]): WantedConversation[] =>
  arrivals.flatMap(({ message: { from }, account }) =>
    account.conversation && from ? [{ accountId: account.id, from }] : [],
  );

/**
 * Adds a message of the batch itself, so that a reply in the same batch finds its question. The conversation goes on where it went; whoever it
 * is of for certain takes part there.
 */
export function addToIndex(
  index: ThreadIndex,
  caseId: string,
  { message, account, isUncertain = false }: Arrival & { isUncertain?: boolean },
): void {
  if (!index.known.has(message.externalId)) index.messages.set(message.externalId, caseId);
  else if (index.messages.get(message.externalId) !== caseId) index.messages.delete(message.externalId);
  index.known.add(message.externalId);
  index.cases.set(caseId, caseId);
  if (!message.from) return;
  const key = conversationKey(account.id, message.from);
  if (account.conversation) index.conversations.set(key, caseId);
  if (isUncertain) index.ofTwo.get(key)?.uncertainIn.add(caseId);
  else addParticipant(index.participants, caseId, message.from);
}
