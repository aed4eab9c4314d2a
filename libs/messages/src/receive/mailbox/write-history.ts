import { lockCases, newReferences } from '@guichet/cases';
import { handleKey, resolveHandles, Senders } from '@guichet/citizens';
import type { Tx } from '@guichet/database';
import { idAt } from '@guichet/platform';
import { inOrderOfReference } from '../order-by-reference.js';
import type { ParsedMessage } from '../parsed-message.js';
import { FollowedRestrictions } from '../restricted-threads.js';
import { casesAwaiting, casesByReference, participantsOf, withPrefix } from '../batch-thread-index.js';
import { HistoryBatch } from './history-batch.js';
import { joinHistory, type ProvenPair } from './merge-history-into-case.js';
import {
  authorsOf,
  casesOfReplies,
  knownMessages,
  meantBy,
  referencesOf,
  type KnownMessage,
} from './known-messages.queries.js';

/** A message of the history and the case that it belongs to. */
interface PlacedHistory {
  item: ParsedMessage;
  caseId: string;
  isNew: boolean;
  /** Whether the sender had a part in the case before. */
  isPart: boolean;
  /** Other cases at work that have replied to it. */
  repliedIn: readonly string[];
  /** The restricted case that the case which it opens must be as restricted as. */
  restrictedBy: string | undefined;
}

/**
 * Writes the history of a mailbox: messages become entries of closed cases, at the times at which they arrived. Nobody is
 * notified, nothing is routed, no timer starts, and nothing of it is in the event log, so that nothing which reads that
 * acts on it. Messages that refer to each other stay together, also with replies that came before them: the history joins the case of
 * such a reply, by the proof that live mail needs. A mail that colleagues sent opens no case. What belongs to a restricted case or names
 * it, with or without proof, is read by the agents of that case alone, as live mail is.
 */
