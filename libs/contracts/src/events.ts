import { z } from 'zod';
import { GroupMapping } from './directory-groups.js';
import { CaseStatus } from './case-status-and-priority.js';
import { SlaTimerKind, SlaThreshold } from './sla-timer-kinds-and-thresholds.js';
import { DeliveryStatus } from './deliveries.js';
import { DraftMode } from './drafts.js';
import { Permission } from './permissions-and-agent-roles.js';
import { Id, Instant } from './primitives.js';

/** Every type of event in the log, with its data. This is ids and states only, so that readers fetch the content with their own permissions. */
export const events = {
  /** `hasTimers`: its SLA timers were started in the same transaction. */
  'case.opened': z.object({
    entryId: Id.nullable(),
    channelAccountId: Id.nullable(),
    hasTimers: z.boolean().optional(),
  }),
  /** `isOneOfMany`: by an action on many cases, whose end tells those who got them. */
  'case.changed': z.object({
    fields: z.array(z.string()),
    status: CaseStatus.optional(),
    isOneOfMany: z.boolean().optional(),
  }),
  /** The case was restricted, or another one moved out of sight: who does not see it now shows it no more. */
  'case.withdrawn': z.object({ caseId: Id }),
  /** Somebody who is not named has opened a restricted case for themselves. */
  'case.glass-broken': z.object({ breakGlassId: Id, agentId: Id }),
  /** It went to a team of another sector; null: to or from one without a sector. */
  'case.sector-changed': z.object({ from: Id.nullable(), to: Id.nullable() }),
  /** For the agent alone: they follow the case, or no longer. */
  'case.followed': z.object({ agentId: Id, follows: z.boolean() }),
  'case.read': z.object({ agentId: Id, position: z.number().int() }),
  /** `automatic`: nobody has to act on it, as a machine wrote it or it responds to a survey. `isSpam`: it came in a case that is spam, so nobody is notified. */
  'message.received': z.object({
    entryId: Id,
    position: z.number().int(),
    automatic: z.boolean(),
    isSpam: z.boolean().optional(),
  }),
  'message.queued': z.object({ entryId: Id, position: z.number().int() }),
  'message.canceled': z.object({ entryId: Id }),
  /** An entry has changed by a reaction, an edit, a deletion or a file that was fetched. */
  'message.changed': z.object({ entryId: Id }),
  /** Entries were moved to another case, which not everybody sees who hears of it, or came from one: readers fetch the timeline again. */
  'case.entries-moved': z.object({}),
  /** A view was made, changed, deleted or restored: it is in the lists of its agent, of its team or of everybody. */
  'saved-view.changed': z.object({ savedViewId: Id }),
  /** As `saved-view.changed`, of a macro. */
  'macro.changed': z.object({ macroId: Id }),
  /** For the agent alone: their action on many cases has come further. */
  'bulk-action.changed': z.object({ bulkActionId: Id }),
  'citizen.changed': z.object({ citizenId: Id }),
  'delivery.changed': z.object({ entryId: Id, status: DeliveryStatus }),
  /** An agent printed a letter that waits to be posted. */
  'letter.printed': z.object({ entryId: Id, printId: Id }),
  /** A side conversation of the case has a new message, another state, or news of what was sent. */
  'side-conversation.changed': z.object({ sideConversationId: Id }),
  /**
   * For the agent alone: they have begun a draft of a reply or a note in the case, or have deleted or sent one; `updatedAt` is null then. It is
   * null as well where the draft has gone back to another case, with a merge that was undone.
   */
  'draft.changed': z.object({
    ...{ agentId: Id, mode: DraftMode, updatedAt: Instant.nullable().default(null) },
    goneBackTo: z.object({ caseId: Id, reference: z.string() }).optional(),
  }),
  /** The draft of a reply is shared with those who see the case, has gone to another writer, or is shared no more. */
  'shared-draft.changed': z.object({ sharedDraftId: Id }),
  /** A shared draft says something else, or has another comment. */
  'shared-draft.written': z.object({ sharedDraftId: Id }),
  'note.added': z.object({ entryId: Id, position: z.number().int(), mentions: z.array(Id) }),
  /** A note was edited, removed or restored by its author. `mentions`: those whom it has come to mention by that. */
  'note.changed': z.object({ entryId: Id, mentions: z.array(Id) }),
  'envelope.quarantined': z.object({ envelopeId: Id, reason: z.string() }),
  'envelope.released': z.object({ envelopeId: Id }),
  /** An agent took an envelope out of the quarantine. One that is put back is `envelope.quarantined` again. */
  'envelope.decided': z.object({ envelopeId: Id, how: z.enum(['opened', 'attached', 'discarded']) }),
  /** The block list has changed: somebody was added, or taken off. */
  'sender.blocked': z.object({ blockedSenderId: Id, ended: z.boolean() }),
  'channel.changed': z.object({ channelAccountId: Id }),
  /** How the mail of a domain is signed has changed, or what its DNS publishes was asked. */
  'sending-domain.changed': z.object({
    domain: z.string(),
    what: z.enum(['signing-on', 'signing-off', 'key-made', 'key-deleted', 'checked']),
  }),
  'agent.changed': z.object({ agentId: Id }),
  /** An administrator has given an agent another mail address. Nobody else hears of it. */
  'agent.address-changed': z.object({ agentId: Id, from: z.string(), to: z.string() }),
  /** What a role permits has changed; one that was made or removed has gained or lost everything. */
  'role.changed': z.object({ roleId: Id, added: z.array(Permission), removed: z.array(Permission) }),
  /** A role requires a second factor of whoever holds it, or does not any more. */
  'role.second-factor-changed': z.object({ roleId: Id, required: z.boolean() }),
  'role.given': z.object({ agentId: Id, roleId: Id, grantId: Id }),
  'role.taken': z.object({ agentId: Id, roleId: Id, grantId: Id }),
  /** What the members of a group get, from now on: its teams, its roles and for which teams they hold these. */
  'group.mapped': GroupMapping.extend({ groupId: Id }),
  /** `what` an administrator did to a service account; its roles are `role.given` and `role.taken` with its id as that of the agent. */
  'service-account.changed': z.object({
    serviceAccountId: Id,
    what: z.enum(['created', 'changed', 'enabled', 'disabled', 'secret-created', 'secret-ended', 'deleted']),
  }),
  /** `sectors`: it went from one sector to another, with its cases, and where it left one, why. */
  'team.changed': z.object({
    teamId: Id,
    sectors: z.object({ from: Id.nullable(), to: Id.nullable(), reason: z.string().optional() }).optional(),
  }),
  'sector.changed': z.object({ sectorId: Id }),
  /** The signature block of a team, or of the organisation, has changed; null: that of the organisation. */
  'signature.changed': z.object({ teamId: Id.nullable() }),
  /** From now on an agent, or whoever replies in the cases of a team, is not named to citizens, and why; or is again. */
  'anonymity.changed': z.object({
    anonymityId: Id,
    teamId: Id.nullable(),
    agentId: Id.nullable(),
    anonymous: z.boolean(),
    reason: z.string(),
  }),
  /** A passkey of an agent: they added it, or they or an administrator removed it. */
  'passkey.added': z.object({ agentId: Id, passkeyId: Id }),
  'passkey.removed': z.object({ agentId: Id, passkeyId: Id }),
  'template.changed': z.object({ templateId: Id }),
  'case-type.changed': z.object({ caseTypeId: Id }),
  /** A field of a case type was added or changed, archived or taken back, deleted, or stands elsewhere among the others. */
  'case-field.changed': z.object({
    caseTypeId: Id,
    caseFieldId: Id.nullable(),
    what: z.enum(['created', 'changed', 'archived', 'restored', 'deleted', 'reordered']),
  }),
  'routing.changed': z.object({}),
  /** The business hours of a team have changed, so its running SLA timers are computed again. */
  'calendar.changed': z.object({ teamId: Id }),
  /** The targets have changed, so all running SLA timers are computed again. */
  'sla.targets-changed': z.object({}),
  /**
   * The next due time of a case has changed, or one of its timers started, paused, resumed or ended. `dueFor`: the timer
   * that is due next. `counts`: a timer has ended or missed its target, or one that had was removed, which metrics count.
   */
  'sla.timer-changed': z.object({ dueFor: SlaTimerKind.nullable(), counts: z.boolean() }),
  'sla.threshold-reached': z.object({ timerId: Id, kind: SlaTimerKind, threshold: SlaThreshold }),
  'presence.changed': z.object({ agentId: Id }),
  /** Everybody receives it, so it contains no number: `GET /routing/reconciliation` returns those of the agent's teams. */
  'queue.reconciled': z.object({}),
  'survey.responded': z.object({ responseId: Id }),
  'notification.added': z.object({ notificationId: Id }),
  /** What it told was taken back. */
  'notification.withdrawn': z.object({ notificationId: Id }),
  /** For the agent alone: of what they are notified, by which ways and when not, has changed. */
  'notification-preferences.changed': z.object({ agentId: Id }),
  /** What is required of those who sign in has changed: whoever lacks it now is let into nothing more. */
  'sign-in-rules.changed': z.object({}),
  'session.ended': z.object({ agentId: Id, sessionId: z.string().nullable() }),
} as const;

export type EventType = keyof typeof events;
export type EventData<Type extends EventType> = z.infer<(typeof events)[Type]>;

/** An event of the log. Readers narrow `data` by `type`. */
export type Event = { [Type in EventType]: { type: Type; data: EventData<Type> } }[EventType];

/** Reads a stored event; null for one that this version does not know, which a newer one may have written. */
export function parseEvent(type: string, data: unknown): Event | null {
  if (!Object.hasOwn(events, type)) return null;
  const parsed = events[type as EventType].safeParse(data);
  return parsed.success ? ({ type, data: parsed.data } as Event) : null;
}
