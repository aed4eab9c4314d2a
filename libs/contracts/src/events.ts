import { z } from 'zod';
import { CaseStatus } from './case-status.js';
import { SlaTimerKind, SlaThreshold } from './sla-thresholds.js';
import { DeliveryStatus } from './deliveries.js';
import { Id } from './primitives.js';

/** Every kind of change the log can hold, with what it carries. Ids and states only: readers fetch bodies with their rights. */
export const events = {
  /** `hasTimers`: its SLA timers were started in the same transaction. */
  'case.opened': z.object({
    entryId: Id.nullable(),
    channelAccountId: Id.nullable(),
    hasTimers: z.boolean().optional(),
  }),
  'case.changed': z.object({ fields: z.array(z.string()), status: CaseStatus.optional() }),
  'case.read': z.object({ agentId: Id, position: z.number().int() }),
  'message.received': z.object({ entryId: Id, position: z.number().int(), automatic: z.boolean() }),
  'message.queued': z.object({ entryId: Id, position: z.number().int() }),
  'message.canceled': z.object({ entryId: Id }),
  /** A reaction, an edit, a deletion, or a file that has arrived. */
  'message.changed': z.object({ entryId: Id }),
  /** Entries left for another case or came from one: read the timeline anew. */
  'case.entries-moved': z.object({ otherId: Id }),
  'citizen.changed': z.object({ citizenId: Id }),
  'delivery.changed': z.object({ entryId: Id, status: DeliveryStatus }),
  'note.added': z.object({ entryId: Id, position: z.number().int(), mentions: z.array(Id) }),
  'envelope.quarantined': z.object({ envelopeId: Id, reason: z.string() }),
  'envelope.released': z.object({ envelopeId: Id }),
  'channel.changed': z.object({ channelAccountId: Id }),
  'agent.changed': z.object({ agentId: Id }),
  'team.changed': z.object({ teamId: Id }),
  'template.changed': z.object({ templateId: Id }),
  'case-type.changed': z.object({ caseTypeId: Id }),
  'routing.changed': z.object({}),
  /** The business hours of a team: its running SLA timers are computed again. */
  'calendar.changed': z.object({ teamId: Id }),
  /** The targets: all running SLA timers are computed again. */
  'sla.targets-changed': z.object({}),
  /**
   * The next due time of a case has changed, or one of its timers started, paused, resumed or ended. `dueFor`: the timer
   * that is due next. `counts`: a timer has ended or missed its target, or one that had was removed, which metrics count.
   */
  'sla.timer-changed': z.object({ dueFor: SlaTimerKind.nullable(), counts: z.boolean() }),
  'sla.threshold-reached': z.object({ timerId: Id, kind: SlaTimerKind, threshold: SlaThreshold }),
  'presence.changed': z.object({ agentId: Id }),
  /** It goes to everybody, so it holds no number: `GET /routing/reconciliation` has those of one's own teams. */
  'queue.reconciled': z.object({}),
  'survey.responded': z.object({ responseId: Id }),
  'notification.added': z.object({ notificationId: Id }),
  'session.ended': z.object({ agentId: Id, sessionId: z.string().nullable() }),
} as const;

export type EventType = keyof typeof events;
export type EventData<Type extends EventType> = z.infer<(typeof events)[Type]>;

/** An event by its type: whoever reads the log narrows `data` by `type`. */
export type Event = { [Type in EventType]: { type: Type; data: EventData<Type> } }[EventType];

/** Reads a stored event; null for one that this version does not know, which a newer one may have written. */
export function parseEvent(type: string, data: unknown): Event | null {
  if (!Object.hasOwn(events, type)) return null;
  const parsed = events[type as EventType].safeParse(data);
  return parsed.success ? ({ type, data: parsed.data } as Event) : null;
}
