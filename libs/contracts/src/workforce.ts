import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant, Named } from './primitives.js';
import { LanguageTag } from './routing-rules.js';

/** `available`: takes new cases · `busy`: present, but takes no new cases · `away`: absent for a short time · `offline`: not signed in, or absent. */
export const AgentState = z.enum(['available', 'busy', 'away', 'offline']);
export type AgentState = z.infer<typeof AgentState>;

/** The level of a skill: 1 learning · 2 able · 3 expert. */
export const SkillLevel = z.number().int().min(1).max(3);

/** `GET/PUT /agents/:id/profile`: which cases can be assigned to an agent. */
export const AgentProfile = z.strictObject({
  languages: z.array(LanguageTag).max(20).default([]),
  /** The case types that the agent knows. */
  skills: z
    .array(z.strictObject({ caseTypeId: Id, level: SkillLevel }))
    .max(200)
    .default([]),
  /** The agent's capacity in points; null: the organisation's default. With 0, no case is assigned automatically. */
  capacity: z.number().int().min(0).max(1000).nullable().default(null),
});
export type AgentProfile = z.infer<typeof AgentProfile>;

/** `GET/PUT /capacity`: the points of an open case by the channel of its replies, and the capacity of an agent in points. */
export const Capacity = z.strictObject({
  points: z.number().int().min(0).max(1000).default(20),
  weights: z.partialRecord(ChannelKind, z.number().min(0).max(100)).default({}),
});
export type Capacity = z.infer<typeof Capacity>;

/** `GET/PUT /teams/:id/queue`: how the cases of a team are assigned. */
export const QueueSettings = z.strictObject({
  /** `manual`: agents take the cases themselves. */
  assignment: z.enum(['manual', 'automatic']).default('manual'),
  /** The team to which cases go that nobody has taken after a number of working minutes; null: they stay. */
  overflow: z
    .strictObject({ teamId: Id, afterMinutes: z.number().int().min(1).max(100_000) })
    .nullable()
    .default(null),
});
export type QueueSettings = z.infer<typeof QueueSettings>;

/** The state of an agent, and their load. */
export const WorkforceMember = z.object({
  id: Id,
  name: z.string(),
  teamIds: z.array(Id),
  state: AgentState,
  /** They were invited and have not signed in yet: they are neither offline nor able to take cases. */
  invited: z.boolean(),
  since: Instant,
  /** The end of the present absence, and the substitute. */
  absence: z.object({ until: Instant.nullable(), substitute: Named.nullable() }).nullable(),
  /** The next planned absence, and what will happen to the agent's open cases. */
  planned: z
    .object({
      from: Instant,
      until: Instant.nullable(),
      substitute: Named.nullable(),
      handOver: z.enum(['keep', 'substitute', 'queue']),
    })
    .nullable(),
  /** The load and the capacity, in points. */
  load: z.number(),
  capacity: z.number(),
  /** The number of open cases that wait for this agent. */
  open: z.number().int(),
  /** How many more cases of each channel the agent has capacity for; 0 for agents who are not available. */
  freeSlots: z.partialRecord(ChannelKind, z.number().int()),
  languages: z.array(LanguageTag),
  /**
   * Until when nothing is assigned to the agent automatically, as a colleague has just taken a case off them; null: that is not so, or no
   * team of theirs assigns automatically.
   */
  relievedUntil: Instant.nullable(),
});
export type WorkforceMember = z.infer<typeof WorkforceMember>;

/** `GET /presence`: the agents of the teams that the agent sees, and the agent. */
export const Workforce = z.object({ items: z.array(WorkforceMember) });
export type Workforce = z.infer<typeof Workforce>;

/** `PUT /presence/me`: sets the agent's own state. */
export const SetPresence = z.strictObject({ state: z.enum(['available', 'busy', 'away']) });
export type SetPresence = z.infer<typeof SetPresence>;

/**
 * `PUT /agents/:id/absence`: now, or planned; `DELETE` ends the one that is, or else takes the planned one back. Oneself, or
 * anybody with `presence.manage`.
 */
