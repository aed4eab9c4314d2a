import { setImmediate } from 'node:timers/promises';
import type { LoggedEvent, Tx } from '@guichet/database';
import { compareSentenceWithTopic, isConfirmed, weighBy } from './compare-sentence-with-topic.js';
import { readReply } from './reply-passages.js';
import {
  insertCompared,
  insertSaid,
  lastSaid,
  sentReplies,
  type ConfirmedBy,
  type ContraryPair,
  type NewSaid,
  type SaidPassage,
} from './said-passages.queries.js';

/**
 * Keeps what replies of agents say, for the consistency board and the warning before sending, and compares each new sentence with
 * those that were said last in its topic. A reader of the log calls it, after the replies are stored: sending does not wait for it.
 */
export async function indexReplies(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const entryIds = events.flatMap(({ type, data }) => (type === 'message.queued' ? [data.entryId] : []));
  if (entryIds.length === 0) return;
  const replies = await sentReplies(tx, entryIds);
  const said: NewSaid[] = [];
  for (const reply of replies.filter(({ topicIds }) => topicIds.length > 0)) {
    for (const passage of readReply(reply.text, reply.approved))
      said.push(...reply.topicIds.map((topicId) => ({ ...passage, reply, topicId })));
    // The process has other work.
    await setImmediate();
  }
  if (said.length === 0) return;
  const known = await lastSaid(tx, [...new Set(said.map(({ topicId }) => topicId))]);
  await insertSaid(tx, said);
  await insertCompared(tx, await compareNew(said, known));
}

/** Compares the sentences that are new to their topics with those that were there, and with each other. */
async function compareNew(said: readonly NewSaid[], known: readonly SaidPassage[]) {
  const contrary: ContraryPair[] = [];
  const confirmed: ConfirmedBy[] = [];
  for (const [topicId, passages] of Map.groupBy(said, (one) => one.topicId)) {
    const others = known.filter((one) => one.topicId === topicId);
    const fresh = distinct(passages).filter(
      ({ key, read }) => read.statements.length > 0 && !others.some((other) => other.key === key),
    );
    for (const passage of fresh) {
      const weigh = weighBy([...others, passage].map(({ read }) => read));
      const met = compareSentenceWithTopic(passage.read, others, weigh);
      for (const one of met) {
        const { other, same } = one;
        const [key, otherKey] = [passage.key, other.key];
        const found = one.contrary[0] ?? one.unsure[0];
        if (found) contrary.push({ topicId, key, otherKey, slot: found.slot, sure: found.sure });
        if (isConfirmed(passage.read, one)) confirmed.push({ topicId, key, otherKey });
        if (isConfirmed(other.read, { other: passage, same }))
          confirmed.push({ topicId, key: otherKey, otherKey: key });
      }
      await setImmediate();
      others.push({ topicId, key: passage.key, language: passage.language, read: passage.read });
    }
  }
  return { contrary, confirmed };
}

const distinct = (passages: readonly NewSaid[]): NewSaid[] => [
  ...new Map(passages.map((one) => [one.key, one])).values(),
];
