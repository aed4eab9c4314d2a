import type { InboundMessage } from '@guichet/channels';
import { newId } from '@guichet/platform';
import { languageOf } from '../../libs/messages/src/receive/parse-envelope.js';
import type { ParsedMessage } from '../../libs/messages/src/receive/parsed-message.js';
import { byOrigin } from '../../libs/messages/src/receive/mailbox/history-or-sent-copy.js';
import { writeHistory } from '../../libs/messages/src/receive/mailbox/write-history.js';
import { writeSentCopies } from '../../libs/messages/src/receive/mailbox/write-sent-copies.js';
import { takeFromMailbox } from '../../libs/messages/src/side/write-side-messages-from-mailbox.js';
import type { Intake } from './receive-messages.js';
import type { TestTown } from './test-town.js';

/** A message of a mailbox: of its past, with the time of its arrival, or one that a colleague has sent. */
export interface MailboxMessage {
  message: InboundMessage;
  at?: string;
  isSentCopy?: boolean;
}

/** Imports messages as the worker does, in one batch. Returns the case of each; '' where it is in none. */
export async function importFromMailbox(
  town: TestTown,
  account: Intake,
  ...messages: MailboxMessage[]
): Promise<string[]> {
  const items: ParsedMessage[] = [];
  for (const { message, at, isSentCopy = false } of messages) {
    const envelopeId = newId();
    await town.database.execute(
      `insert into envelope (id, channel_account_id, external_id, headers, raw, size) values ($1::uuid, $2, $1::text, '{}', 'x', 1)`,
      [envelopeId, account.id],
    );
    items.push({
      envelopeId,
      account: { ...account, conversation: false },
      receivedAt: town.database.now,
      message,
      attachments: [],
      html: null,
      hasOriginal: true,
      language: await languageOf(message),
      origin: { history: at === undefined ? null : new Date(at), isSentCopy },
    });
  }
  await town.database.write({ kind: 'system', name: 'Intake' }, async (tx) => {
    const { history, sentCopies } = byOrigin(items);
    const { rest } = await takeFromMailbox(tx, town.keyring, { history, sentCopies });
    await writeHistory(tx, rest.history);
    await writeSentCopies(tx, rest.sentCopies);
  });
  const rows = await town.database.query<{ external_id: string; case_id: string }>(
    `select external_id, case_id from message where external_id = any($1::text[])`,
    [messages.map(({ message }) => message.externalId)],
  );
  return messages.map(({ message }) => rows.find((row) => row.external_id === message.externalId)?.case_id ?? '');
}
