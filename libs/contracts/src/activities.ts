import { z } from 'zod';
import { SuppressionReason } from './acknowledgements.js';
import { ChannelKind } from './channels.js';
import { BlockReason } from './blocked-senders.js';
import { CaseLinkKind } from './case-links.js';
import { RestrictionReason } from './case-restrictions.js';
import { Evidence } from './citizens.js';
import { Id, Instant } from './primitives.js';
import { AutomaticAssignmentReason } from './automatic-assignment-reason.js';
import { CaseStatus, Priority } from './case-status-and-priority.js';
import { SlaTimerKind, SlaThreshold } from './sla-timer-kinds-and-thresholds.js';
import { DeliveryStatus } from './deliveries.js';
import { entryFields } from './entry-fields.js';

/** The time at which it happened, as the provider reports it. */
const reportedAt = Instant.nullable();

/** Another case that an activity names; null for agents who may not see that case. */
const otherCase = { caseId: Id.nullable(), reference: z.string().nullable() };

/** A field of the case type with what the case had and has in it, in the words of that day; null: nothing. Where it
 * was emptied, `from` is null as well: what was removed is not repeated. */
export const ActivityFieldChange = z.object({
  fieldId: Id,
  label: z.object({ en: z.string(), fr: z.string() }),
  from: z.object({ en: z.string(), fr: z.string() }).nullable(),
  to: z.object({ en: z.string(), fr: z.string() }).nullable(),
});
export type ActivityFieldChange = z.infer<typeof ActivityFieldChange>;

