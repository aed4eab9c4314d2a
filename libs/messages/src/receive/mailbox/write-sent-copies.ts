import { lockCases, placeEntry, writeCases } from '@guichet/cases';
import { newId } from '@guichet/platform';
import type { Tx } from '@guichet/database';
import { insertAttachments, insertMessages, messageRow } from '../rows-to-insert-in-batch.js';
import { storedMessage } from '../stored-from-parsed-message.js';
import type { ParsedMessage } from '../parsed-message.js';
import {
  authorsOf,
  casesOfReplies,
  knownMessages,
  meantBy,
  referencesOf,
  type PossibleCase,
} from './known-messages.queries.js';
import { scheduleReadingAgain } from './read-sent-copy-again.js';

/**
 * Writes mail that colleagues have sent from a mailbox by another program into the cases of the messages to which it refers. What
 * we sent ourselves is there already; what belongs to no case opens none, and is read again later. A mail with which a colleague has
 * begun belongs to the case of the reply that waits for it, if that came from one of its recipients. Where several cases are possible,
 * it belongs to the restricted one, of which it may quote something.
 */
export async function writeSentCopies(tx: Tx, items: readonly ParsedMessage[]): Promise<void> {
  if (items.length === 0) return;
  const known = await knownMessages(
    tx,
    items.flatMap((item) => [item.message.externalId, ...referencesOf(item)]),
  );
  const caseOf = new Map<string, PossibleCase>(meantBy(known));
  const replied = await casesOfReplies(tx, items);
  const placed: { item: ParsedMessage; caseId: string }[] = [];
  const unmatched: string[] = [];
  for (const item of items) {
    const { externalId } = item.message;
    if (caseOf.has(externalId)) continue;
    const possible = [...referencesOf(item).map((id) => caseOf.get(id)), replied.get(externalId)].filter(
      (one) => one !== undefined,
    );
    const found = possible.find(({ isRestricted }) => isRestricted) ?? possible[0];
    if (!found) {
      unmatched.push(item.envelopeId);
      continue;
    }
    // The next copy of the batch may refer to this one.
    caseOf.set(externalId, found);
    placed.push({ item, caseId: found.caseId });
  }
  await append(tx, placed);
  await scheduleReadingAgain(tx, unmatched);
}

async function append(tx: Tx, placed: readonly { item: ParsedMessage; caseId: string }[]): Promise<void> {
  if (placed.length === 0) return;
  const cases = await lockCases(
    tx,
    placed.map(({ caseId }) => caseId),
  );
  const authorOf = await authorsOf(
    tx,
    placed.map(({ item }) => item),
  );
  const written = placed.map(({ item, caseId }) => {
    const target = cases.get(caseId)!;
    const { kind, id: channelAccountId } = item.account;
    const data = storedMessage(item, ['sent-elsewhere']);
    const entry = { kind: 'message', direction: 'out', channel: kind, channelAccountId, data } as const;
    const row = placeEntry(tx, { item: target, entry, actor: authorOf(item), id: newId() });
    return { item, target, row };
  });
  const saved = [...new Set(written.map(({ target }) => target))];
  await writeCases(tx, { saved, entries: written.map(({ row }) => row) }, (bind) => [
    insertMessages(bind(written.map(({ item, row }) => messageRow(item, { row, direction: 'out', handleId: null })))),
    insertAttachments(
      bind(
        written.flatMap(({ item, row }) =>
          item.attachments.map((file) => ({
            ...file,
            ...{ channel_account_id: item.account.id, entry_id: row.id, case_id: row.case_id },
          })),
        ),
      ),
    ),
  ]);
  for (const { target, row } of written) {
    const audience = { caseId: target.id, teamIds: [target.teamId] };
    tx.publish('message.queued', { entryId: row.id, position: row.position }, audience);
  }
}
