import type { Actor } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { ParsedMessage } from '../parsed-message.js';

/** The case of a message that is here, by the external id of the message. */
export interface KnownMessage {
  externalId: string;
  direction: 'in' | 'out';
  fingerprint: string;
  caseId: string;
  isImported: boolean;
  isRestricted: boolean;
}

/** The messages that are here of some external ids, ours and those of citizens. Indexes `message_external`, `message_part_pkey`. */
export async function knownMessages(tx: Tx, externalIds: readonly string[]): Promise<KnownMessage[]> {
  if (externalIds.length === 0) return [];
  return tx.query<KnownMessage>(
    `select m.external_id as "externalId", m.direction, m.fingerprint, m.case_id as "caseId", c.imported_at is not null as "isImported",
       c.restricted_to is not null as "isRestricted"
     from (
       select external_id, direction, fingerprint, case_id from message where external_id = any($1::text[])
       union all select p.external_id, m.direction, m.fingerprint, m.case_id from message_part p join message m using (entry_id)
       where p.external_id = any($1::text[])) m
     join cases c on c.id = m.case_id`,
    [externalIds],
  );
}

/** What is known of each external id. Of two cases with one Message-ID, the restricted one is meant. */
export const meantBy = (known: readonly KnownMessage[]): Map<string, KnownMessage> =>
  new Map(
    known.toSorted((a, b) => Number(a.isRestricted) - Number(b.isRestricted)).map((one) => [one.externalId, one]),
  );

/** A case, and whether named agents alone read it. */
export type PossibleCase = Pick<KnownMessage, 'caseId' | 'isRestricted'>;

/**
 * The cases of messages that reply to sent mails, each from one of its recipients, by the external ids of the mails: a restricted one
 * first, then that of the oldest reply. Index `awaited_message_pkey`.
 */
export async function casesOfReplies(tx: Tx, items: readonly ParsedMessage[]): Promise<Map<string, PossibleCase>> {
  const recipients = items.flatMap(({ message: { externalId, to, cc } }) =>
    [...to, ...cc].map(({ type, value }) => ({ external_id: externalId, type, value })),
  );
  if (recipients.length === 0) return new Map();
  const rows = await tx.query<PossibleCase & { externalId: string }>(
    `select distinct on (a.external_id) a.external_id as "externalId", m.case_id as "caseId",
       c.restricted_to is not null as "isRestricted"
     from jsonb_to_recordset($1::jsonb) as r(external_id text, type text, value text)
     join awaited_message a using (external_id) join message m using (entry_id) join cases c on c.id = m.case_id
     join handle h on h.id = m.handle_id and h.type = r.type and h.value = r.value
     order by a.external_id, c.restricted_to is null, a.entry_id`,
    [JSON.stringify(recipients)],
  );
  return new Map(rows.map(({ externalId, ...found }) => [externalId, found]));
}

/** Who wrote messages in another mail program: the agents with these addresses, or whoever the messages name. */
export async function authorsOf(tx: Tx, items: readonly ParsedMessage[]): Promise<(item: ParsedMessage) => Actor> {
  const addresses = items.flatMap(({ message }) => message.from?.value.toLowerCase() ?? []);
  const agents = await tx.query<{ id: string; name: string; email: string }>(
    `select id, name, email from agent where email = any($1::text[])`,
    [addresses],
  );
  const byEmail = new Map(agents.map(({ id, name, email }) => [email, { kind: 'agent' as const, id, name }]));
  return ({ message: { from } }) =>
    byEmail.get(from?.value.toLowerCase() ?? '') ?? { kind: 'system', name: from?.name || (from?.value ?? '') };
}

export const referencesOf = ({ message }: ParsedMessage): string[] =>
  message.threadKeys.filter((key) => key.startsWith('ref:')).map((key) => key.slice('ref:'.length));
