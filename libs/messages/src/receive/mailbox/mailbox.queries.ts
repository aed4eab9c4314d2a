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
}

/** The messages that are here of some external ids, ours and those of citizens. Indexes `message_external`, `message_part_pkey`. */
export async function knownMessages(tx: Tx, externalIds: readonly string[]): Promise<KnownMessage[]> {
  if (externalIds.length === 0) return [];
  return tx.query<KnownMessage>(
    `select m.external_id as "externalId", m.direction, m.fingerprint, m.case_id as "caseId", c.imported_at is not null as "isImported"
     from (
       select external_id, direction, fingerprint, case_id from message where external_id = any($1::text[])
       union all select p.external_id, m.direction, m.fingerprint, m.case_id from message_part p join message m using (entry_id)
       where p.external_id = any($1::text[])) m
     join cases c on c.id = m.case_id`,
    [externalIds],
  );
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
