import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant } from './primitives.js';
import { LanguageTag } from './routing-rules.js';

/** available: takes new cases · busy: here, but no new ones · away: not here for a while · offline: not signed in, or absent. */
export const AgentState = z.enum(['available', 'busy', 'away', 'offline']);
export type AgentState = z.infer<typeof AgentState>;

/** 1 learning · 2 able · 3 expert. */
export const SkillLevel = z.number().int().min(1).max(3);

/** `GET/PUT /agents/:id/profile`: what an agent can be given. */
export const AgentProfile = z.strictObject({
  languages: z.array(LanguageTag).max(20).default([]),
  /** Kinds of case the agent knows. */
  skills: z
    .array(z.strictObject({ caseTypeId: Id, level: SkillLevel }))
    .max(200)
    .default([]),
  /** Points; null: what the house has. 0: nothing by itself. */
  capacity: z.number().int().min(0).max(1000).nullable().default(null),
});
export type AgentProfile = z.infer<typeof AgentProfile>;

/** `GET/PUT /capacity`: what an open case weighs by the channel it is answered by, and how much an agent carries. Points. */
export const Capacity = z.strictObject({
  points: z.number().int().min(0).max(1000).default(20),
  weights: z.partialRecord(ChannelKind, z.number().min(0).max(100)).default({}),
});
export type Capacity = z.infer<typeof Capacity>;

/** `GET/PUT /teams/:id/queue`: how the cases of a team find somebody. */
export const QueueSettings = z.strictObject({
  /** `manual`: people take them. */
  assignment: z.enum(['manual', 'automatic']).default('manual'),
  /** Where cases go that nobody has taken after so many working minutes; null: they stay. */
  overflow: z
    .strictObject({ teamId: Id, afterMinutes: z.number().int().min(1).max(100_000) })
    .nullable()
    .default(null),
});
export type QueueSettings = z.infer<typeof QueueSettings>;

/** How an agent is, and how much they carry. */
export const WorkforceMember = z.object({
  id: Id,
  name: z.string(),
  teamIds: z.array(Id),
  state: AgentState,
  since: Instant,
  /** Absent until then, and who stands in. */
  absence: z
    .object({ until: Instant.nullable(), substitute: z.object({ id: Id, name: z.string() }).nullable() })
    .nullable(),
  /** The next absence, which has not begun, and what will become of what lies open with the agent. */
  planned: z
    .object({
      from: Instant,
      until: Instant.nullable(),
      substitute: z.object({ id: Id, name: z.string() }).nullable(),
      handOver: z.enum(['keep', 'substitute', 'queue']),
    })
    .nullable(),
  /** Points. */
  load: z.number(),
  capacity: z.number(),
  /** Open cases that wait for this agent. */
  open: z.number().int(),
  /** How many more of each the agent has room for; 0 for whoever is not available. */
  freeSlots: z.partialRecord(ChannelKind, z.number().int()),
  languages: z.array(LanguageTag),
});
export type WorkforceMember = z.infer<typeof WorkforceMember>;

/** `GET /presence`: the agents of the teams that one sees, and oneself. */
export const Workforce = z.object({ items: z.array(WorkforceMember) });
export type Workforce = z.infer<typeof Workforce>;

/** `PUT /presence/me`. */
export const SetPresence = z.strictObject({ state: z.enum(['available', 'busy', 'away']) });
export type SetPresence = z.infer<typeof SetPresence>;

/**
 * `PUT /agents/:id/absence`: now, or planned; `DELETE` ends the one that is, or else takes the planned one back. Oneself, or
 * anybody with `presence.manage`.
 */
export const SetAbsence = z.strictObject({
  /** Null, or over already: from now on. Until then nothing changes. */
  from: Instant.nullable().default(null),
  until: Instant.nullable().default(null),
  substituteId: Id.nullable().default(null),
  /** What becomes of the open cases that lie with the agent when it begins. What comes back later goes to the substitute, or to the queue. */
  handOver: z.enum(['keep', 'substitute', 'queue']).default('queue'),
});
export type SetAbsence = z.infer<typeof SetAbsence>;
/** `moved`: cases that leave the agent now. */
export const ReassignedCount = z.object({ reassigned: z.number().int() });