export async function writeHistory(tx: Tx, items: readonly ParsedMessage[]): Promise<void> {
  if (items.length === 0) return;
  const placed = await place(tx, items);
  if (placed.length === 0) return;
  const locked = await lockCases(
    tx,
    placed.flatMap(({ isNew, caseId, repliedIn, restrictedBy = [] }) =>
      [isNew ? restrictedBy : caseId, repliedIn].flat(),
    ),
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
  const restrictions = new FollowedRestrictions(locked);
  for (const { item, caseId, isNew, isPart, restrictedBy } of placed) {
    if (item.origin!.isSentCopy) {
      batch.addSent(caseId, item, authorOf(item));
      continue;
    }
    const { from } = item.message;
    const citizen = from && senders.who(from, batch.citizenOf(caseId));
    if (isNew) {
      const follows = restrictions.of(restrictedBy);
      restrictions.add(follows, batch.open(caseId, item, { reference: references.shift()!, citizen, follows }));
    }
    batch.addReceived(caseId, item, { citizen, isPart: isNew || isPart });
  }
  await senders.save();
  await batch.write();
  await restrictions.save(tx);
  await joinHistory(tx, provenPairs(placed, batch));
}

/** The cases of the history, each with those at work that reply to it; each pair once. */
function provenPairs(placed: readonly PlacedHistory[], batch: HistoryBatch): ProvenPair[] {
  const pairs = placed.flatMap(({ caseId, repliedIn }) =>
    repliedIn.map((id) => ({ past: batch.caseOf(caseId), live: batch.caseOf(id) })),
  );
  const once = new Map(pairs.map((pair) => [`${pair.past.id} ${pair.live.id}`, pair]));
  return [...once.values()].filter(({ past, live }) => past !== live);
}

/** Finds the case of each message; what is here already, or was sent and refers to nothing that is here, is left out. */
async function place(tx: Tx, items: readonly ParsedMessage[]): Promise<PlacedHistory[]> {
  const ordered = inOrderOfReference(items);
  const { isKnown, cases, repliesTo, participants, restricted, named } = await historyIndex(tx, ordered);
  const placed: PlacedHistory[] = [];
  for (const item of ordered) {
    const { externalId, fingerprint, from } = item.message;
    const isSent = item.origin!.isSentCopy;
    const key = keyOf({ externalId, fingerprint, direction: isSent ? 'out' : 'in' });
    if (isKnown.has(key)) continue;
    const sender = from && !isSent ? handleKey(from) : null;
    const isPartOf = (caseId: string) => sender !== null && (participants.get(caseId)?.has(sender) ?? false);
    const referred = referencesOf(item).flatMap((id) => cases.get(id) ?? []);
    // Where its Message-ID has come before, it is not known which of the two a reply means.
    const awaiting = cases.has(externalId) ? [] : repliesTo(item);
    const pointsTo = [...referred.map((one) => one.caseId), ...awaiting, ...namedBy(item).flatMap((reference) => named.get(reference) ?? [])]; // prettier-ignore
    const hidden = pointsTo.find((id) => restricted.has(id));
    // Into a case that is at work, only somebody who takes part in it may write, also in the past; and into an old one that
    // everybody reads, if they may quote a restricted one.
    const isOpenTo = ({ caseId, isImported }: KnownMessage) =>
      isSent || isPartOf(caseId) || (isImported && (hidden === undefined || restricted.has(caseId)));
    const joinable = referred.filter(isOpenTo);
    const found = joinable.find(({ caseId }) => restricted.has(caseId)) ?? joinable[0];
    const replied = awaiting.filter((id) => isSent || isPartOf(id));
    const proven = [...(found ? [found.caseId] : []), ...replied];
    const closed = proven.filter((id) => restricted.has(id));
    const [caseId = idAt(item.origin!.history!), ...repliedIn] = closed.length > 0 ? closed : proven;
    const isNew = proven.length === 0;
    if (isNew && isSent) continue;
    const restrictedBy = isNew ? hidden : undefined;
    if (restrictedBy) restricted.add(caseId);
    placed.push({ item, caseId, isNew, isPart: isPartOf(caseId), repliedIn, restrictedBy });
    isKnown.add(key);
    if (!cases.has(externalId) || restricted.has(caseId))
      cases.set(externalId, {
        ...{
          externalId,
          fingerprint,
          direction: 'in',
          caseId,
          isImported: caseId === found?.caseId ? found.isImported : isNew,
          isRestricted: restricted.has(caseId),
        },
      });
    if (isNew && sender) participants.set(caseId, new Set([sender]));
  }
  return placed;
}

const namedBy = ({ message }: ParsedMessage): string[] => withPrefix(message.threadKeys, 'hint:');

/** What a batch needs to know to find its cases. It grows while the batch is placed. */
async function historyIndex(tx: Tx, items: readonly ParsedMessage[]) {
  const known = await knownMessages(
    tx,
    items.flatMap((item) => [item.message.externalId, ...referencesOf(item)]),
  );
  const repliesTo = await casesRepliedIn(tx, items);
  const restricted = new Set<string>();
  return {
    isKnown: new Set(known.map(keyOf)),
    cases: meantBy(known),
    repliesTo,
    participants: await participantsOf(
      tx,
      [...new Set([...known.map(({ caseId }) => caseId), ...items.flatMap(repliesTo)])],
      restricted,
    ),
    named: await casesByReference(tx, items.flatMap(namedBy), restricted),
    restricted,
  };
}

/** The cases of replies that came before the messages themselves: to what we sent, from its recipients; the oldest reply first. */
async function casesRepliedIn(
  tx: Tx,
  items: readonly ParsedMessage[],
): Promise<(item: ParsedMessage) => readonly string[]> {
  const [sent, received] = [true, false].map((isSent) => items.filter(({ origin }) => origin!.isSentCopy === isSent));
  const ofSent = await casesOfReplies(tx, sent!);
  const ofReceived = await casesAwaiting(
    tx,
    received!.map(({ message }) => message.externalId),
  );
  return ({ message: { externalId }, origin }) =>
    (origin!.isSentCopy ? [ofSent.get(externalId)?.caseId ?? []].flat() : ofReceived.get(externalId)) ?? [];
}

/** What we sent is known by its Message-ID alone: its copy in the mailbox may have been changed on the way. */
const keyOf = ({
  externalId,
  direction,
  fingerprint,
}: Pick<KnownMessage, 'externalId' | 'direction' | 'fingerprint'>) =>
  direction === 'out' ? `out ${externalId}` : `in ${externalId} ${fingerprint}`;
