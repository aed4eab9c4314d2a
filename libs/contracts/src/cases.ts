import { z } from 'zod';
import { SenderStanding } from './sender-authentication.js';
import { caseDues, caseProblems, caseSorts, caseViews } from './case-list-filter-values.js';
import { CaseFieldOfCase } from './case-fields.js';
import { CaseLink } from './case-links.js';
import { CaseStep } from './checklists.js';
import { CaseRestriction } from './case-restrictions.js';
import { DraftMode } from './drafts.js';
import { SharedDraftState } from './shared-draft-state.js';
import { checkMessage } from './refusal-reasons.js';
import { ChannelKind } from './channels.js';
import { SlaTimer } from './sla.js';
import { CitizenSummary, Handle, MeantPerson } from './citizens.js';
import { DeliveryStatus } from './deliveries.js';
import { Id, Instant, Line, Named, PageQuery } from './primitives.js';
import { CaseStatus, Priority } from './case-status-and-priority.js';
import { SlaTimerKind } from './sla-timer-kinds-and-thresholds.js';
import { LanguageTag } from './routing-rules.js';
import { Transmission } from './transmissions.js';

export const Tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(40)
  .regex(/^[^\s,][^,]*$/u, checkMessage('tag-with-comma'));

export const CaseSummary = z.object({
  id: Id,
  /** The reference that citizens and agents see, for example `GCH-2026-004812`. Knowing it proves nothing. */
  reference: z.string(),
  subject: z.string(),
  status: CaseStatus,
  priority: Priority,
  citizen: CitizenSummary.nullable(),
  /** Kinds of channel used in the case, in order of first use. */
  channels: z.array(ChannelKind),
  team: Named,
  assignee: Named.nullable(),
  /** True: it is restricted to named agents. */
  restricted: z.boolean(),
  tags: z.array(z.string()),
  /** The first characters of the last message or note. */
  preview: z.string(),
  lastEntry: z.object({
    kind: z.enum(['message', 'note']),
    direction: z.enum(['in', 'out']).nullable(),
    channel: ChannelKind.nullable(),
  }),
  lastEntryAt: Instant,
  /** True while a message of the citizen is newer than what this agent has read. */
  unread: z.boolean(),
  /** `shared`: the draft of its reply is shared with colleagues · `own`: only this agent has a draft of a reply or a note there. */
  draft: z.enum(['own', 'shared']).nullable(),
  /** Set while the last reply has failed. */
  deliveryProblem: DeliveryStatus.nullable(),
  /** Set while the last message that came is probably forged, or from somebody who resembles another. */
  senderDoubt: SenderStanding.extract(['forged', 'look-alike']).nullable(),
  snoozeUntil: Instant.nullable(),
  /** The id of the case type. */
  caseType: Named.nullable(),
  /** The language in which the citizen writes; null while it is not known. */
  language: LanguageTag.nullable(),
  /** The time of the nearest running target; null while no target runs or all wait for the citizen. A time in the past is a missed target. */
  dueAt: Instant.nullable(),
  dueFor: SlaTimerKind.nullable(),
  /** The position of the last entry, which `read` acknowledges. */
  lastPosition: z.number().int(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  /** Set when the case was merged into another one, where its entries are now, and which the agent may read. */
  mergedInto: z.object({ caseId: Id, reference: z.string() }).nullable(),
  /** A number that grows with every change of the case. It is the `ETag` of `GET /cases/:id`, and `If-Match` is compared with it. */
  version: z.number().int(),
});

export type CaseSummary = z.infer<typeof CaseSummary>;

export const CaseDetail = CaseSummary.extend({
  /** The fields of its type in their order, and after them what it has in others. */
  fields: z.array(CaseFieldOfCase),
  /** The checklist of the case: the steps of its type, then its own. */
  steps: z.array(CaseStep),
  readPosition: z.number().int(),
  /** The position of the citizen’s last message; 0: they have written none. */
  lastInboundPosition: z.number().int(),
  /** True: it is not over, somebody has written in it, and nobody has replied yet, neither in writing nor in person. */
  unanswered: z.boolean(),
  /** Whether the agent follows it. */
  followed: z.boolean(),
  /** The draft of a reply that is shared with whoever sees the case; null: none is. */
  sharedDraft: SharedDraftState.nullable(),
  /** Which drafts of the agent were written while it was merged with another case, of which this is the reference: they may go to another person since. */
  unmergedDrafts: z.array(z.object({ mode: DraftMode, reference: z.string() })),
  participants: z.array(Handle),
  /** Of whom the cases are from which entries were moved here, other than its own citizen. */
  otherCitizens: z.array(CitizenSummary),
  /**
   * Where something was moved or merged into it, those who have asked what no agent has answered yet, with their last message; who waits longest
   * first. `wasAnswered`: something else that they asked was, or the same. None once it is over.
   */
  unansweredCitizens: z.array(
    z.object({
      ...{ id: Id, name: z.string(), at: Instant, channelAccountId: Id },
      ...{ address: z.string().nullable(), wasAnswered: z.boolean() },
      /** Until when they were to have a first reply, where a timer of the case in which they wrote said so. */
      firstReplyDueAt: Instant.nullable(),
    }),
  ),
  /** The route by which a reply is sent by default; the composer proposes it. */
  replyTo: z
    .object({
      channelAccountId: Id,
      channel: ChannelKind,
      channelName: z.string(),
      to: z.array(z.string()),
      /** To whom else the citizen has written their last mail: none of our own addresses, and none that nobody reads. */
      others: z.array(Handle),
      subject: z.string(),
    })
    .nullable(),
  /** Where something was moved or merged into it, the subject that each address knows: what somebody else has written about is not for them. */
  replySubjects: z.array(z.object({ address: z.string(), subject: z.string() })),
  links: z.array(CaseLink),
  /** Null: it is not restricted. */
  restriction: CaseRestriction.nullable(),
  /** Until when the agent sees it, who is not named and has broken the glass; null: they need not. */
  brokenGlassUntil: Instant.nullable(),
  /** With what another team has handed it over to this one; null: nobody has, or its team has dealt with it. */
  handover: z
    .object({ entryId: Id, from: z.string(), to: z.string(), by: z.string(), at: Instant, summary: z.string() })
    .nullable(),
  /** How its request was passed on to the competent administration, the last time; null: it was not. */
  transmission: Transmission.nullable(),
  /** Running and paused timers first, then the last finished one of each kind. */
  slaTimers: z.array(SlaTimer),
  /** The moves into and out of this case that can still be undone, newest first. */
  moves: z.array(
    z.object({
      id: Id,
      how: z.enum(['moved', 'split', 'merged']),
      direction: z.enum(['out', 'in']),
      caseId: Id,
      reference: z.string(),
      count: z.number().int(),
      at: Instant,
      /** Null: the system has merged them, as a message proved that they are one correspondence. */
      byId: Id.nullable(),
      by: z.string(),
    }),
  ),
});

export type CaseDetail = z.infer<typeof CaseDetail>;

/** `spam` is a view of its own: what is in it is in no other one. */
export const CaseView = z.enum(caseViews);
export type CaseView = z.infer<typeof CaseView>;

/** `due` puts the nearest target first and cases without one last. Closed cases have no target, so a list with them is sorted as `newest`. */
export const CaseSort = z.enum(caseSorts);
export type CaseSort = z.infer<typeof CaseSort>;

const OPENED =
  /^(this-week|last-week|this-month|last-month|\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\.\.\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$/;

export const CaseQuery = PageQuery.extend({
  view: CaseView.default('all'),
  /** One status, several with commas, or `any`, which leaves out spam; by default all cases that are neither closed nor spam. */
  status: z.string().max(60).optional(),
  team: Id.optional(),
  assignee: Id.optional(),
  channel: ChannelKind.optional(),
  tag: Tag.optional(),
  caseType: Id.optional(),
  priority: Priority.optional(),
  /** `late`: a target is missed · `soon`: the nearest target is less than two hours away. These lists are always sorted by `due`. */
  due: z.enum(caseDues).optional(),
  /** `this-week`, `last-week`, `this-month`, `last-month`, or a first and a last day: `2026-11-01..2026-11-15`; by the clocks of the organisation. */
  opened: z
    .string()
    .regex(OPENED)
    .meta({ examples: ['last-month'] })
    .optional(),
  /** Cases whose last reply failed, may not have been sent, or is blocked. */
  problem: z.enum(caseProblems).optional(),
  /** Words, and what narrows a search: `from:zoe`, `before:2026-11-03`, `has:file`. */
  q: z.string().trim().max(200).optional(),
  sort: CaseSort.default('newest'),
});

export type CaseQuery = z.infer<typeof CaseQuery>;

/** How many cases each view holds, for open, waiting and snoozed together; `unread` of the open ones where it is known. */
export const CaseCounts = z.object({
  /** Without what is snoozed, as in the list. */
  mine: z.number().int(),
  /** Those of the agent that are snoozed. */
  mineSnoozed: z.number().int(),
  unassigned: z.number().int(),
  team: z.number().int(),
  all: z.number().int(),
  followed: z.number().int(),
  byStatus: z.object({
    open: z.number().int(),
    waiting: z.number().int(),
    snoozed: z.number().int(),
    closed: z.number().int(),
    spam: z.number().int(),
  }),
  spam: z.number().int(),
  quarantine: z.number().int().nullable(),
  /** The queues of the teams that the agent sees: unfinished cases, and those of them without an assignee. */
  teams: z.array(z.object({ id: Id, all: z.number().int(), unassigned: z.number().int() })),
});

export type CaseCounts = z.infer<typeof CaseCounts>;

export const CreateCase = z.strictObject({
  subject: Line(250),
  teamId: Id.optional(),
  citizenId: Id.optional(),
  citizenName: z.string().trim().max(200).optional(),
  /** A mail address or phone number of the citizen, to which an agent can reply at once. */
  address: z.string().trim().min(1).max(320).optional(),
  meant: MeantPerson.optional(),
  channelAccountId: Id.optional(),
  caseTypeId: Id.optional(),
  /** Whether it is assigned to the agent who opens it. */
  assignToMe: z.boolean().optional(),
});

export type CreateCase = z.infer<typeof CreateCase>;

/** How many tags a case can have. */
export const caseTagsMax = 30;

export const UpdateCase = z.strictObject({
  status: CaseStatus.optional(),
  assigneeId: Id.nullable().optional(),
  teamId: Id.optional(),
  priority: Priority.optional(),
  tags: z.array(Tag).max(caseTagsMax).optional(),
  snoozeUntil: Instant.optional(),
  subject: Line(250).optional(),
  caseTypeId: Id.nullable().optional(),
  language: LanguageTag.nullable().optional(),
  /** Why it goes to the team. Required where it leaves its sector. */
  reason: Line(500).optional(),
  /** For the team to which it goes: what has been done, and what is expected. It becomes a note, of which that team is notified. */
  summary: Line(4000).optional(),
  /** Of whoever takes a case over in which a colleague writes: that colleague, who is told of it. Their draft stays theirs. */
  takenOverFrom: Id.optional(),
  /** With a team: its assignee is relieved of several cases at once, and nothing is assigned to them automatically for a while, as where a case is assigned to somebody else. */
  relieves: z.literal(true).optional(),
  /** The status is the one before its last change, which is taken back: timers are as if it had not been. That holds for an own change of the last hour behind which nobody has written; else it changes once more. An assignee is whoever had the case before. */
  undo: z.literal(true).optional(),
});

export type UpdateCase = z.infer<typeof UpdateCase>;

/**
 * `PATCH /cases/:id/citizen`: whom the case is about, where two people share an address: somebody known by `citizenId`, or
 * somebody new by `name`.
 */
export const SetCitizen = z
  .strictObject({ citizenId: Id.optional(), name: Line(200).optional() })
  .refine(({ citizenId, name }) => (citizenId === undefined) !== (name === undefined), checkMessage('citizen-or-name'))
  .meta({ examples: [{ name: 'Marie Dupont' }] });

export type SetCitizen = z.infer<typeof SetCitizen>;

/** `POST /cases/next`: the case that the agent was given; null: none of their teams has one that nobody has. */
/**
 * `version`: as it is once taken; whoever gives it back names that, so that nothing that happened since is lost. Its priority and what is due in it
 * say why it was this one.
 */
export const TakenCase = z
  .object({ id: Id, reference: z.string(), version: z.number().int(), priority: Priority, dueAt: Instant.nullable() })
  .nullable();
export type TakenCase = z.infer<typeof TakenCase>;

export const MarkRead = z.strictObject({ position: z.number().int().min(0) });
