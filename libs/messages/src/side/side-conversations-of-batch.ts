import { caseFamily } from '@guichet/cases';
import { handleKey } from '@guichet/citizens';
import type { Handle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { currentCases, withPrefix, type Arrival } from '../receive/batch-thread-index.js';
import { idOfAddressToken } from '../signed-address-token.js';

/** A side conversation, as far as threading needs to know it. */
export interface SideThread {
  id: string;
  /** The case that it is part of now. */
  caseId: string;
  /** Whether that case is restricted: what a message quotes of this conversation is then for the agents of that case only. */
  isRestricted: boolean;
  recipients: ReadonlySet<string>;
  /** The addresses of the citizens of its case, also of the one with which it has been merged since. */
  citizens: ReadonlySet<string>;
}

/** What a batch of messages needs to know of side conversations. It grows while the batch is processed. */
export interface SideIndex {
  threads: Map<string, SideThread>;
  /** The side conversation of each message, by its external id. */
  ofMessage: Map<string, string>;
  /** What is there already: what came, by external id and fingerprint, and what we sent, by its external id. */
  known: Set<string>;
}

/** The side conversations that the tokens of a message name. */
export const sideTokensOf = (keyring: Keyring, { threadKeys }: Arrival['message']): string[] =>
  withPrefix(threadKeys, 'reply:').flatMap((token) => idOfAddressToken(keyring, 'side', token) ?? []);

export const receivedKey = ({ externalId, fingerprint }: { externalId: string; fingerprint: string }): string =>
  `${externalId}\n${fingerprint}`;

/**
 * Reads the side conversations to which a batch leads by tokens or references, and those of the cases that its tokens name. Where
 * there is none, as nearly always, that is one statement. Indexes `side_message_external`, `side_conversation_case`.
 *
 * @param caseIds the cases that the tokens of the batch name
 */
export async function sideIndex(
  tx: Tx,
  keyring: Keyring,
  { arrivals, caseIds }: { arrivals: readonly Arrival[]; caseIds: readonly string[] },
): Promise<SideIndex> {
  const messages = await messagesOf(tx, arrivals);
  const named = arrivals.flatMap(({ message }) => sideTokensOf(keyring, message));
  const ids = [...new Set([...named, ...messages.map(({ conversationId }) => conversationId)])];
  if (ids.length === 0 && caseIds.length === 0) return { threads: new Map(), ofMessage: new Map(), known: new Set() };
  return {
    threads: await threadsOf(tx, { ids, caseIds }),
    ofMessage: new Map(messages.map(({ externalId, conversationId }) => [externalId, conversationId])),
    known: new Set(messages.map((message) => (message.direction === 'in' ? receivedKey(message) : message.externalId))),
  };
}

interface SideMessageRow {
  externalId: string;
  fingerprint: string;
  conversationId: string;
  direction: 'in' | 'out';
}

function messagesOf(tx: Tx, arrivals: readonly Arrival[]): Promise<SideMessageRow[]> {
  const ids = arrivals.flatMap(({ message }) => [message.externalId, ...withPrefix(message.threadKeys, 'ref:')]);
  return tx.query(
    `select external_id as "externalId", fingerprint, conversation_id as "conversationId", direction
     from side_message where external_id = any($1::text[])`,
    [ids],
  );
}

/** Side conversations with these ids, and those of these cases and of what was merged into them. */
async function threadsOf(
  tx: Tx,
  { ids, caseIds }: { ids: readonly string[]; caseIds: readonly string[] },
): Promise<Map<string, SideThread>> {
  const rows = await tx.query<{ id: string; caseId: string; recipients: Handle[] }>(
    `${caseFamily('unnest($2::uuid[])')}
     select id, case_id as "caseId", recipients from side_conversation where id = any($1::uuid[])
     union select s.id, s.case_id, s.recipients from family join side_conversation s on s.case_id = family.id`,
    [ids, caseIds],
  );
  if (rows.length === 0) return new Map();
  const present = await currentCases(
    tx,
    rows.map(({ caseId }) => caseId),
  );
  const citizens = await citizensOf(tx, [...new Set([...present.keys(), ...present.values()])]);
  const restricted = await restrictedAmong(tx, [...present.values()]);
  return new Map(
    rows.map(({ id, caseId, recipients }) => {
      const now = present.get(caseId)!;
      const people = new Set([...(citizens.get(caseId) ?? []), ...(citizens.get(now) ?? [])]);
      const asked = new Set(recipients.map(handleKey));
      return [id, { id, caseId: now, isRestricted: restricted.has(now), recipients: asked, citizens: people }];
    }),
  );
}

async function restrictedAmong(tx: Tx, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    `select id from cases where id = any($1::uuid[]) and restricted_to is not null`,
    [caseIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The addresses of whoever takes part in each of these cases, and all others of its citizen. */
export async function citizensOf(
  tx: Pick<Tx, 'query'>,
  caseIds: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const rows = await tx.query<{ caseId: string; type: string; value: string }>(
    `select p.case_id as "caseId", h.type, h.value from case_participant p join handle h on h.id = p.handle_id
     where p.case_id = any($1::uuid[])
     union select c.id, h.type, h.value from cases c join handle h on h.citizen_id = c.citizen_id where c.id = any($1::uuid[])`,
    [caseIds],
  );
  return new Map(
    [...Map.groupBy(rows, ({ caseId }) => caseId)].map(([id, handles]) => [id, new Set(handles.map(handleKey))]),
  );
}
