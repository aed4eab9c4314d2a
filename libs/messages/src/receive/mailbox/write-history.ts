import { randomUUIDv7 } from 'node:crypto';
import { lockCases, newReferences } from '@guichet/cases';
import { handleKey, resolveHandles, Senders } from '@guichet/citizens';
import type { Tx } from '@guichet/database';
import { inOrderOfReference } from '../order-by-reference.js';
import type { ParsedMessage } from '../parsed-message.js';
import { participantsOf } from '../thread-index.js';
import { HistoryBatch } from './history-batch.js';
import { authorsOf, knownMessages, referencesOf, type KnownMessage } from './mailbox.queries.js';

/** A message of the history and the case that it belongs to. */
interface PlacedHistory {
  item: ParsedMessage;
  caseId: string;
  isNew: boolean;
  /** Whether the sender had a part in the case before. */
  isPart: boolean;
}

/**
 * Writes the history of a mailbox: messages become entries of closed cases, at the times at which they arrived. Nobody is
 * notified, nothing is routed, no timer starts, and nothing of it is in the event log, so that nothing which reads that
 * acts on it. Messages that refer to each other stay together. A mail that colleagues sent opens no case.
 */
export async function writeHistory(tx: Tx, items: readonly ParsedMessage[]): Promise<void> {
  if (items.length === 0) return;
  const placed = await place(tx, items);
  if (placed.length === 0) return;
  const locked = await lockCases(
    tx,
    placed.filter(({ isNew }) => !isNew).map(({ caseId }) => caseId),
  );
  const received = placed.flatMap(({ item: { message, origin } }) => (origin!.isSentCopy ? [] : (message.from ?? [])));
  const people = await resolveHandles(tx, received, 'wrote');
  const aboutOf = (caseId: string) => locked.get(caseId)?.citizenId ?? null;
  const senders = await Senders.of(
    tx,
    people,
    placed.flatMap(({ item, caseId }) =>
      item.message.from && !item.origin!.isSentCopy ? [{ from: item.message.from, aboutId: aboutOf(caseId) }] : [],
    ),
  );
  const references = await newReferences(tx, placed.filter(({ isNew }) => isNew).length);
  const authorOf = await authorsOf(
    tx,
    placed.flatMap(({ item }) => (item.origin!.isSentCopy ? [item] : [])),
  );
  const batch = new HistoryBatch(tx, locked);
  for (const { item, caseId, isNew, isPart } of placed) {
    if (item.origin!.isSentCopy) {
      batch.addSent(caseId, item, authorOf(item));
      continue;
    }
    const { from } = item.message;
    const citizen = from && senders.who(from, batch.citizenOf(caseId));
    if (isNew) batch.open(caseId, item, { reference: references.shift()!, citizen });
    batch.addReceived(caseId, item, { citizen, isPart: isNew || isPart });
  }
  await senders.save();
  await batch.write();
}

/** Finds the case of each message; what is here already, or was sent and refers to nothing that is here, is left out. */
async function place(tx: Tx, items: readonly ParsedMessage[]): Promise<PlacedHistory[]> {
  const ordered = inOrderOfReference(items);
  const known = await knownMessages(
    tx,
    ordered.flatMap((item) => [item.message.externalId, ...referencesOf(item)]),
  );
  const isKnown = new Set(known.map(keyOf));
  const cases = new Map(known.map((message) => [message.externalId, message]));
  const participants = await participantsOf(tx, [...new Set(known.map(({ caseId }) => caseId))]);
  const placed: PlacedHistory[] = [];
  for (const item of ordered) {
    const { externalId, fingerprint, from } = item.message;
    const isSent = item.origin!.isSentCopy;
    const key = keyOf({ externalId, fingerprint, direction: isSent ? 'out' : 'in' });
    if (isKnown.has(key)) continue;
    const sender = from && !isSent ? handleKey(from) : null;
    const isPartOf = (caseId: string) => sender !== null && (participants.get(caseId)?.has(sender) ?? false);
    const found = referencesOf(item)
      .flatMap((id) => cases.get(id) ?? [])
      // Into a case that is at work, only somebody who takes part in it may write, also in the past.
      .find(({ caseId, isImported }) => isSent || isImported || isPartOf(caseId));
    if (!found && isSent) continue;
    const caseId = found?.caseId ?? randomUUIDv7();
    placed.push({ item, caseId, isNew: !found, isPart: isPartOf(caseId) });
    isKnown.add(key);
    if (!cases.has(externalId))
      cases.set(externalId, {
        ...{ externalId, fingerprint, direction: 'in', caseId, isImported: found?.isImported ?? true },
      });
    if (!found && sender) participants.set(caseId, new Set([sender]));
  }
  return placed;
}

/** What we sent is known by its Message-ID alone: its copy in the mailbox may have been changed on the way. */
const keyOf = ({
  externalId,
  direction,
  fingerprint,
}: Pick<KnownMessage, 'externalId' | 'direction' | 'fingerprint'>) =>
  direction === 'out' ? `out ${externalId}` : `in ${externalId} ${fingerprint}`;