export const SetAbsence = z.strictObject({
  /** The beginning of the absence; null or in the past: it begins now. Nothing changes before it begins. */
  from: Instant.nullable().default(null),
  until: Instant.nullable().default(null),
  substituteId: Id.nullable().default(null),
  /** What happens to the agent's open cases when the absence begins. Cases that are reopened later go to the substitute, or to the queue. */
  handOver: z.enum(['keep', 'substitute', 'queue']).default('queue'),
  /** Which absence this changes, as it was shown; refused where it is no longer so. Null: sets one, whatever there is. */
  changes: z.enum(['running', 'planned']).nullable().default(null),
  /** The dates with which that one was shown; refused where it has others by now. The beginning is that of a plan. Null: whatever they are. */
  shown: z.strictObject({ from: Instant.nullable(), until: Instant.nullable() }).nullable().default(null),
});
export type SetAbsence = z.infer<typeof SetAbsence>;

/**
 * `GET /agents/:id/absence/cases`: the open cases of an agent by team, of those that the reader sees, and how many of them the substitute would
 * get; the others go back to the queue of the team. `unseen`: how many more there are that the reader does not see, which are handed over as
 * well.
 */
export const CasesOfAbsence = z.object({
  teams: z.array(z.object({ team: Named, open: z.number().int(), forSubstitute: z.number().int() })),
  unseen: z.number().int(),
});
export type CasesOfAbsence = z.infer<typeof CasesOfAbsence>;
/**
 * `GET /agents/:id/absence/cases-to-give-back`: the cases that went to a substitute, or to the queue, while an agent was absent, who is back,
 * and that are neither closed nor with anybody else since: those of the agent, and those that the agent has as a substitute. Of those that
 * the reader may assign, the newest first. `substitute` null: in the queue. `hasReplied`: the substitute has written to the citizen since.
 */
export const CasesToGiveBack = z.object({
  items: z.array(
    z.object({
      ...{ id: Id, reference: z.string(), subject: z.string(), citizenName: z.string() },
      ...{ absent: Named, substitute: Named.nullable(), hasReplied: z.boolean() },
    }),
  ),
});
export type CasesToGiveBack = z.infer<typeof CasesToGiveBack>;
export const AbsenceQuery = z.strictObject({ substituteId: Id.optional() });

/** `moved` is the number of cases that are reassigned now. */
export const ReassignedCount = z.object({ reassigned: z.number().int() });

/**
 * What becomes of the cases of an agent who is deactivated, or loses a role, of those that the reader sees. `isSeen`: the reader sees cases at
 * all. `substitutes`: who gets all that they may have of those that are not closed, where somebody stands in, and how many of these wait
 * for the citizen or a date. `queues`: the teams to which the others go back, how many of these are restricted, and whether no agent is
 * left there. `unfinished`: how many are not closed. `possibleSubstitutes`: who could be given how many of them; none where the agent
 * only loses a role.
 */
export const CasesOfLeavingAgent = z.object({
  isSeen: z.boolean(),
  substitutes: z.array(z.object({ agent: Named, count: z.number().int(), waiting: z.number().int() })),
  queues: z.array(
    z.object({
      ...{ team: Named, count: z.number().int(), restricted: z.number().int() },
      isWithoutAgent: z.boolean(),
    }),
  ),
  unfinished: z.number().int(),
  possibleSubstitutes: z.array(z.object({ agent: Named, count: z.number().int() })),
  /**
   * Restricted cases that nobody else who is named could open, and who is named instead: of the teams whose cases the reader sees, and
   * none for a token.
   */
  restricted: z.object({ count: z.number().int(), to: z.array(Named) }),
});
/** `grantId`: the agent stays, and loses this role alone. `substituteId`: who would be made their substitute with the deactivation. */
export const LeavingQuery = z.strictObject({ grantId: Id.optional(), substituteId: Id.optional() });
export type CasesOfLeavingAgent = z.infer<typeof CasesOfLeavingAgent>;
