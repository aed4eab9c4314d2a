import type { InboundMessage } from '@guichet/channels';
import type { ChannelKind, Handle } from '@guichet/contracts';
import { newId } from '@guichet/platform';
import { languageOf } from '../../libs/messages/src/receive/parse-envelope.js';
import { writeBatch } from '../../libs/messages/src/receive/write-message-batch.js';
import { mail, type MessageChanges, type TestTown } from './test-town.js';

export interface Intake {
  id: string;
  kind: ChannelKind;
  teamId: string;
  /** Whether its messages belong to one conversation, as SMS and chat do. */
  conversation?: boolean;
  /** When its messages arrived: now, unless they lay in a mailbox. */
  receivedAt?: Date;
  /** What its messages are taken for; absent: for no spam. */
  spam?: Parameters<typeof writeBatch>[2][number]['spam'];
}

/** Processes messages as the worker does, in one batch. Returns the case of each. */
export async function receive(town: TestTown, account: Intake, ...messages: InboundMessage[]): Promise<string[]> {
  const items: Parameters<typeof writeBatch>[2][number][] = [];
  const envelopeIds = messages.map(() => newId());
  await town.database.execute(
    `insert into envelope (id, channel_account_id, external_id, headers, raw, size)
     select id, $2, id::text, '{}', 'x', 1 from unnest($1::uuid[]) with ordinality as r(id, n) order by n`,
    [envelopeIds, account.id],
  );
  for (const [n, message] of messages.entries()) {
    const envelopeId = envelopeIds[n]!;
    items.push({
      envelopeId,
      account: { ...account, conversation: account.conversation ?? false },
      receivedAt: account.receivedAt ?? town.database.now,
      message,
      attachments: [],
      html: null,
      hasOriginal: true,
      ...(account.spam && { spam: account.spam }),
      language: await languageOf(message),
    });
  }
  await town.database.write({ kind: 'system', name: 'Intake' }, (tx) => writeBatch(tx, town.keyring, items));
  const rows = await town.database.query<{ external_id: string; case_id: string }>(
    `select external_id, case_id from message where external_id = any($1::text[])`,
    [messages.map(({ externalId }) => externalId)],
  );
  return messages.map(({ externalId }) => rows.find((row) => row.external_id === externalId)?.case_id ?? '');
}

/** A message from any kind of address, with or without a name. */
export const from = (
  type: Handle['type'],
  value: string,
  { name, ...changes }: MessageChanges & { name?: string } = {},
) => mail(null, { from: { type, value, verified: false, ...(name ? { name } : {}) }, ...changes });