/** Something that happened to the case itself. The timeline shows it in one line. */
export const ActivityEntry = z.object({
  ...entryFields,
  kind: z.literal('activity'),
  /** The case in which it was done, which was moved here with its entries; undefined: it was done here, or the reader may not see that case. */
  movedFrom: z.object({ caseId: Id, reference: z.string() }).optional(),
  activity: z.discriminatedUnion('type', [
    z.object({ type: z.literal('opened') }),
    /** An agent took a message from the quarantine into this case. */
    z.object({ type: z.literal('from-quarantine') }),
    /** The case is for these agents alone from now on; `detail`: why, in words. */
    z.object({
      type: z.literal('restricted'),
      reason: RestrictionReason,
      detail: z.string(),
      agents: z.array(z.string()),
    }),
    /** Other agents are named, or the reason is another one. `because`: none of those who were named could open it any more. */
    z.object({
      type: z.literal('restriction-changed'),
      reason: RestrictionReason,
      added: z.array(z.string()),
      removed: z.array(z.string()),
      because: z.literal('nobody-left').optional(),
    }),
    z.object({ type: z.literal('restriction-lifted') }),
    /** Somebody who is not named has opened the restricted case for themselves, or has ended that before its time. */
    z.object({ type: z.literal('glass-broken'), reason: z.string(), until: Instant }),
    /** `of`: whose access somebody else has ended. */
    z.object({ type: z.literal('glass-ended'), of: z.string().optional() }),
    /** An agent has blocked a sender from this case, or taken them off the block list again. */
    z.object({ type: z.literal('sender-blocked'), value: z.string(), reason: BlockReason }),
    /** An administrator has taken a file that is locked. */
    z.object({ type: z.literal('locked-file-taken'), attachmentId: Id, name: z.string(), reason: z.string() }),
    z.object({ type: z.literal('sender-unblocked'), value: z.string() }),
    z.object({
      type: z.literal('status'),
      ...{ from: CaseStatus, to: CaseStatus, snoozeUntil: Instant.nullable() },
      /** It was closed as its request was passed on to the competent administration, or is open again as a reply was not delivered. */
      because: z.enum(['transmitted', 'not-delivered']).optional(),
      /** It takes a change back: timers are as if neither had been, and nobody has decided anew. */
      undo: z.literal(true).optional(),
    }),
    z.object({
      type: z.literal('assigned'),
      from: z.string().nullable(),
      to: z.string().nullable(),
      toId: Id.nullable(),
      because: AutomaticAssignmentReason.optional(),
      /** It takes a change back: timers are as if neither had been, and nobody has decided anew. */
      undo: z.literal(true).optional(),
    }),
    z.object({
      type: z.literal('team'),
      from: z.string(),
      /** Absent in entries that were written before it was kept. */
      fromId: Id.optional(),
      to: z.string(),
      because: AutomaticAssignmentReason.optional(),
      /** Why an agent did so: always there where the case left its sector. */
      reason: z.string().optional(),
    }),
    /** The names of the rules that matched a new case, and what they set in it. */
    z.object({
      type: z.literal('routed'),
      rules: z.array(z.string()),
      team: z.string().nullable(),
      caseType: z.string().nullable(),
      priority: Priority.nullable(),
      tags: z.array(z.string()),
    }),
    z.object({ type: z.literal('case-type'), from: z.string().nullable(), to: z.string().nullable() }),
    /** A step of the checklist was done, or not after all; one of the case itself was added, renamed or removed. `from`: how it was called. */
    z.object({
      type: z.literal('step'),
      what: z.enum(['done', 'undone', 'added', 'renamed', 'removed']),
      stepId: Id,
      label: z.object({ en: z.string(), fr: z.string() }),
      from: z.string().optional(),
    }),
    /** Fields of the case type were filled in, changed or emptied. */
    z.object({ type: z.literal('fields'), changes: z.array(ActivityFieldChange) }),
    z.object({ type: z.literal('language'), from: z.string().nullable(), to: z.string().nullable() }),
    /** An SLA target is near, or was missed. */
    z.object({ type: z.literal('sla-threshold'), timer: SlaTimerKind, threshold: SlaThreshold, dueAt: Instant }),
    /** A survey was sent to the citizen. */
    z.object({ type: z.literal('survey-sent'), channel: ChannelKind }),
    /** A message of the citizen was not acknowledged, and why. */
    z.object({ type: z.literal('not-acknowledged'), entryId: Id, because: SuppressionReason }),
    z.object({ type: z.literal('priority'), from: z.string(), to: z.string() }),
    z.object({ type: z.literal('tags'), added: z.array(z.string()), removed: z.array(z.string()) }),
    z.object({ type: z.literal('subject'), from: z.string(), to: z.string() }),
    /** A mail that claims to belong to another case without proof. */
    z.object({ type: z.literal('link-suggested'), ...otherCase, reason: z.string() }),
    /** `kind`: what the other case is; where it is missing, it is related. */
    z.object({ type: z.literal('linked'), ...otherCase, kind: CaseLinkKind.optional() }),
    z.object({ type: z.literal('unlinked'), ...otherCase }),
    z.object({ type: z.literal('link-dismissed'), ...otherCase }),
    /** A provider has reported on one of our messages. */
    z.object({
      type: z.literal('receipt'),
      entryId: Id,
      status: DeliveryStatus,
      recipient: z.string().nullable(),
      reason: z.string().nullable(),
    }),
    z.object({ type: z.literal('canceled'), entryId: Id }),
    /** A letter was printed by us and posted on that day. */
    z.object({ type: z.literal('letter-posted'), entryId: Id, on: z.iso.date() }),
    /** Somebody else than the citizen was asked, has answered, or could not be reached; `names`: who. */
    z.object({
      type: z.literal('side-conversation'),
      sideConversationId: Id,
      what: z.enum(['asked', 'answered', 'not-delivered']),
      names: z.array(z.string()),
    }),
    /** The request was passed on to the competent administration, with a notice to the citizen; `done`: what was sent has left. */
    z.object({
      type: z.literal('transmission'),
      what: z.enum(['begun', 'done']),
      how: z.enum(['mail', 'outside']),
      authority: z.string(),
    }),
    /** A reaction to a message. `emoji` is null when it was removed; `by` names the person who reacted. */
    z.object({ type: z.literal('reaction'), entryId: Id, emoji: z.string().nullable(), by: z.string(), reportedAt }),
    /** The sender edited or deleted their message. */
    z.object({ type: z.literal('edited'), entryId: Id, text: z.string(), reportedAt }),
    z.object({ type: z.literal('deleted'), entryId: Id, reportedAt }),
    /** An agent has said who wrote a message by a number that two people use, or has taken that back: `citizenId` and `to` are null then. */
    z.object({
      type: z.literal('sender-named'),
      entryId: Id,
      ...{ citizenId: Id.nullable(), from: z.string().nullable(), to: z.string().nullable() },
    }),
    /** The author of a note has edited it, removed it, or taken that back; the note itself has its wordings. */
    z.object({ type: z.literal('note-changed'), entryId: Id, what: z.enum(['edited', 'removed', 'restored']) }),
    /** The citizen said STOP, or START again, on one channel account. */
    z.object({
      type: z.literal('consent'),
      channel: ChannelKind,
      address: z.string(),
      given: z.boolean(),
      word: z.string(),
    }),
    /** Entries were moved to another case or came from one; the move can be undone by its id. */
    z.object({
      type: z.literal('moved'),
      moveId: Id,
      how: z.enum(['moved', 'split', 'merged']),
      direction: z.enum(['out', 'in']),
      ...otherCase,
      count: z.number().int(),
      /** Why the system did it: a message proved that both cases are one correspondence, and nobody had touched either. */
      because: z.literal('one-correspondence').optional(),
      /** Why an agent did so: always there where something left its sector. */
      reason: z.string().optional(),
    }),
    z.object({
      type: z.literal('move-undone'),
      moveId: Id,
      /** What was undone; entries of older versions do not say it. */
      how: z.enum(['moved', 'split', 'merged']).optional(),
      ...otherCase,
    }),
    /** Whoever had given the case to the team `from` took it back at once; `entryId`: the note that told that team of it. */
    z.object({
      type: z.literal('handover-undone'),
      ...{ from: z.string(), fromId: Id.optional(), to: z.string(), entryId: Id.nullable() },
    }),
    /** An agent has set another citizen for the case. */
    z.object({ type: z.literal('citizen'), from: z.string().nullable(), to: z.string() }),
    /** Two persons were merged, or a merge was undone. The names are those of that time. */
    z.object({
      type: z.literal('citizen-merged'),
      mergeId: Id,
      name: z.string(),
      other: z.string(),
      reason: z.string(),
    }),
    z.object({ type: z.literal('citizen-unmerged'), mergeId: Id, name: z.string(), other: z.string() }),
    /** An agent has marked two persons as different, or removed that mark. */
    z.object({ type: z.literal('citizen-distinct'), name: z.string(), other: z.string() }),
    z.object({ type: z.literal('citizen-distinct-undone'), name: z.string(), other: z.string() }),
    z.object({ type: z.literal('citizen-renamed'), from: z.string(), to: z.string() }),
    /** An agent has added an address to the person, or removed one. */
    z.object({ type: z.literal('handle-added'), address: z.string(), evidence: Evidence }),
    z.object({ type: z.literal('handle-detached'), address: z.string(), reason: z.string() }),
  ]),
});

export type ActivityEntry = z.infer<typeof ActivityEntry>;

export type Activity = ActivityEntry['activity'];
