import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant } from './primitives.js';

/** So many days at most are looked back: sentences are compared with those of these days. */
export const CONSISTENCY_DAYS = 90;
export const ConsistencyQuery = z.object({
  days: z.coerce.number().int().min(1).max(CONSISTENCY_DAYS).default(CONSISTENCY_DAYS),
});

/** Why it cannot be said of a reply whether it agrees with others. */
export const NotJudged = z.enum([
  'by-hand', // a sentence of it is none of an approved text
  'files', // it has files, whose content is not compared
  'language', // it is in a language that is not read
  'unread', // nothing to compare was found in one of its sentences
  'may-differ', // a sentence of it says otherwise than one that may be about the same: a person has to see
  'alone', // nobody else was sent an answer to one of its questions in the same words
  'crowded', // its topic has more sentences than are compared with each other
]);
export type NotJudged = z.infer<typeof NotJudged>;

const Counts = z.object({
  replies: z.number().int(),
  /** Replies that contradict another one, however else they are judged. */
  differing: z.number().int(),
  /** Replies of which every sentence is said by another one, too. */
  agreeing: z.number().int(),
  /** All others. */
  notJudged: z.number().int(),
  /** Those of them of which a sentence at least is said by another one, too. */
  partlyAgreeing: z.number().int(),
});

/** A case type or a template, and how far the replies to it agree with each other. */
export const AnswerTopic = Counts.extend({
  topicId: Id,
  kind: z.enum(['case-type', 'template']),
  title: z.string(),
  /** Of a template that came with the product. */
  key: z.string().nullable(),
});
export type AnswerTopic = z.infer<typeof AnswerTopic>;
export const AnswerTopics = z.object({ items: z.array(AnswerTopic) });
export type AnswerTopics = z.infer<typeof AnswerTopics>;

/** A reply in a case that the agent may see. */
export const ComparedReply = z.object({
  entryId: Id,
  caseId: Id,
  position: z.number().int(),
  reference: z.string(),
  channel: ChannelKind,
  by: z.string(),
  at: Instant,
});
export type ComparedReply = z.infer<typeof ComparedReply>;

/** One of the answers that were given to a question. */
export const AnswerSide = z.object({
  /** A sentence that gives it, from the newest reply that the agent may see; null: they may see none. */
  text: z.string().nullable(),
  /** All replies with this answer, and those of them that the agent may not see. */
  replies: z.number().int(),
  hidden: z.number().int(),
  /** Sentences of these were written by hand, or sent although the agent had been warned. */
  byHand: z.number().int(),
  warned: z.number().int(),
  /** The newest first, at most 5. */
  examples: z.array(ComparedReply),
});
export type AnswerSide = z.infer<typeof AnswerSide>;

/** A question that was answered differently. `about`: what the answers differ in, as `fact duration`, `side required` or `thing where`. */
export const AnswerDifference = z.object({ about: z.string(), sides: z.array(AnswerSide) });
export type AnswerDifference = z.infer<typeof AnswerDifference>;

export const AnswerConsistency = AnswerTopic.extend({
  /** Those with most replies first, at most 50. */
  differences: z.array(AnswerDifference),
  /** Sentences that say otherwise if they are about the same, of which that is not certain, two by two, at most 50. */
  mayDiffer: z.array(AnswerDifference),
  /** How many of the replies that are not judged have each reason; one may have several. */
  reasons: z.partialRecord(NotJudged, z.number().int()),
  /** The newest that are not judged and that the agent may see, at most 50. */
  unjudged: z.array(ComparedReply.extend({ reasons: z.array(NotJudged) })),
});
export type AnswerConsistency = z.infer<typeof AnswerConsistency>;

/** How the key of a contradiction begins, by which it is passed. */
export const CONTRADICTION_KEY = 'contradiction:';

/** Something that a reply would say otherwise than others were told in the last 90 days. An advice: it holds nothing up. */
export const Contradiction = z.object({
  /** The key by which it is passed. */
  key: z.string(),
  /** What they differ in, as in `AnswerDifference`. */
  about: z.string(),
  /** The sentence of the reply, and that of the newest other one that the agent may see. */
  said: z.string(),
  other: z.string(),
  /** How many replies say the other, of those that the agent may see or whose team they know. */
  replies: z.number().int(),
  /** The newest of them. */
  example: ComparedReply,
  topicId: Id,
});
export type Contradiction = z.infer<typeof Contradiction>;
