import { z } from 'zod';
import { CaseFieldOfCase } from './case-fields.js';
import { CaseSummary, Tag, UpdateCase } from './cases.js';
import { ChannelKind } from './channels.js';
import { Id, Instant, Language, PageQuery } from './primitives.js';
import { Problem } from './problems.js';
import { CaseFilter } from './saved-views.js';
import { TemplateValues } from './template-variables-and-rendering.js';

/** How many cases one action can change, or be a reply to, and for how many minutes after its end it can be undone. */
export const bulkLimits = { cases: 10_000, replies: 500, undoMinutes: 60 } as const;

/** The largest number of cases that can be named one by one. */
export const NAMED_CASES = 1000;

/** From how many on cases without a reply are counted no further, and how many of them are named. */
export const unansweredLimits = { count: 1000, first: 5 } as const;

/** What is done to every one of the cases. What it adds and removes of the tags leaves the others of a case as they are. */
export const BulkAction = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('update'),
    change: UpdateCase.omit({ subject: true, tags: true, language: true, takenOverFrom: true, undo: true }).default({}),
    addTags: z.array(Tag).max(30).default([]),
    removeTags: z.array(Tag).max(30).default([]),
  }),
  z.strictObject({ kind: z.literal('read') }),
  /** Fills in a field of a case type, whatever stood in it. Cases of other types are refused. */
  z.strictObject({ kind: z.literal('field'), fieldId: Id, value: CaseFieldOfCase.shape.value.unwrap() }),
  /** Ticks steps of case types where they are to be done. Cases whose type has none of them are refused. */
  z.strictObject({ kind: z.literal('steps'), stepIds: z.array(Id).min(1).max(50) }),
  /** Gives those that are with a substitute or in the queue since an absence of this agent back to them. */
  z.strictObject({ kind: z.literal('give-back'), agentId: Id }),
  /** As it is when the action begins, which is the version that was shown. One that prepares a reply is for one case at a time. */
  z.strictObject({ kind: z.literal('macro'), macroId: Id, macroVersion: z.number().int() }),
  /**
   * An approved template, in the language of each case where none is named. It is shown for each case before anything is sent. `values`: what
   * the agent has filled in for all of them; what a case says itself, as a name, is that of each.
   */
  z.strictObject({
    kind: z.literal('reply'),
    templateId: Id,
    language: Language.optional(),
    values: TemplateValues.optional(),
  }),
]);
export type BulkAction = z.infer<typeof BulkAction>;

/** Of which cases: all of a list, over its pages, or those that are named. */
export const BulkCases = z.union([
  z.strictObject({ filter: CaseFilter }),
  z.strictObject({ caseIds: z.array(Id).min(1).max(NAMED_CASES) }),
]);
export type BulkCases = z.infer<typeof BulkCases>;

/** `POST /bulk-actions/unanswered`: of which cases is asked whether somebody has written in them who has no reply, as far as they can be closed. */
export const FindUnanswered = z
  .strictObject({ cases: BulkCases })
  .meta({ examples: [{ cases: { filter: { view: 'mine' } } }] });
export type FindUnanswered = z.infer<typeof FindUnanswered>;

export const StartBulkAction = z.strictObject({ cases: BulkCases, action: BulkAction }).meta({
  examples: [{ cases: { filter: { view: 'mine' } }, action: { kind: 'update', change: { status: 'closed' } } }],
});
export type StartBulkAction = z.infer<typeof StartBulkAction>;

/**
 * `preparing`: the replies are written, and none is sent · `ready`: they wait to be confirmed · `canceled`: what was done by then stays ·
 * `undoing`, `undone`: what nobody has changed since.
 */
export const BulkActionState = z.enum(['preparing', 'ready', 'running', 'done', 'canceled', 'undoing', 'undone']);
export type BulkActionState = z.infer<typeof BulkActionState>;

/**
 * How far an action has come with a case. `prepared`: its reply waits to be confirmed · `unchanged`: it was as wanted already · `kept`:
 * undoing was refused for it · `undelivered`: it is `done` as well, and its reply did not reach the citizen.
 */
export const BulkItemState = z.enum([
  'waiting',
  'prepared',
  'done',
  'unchanged',
  'refused',
  'undone',
  'kept',
  'undelivered',
]);
export type BulkItemState = z.infer<typeof BulkItemState>;

const count = z.number().int();

/** One action on many cases, which the server goes on with whether its agent looks on or not. */
export const BulkActionStatus = z.object({
  id: Id,
  action: BulkAction,
  /** The name of the macro that is applied; null: none is. */
  macro: z.string().nullable(),
  state: BulkActionState,
  total: count,
  /** How many of its cases are in each state. */
  counts: z.record(BulkItemState, count),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** Until when it can be undone; null: it cannot be. */
  undoUntil: Instant.nullable(),
});
export type BulkActionStatus = z.infer<typeof BulkActionStatus>;

/** `GET /bulk-actions/current`: the agent's last action of the day, unless they have dismissed it. */
export const CurrentBulkAction = z.object({ current: BulkActionStatus.nullable() });
export type CurrentBulkAction = z.infer<typeof CurrentBulkAction>;

/** What a citizen would get. */
export const BulkReplyPreview = z.object({
  channel: ChannelKind,
  channelName: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  /** The names of its files. */
  files: z.array(z.string()),
});
export type BulkReplyPreview = z.infer<typeof BulkReplyPreview>;

/** One case of an action. Of a case that the agent does not see any more, its reference alone is told. */
export const BulkItem = z.object({
  caseId: Id,
  reference: z.string(),
  subject: z.string().nullable(),
  citizenName: z.string().nullable(),
  state: BulkItemState,
  /** Why it was refused, or could not be undone. */
  refusal: Problem.pick({ code: true, reason: true, errors: true, data: true }).nullable(),
  preview: BulkReplyPreview.nullable(),
  /** The case as it is now; null: the agent does not see it. */
  case: CaseSummary.nullable(),
});
export type BulkItem = z.infer<typeof BulkItem>;

export const BulkItemQuery = PageQuery.extend({ state: BulkItemState });

/** `POST /bulk-actions/:id/confirmation`: how many replies the agent has seen that they send. */
export const ConfirmBulkReplies = z.strictObject({ count: count.min(1) });
export type ConfirmBulkReplies = z.infer<typeof ConfirmBulkReplies>;

/** `asFor`: counted as far as one action can change cases; or as far as saved views are, which costs the same in any list. */
export const CountedList = CaseFilter.extend({ asFor: z.enum(['action', 'view']).default('action') });
export type CountedList = z.infer<typeof CountedList>;

/** `GET /bulk-actions/count`: how many cases a list holds; at least so many where counting has stopped at the limit. */
export const CaseListCount = z.object({ count, isAtLeast: z.boolean() });
export type CaseListCount = z.infer<typeof CaseListCount>;

/** A case in which somebody has written and nobody has replied. */
export const UnansweredCase = z.object({
  id: Id,
  reference: z.string(),
  subject: z.string(),
  /** Empty: nobody is named in the case. */
  citizenName: z.string(),
});
export type UnansweredCase = z.infer<typeof UnansweredCase>;

/** In how many of the cases nobody has replied: in more than so many where counting has stopped at the limit. */
export const UnansweredCases = z.object({
  count,
  isAtLeast: z.boolean(),
  /** The first few of them, in the order of the cases. */
  first: z.array(UnansweredCase).max(unansweredLimits.first),
  /** All that are counted, where the cases were named; empty for a list. */
  caseIds: z.array(Id),
});
export type UnansweredCases = z.infer<typeof UnansweredCases>;
