import { z } from 'zod';
import { CaseStatus, ClockKind, ClockLevel } from './status.js';
import { DeliveryStatus } from './entries.js';
import { Id } from './primitives.js';

/** Every kind of change the log can hold, with what it carries. Ids and states only: readers fetch bodies with their rights. */
export const events = {
  'case.opened': z.object({ entryId: Id.nullable(), channelId: Id.nullable() }),
  'case.changed': z.object({ fields: z.array(z.string()), status: CaseStatus.optional() }),
  'case.read': z.object({ agentId: Id, position: z.number().int() }),
  'message.received': z.object({ entryId: Id, position: z.number().int(), automatic: z.boolean() }),
  'message.queued': z.object({ entryId: Id, position: z.number().int() }),
  'message.recalled': z.object({ entryId: Id }),
  /** A reaction, an edit, a deletion, or a file that has arrived. */
  'message.changed': z.object({ entryId: Id }),
  /** Entries left for another case or came from one: read the timeline anew. */
  'case.rearranged': z.object({ otherId: Id }),
  'citizen.changed': z.object({ citizenId: Id }),
  'delivery.changed': z.object({ entryId: Id, status: DeliveryStatus }),
  'note.added': z.object({ entryId: Id, position: z.number().int(), mentions: z.array(Id) }),
  'envelope.held': z.object({ envelopeId: Id, reason: z.string() }),
  'envelope.released': z.object({ envelopeId: Id }),
  'channel.changed': z.object({ channelId: Id }),
  'agent.changed': z.object({ agentId: Id }),
  'team.changed': z.object({ teamId: Id }),
  'template.changed': z.object({ templateId: Id }),
  'kind.changed': z.object({ kindId: Id }),
  'routing.changed': z.object({}),
  /** Hours of a team, or targets: running clocks are laid anew. */
  'clocks.changed': z.object({ teamId: Id.nullable() }),
  /** The nearest time of a case is another one, or a clock began, paused, went on or ended. `clock`: what is due next. */
  'clock.moved': z.object({ clock: ClockKind.nullable() }),
  'clock.rang': z.object({ clockId: Id, clock: ClockKind, level: ClockLevel }),
  'presence.changed': z.object({ agentId: Id }),
  /** Everybody hears of it, so it says no number: `GET /routing/sweep` does, of one's own teams. */
  'queue.swept': z.object({}),
  'survey.answered': z.object({ answerId: Id }),
  'notification.added': z.object({ notificationId: Id }),
  'session.ended': z.object({ agentId: Id, sessionId: z.string().nullable() }),
} as const;

export type EventType = keyof typeof events;
export type EventData<Type extends EventType> = z.infer<(typeof events)[Type]>;
