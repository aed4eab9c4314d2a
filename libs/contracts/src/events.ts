import { z } from 'zod';
import { CaseStatus } from './status.js';
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
  'session.ended': z.object({ agentId: Id, sessionId: z.string().nullable() }),
} as const;

export type EventType = keyof typeof events;
export type EventData<Type extends EventType> = z.infer<(typeof events)[Type]>;
