import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant } from './primitives.js';
import { Reconciliation } from './reconciliation.js';
import { WorkforceMember, AgentState } from './workforce.js';

const count = z.number().int();

/** How a queue stands now. Waiting: open, the citizen waits for us. Soon: due within two hours. */
const queue = {
  waiting: count,
  unassigned: count,
  late: count,
  soon: count,
  /** Since when the one who has waited longest does so. */
  oldestAt: Instant.nullable(),
};

const today = z.object({ contacts: count, replies: count, closed: count });

/** `GET /board`: how things stand now, in the teams that one sees. Every number has its list. */
export const Board = z.object({
  at: Instant,
  /** Of the viewer's first team: where today begins. */
  timeZone: z.string(),
  ...queue,
  oldestCaseId: Id.nullable(),
  today,
  /** Worst first. */
  teams: z.array(z.object({ id: Id, name: z.string(), ...queue, available: count, agents: count, open: z.boolean() })),
  channels: z.array(
    z.object({
      id: Id,
      kind: ChannelKind,
      name: z.string(),
      enabled: z.boolean(),
      health: z.enum(['ok', 'error', 'unknown']),
      reason: z.string().nullable(),
      waiting: count,
      lastAt: Instant.nullable(),
    }),
  ),
  /** Late: of the cases that lie with the agent. */
  agents: z.array(WorkforceMember.extend({ late: count })),
  states: z.record(AgentState, count),
  /** Cases whose last answer did not leave or arrive, by what became of it. */
  deliveries: z.object({ failed: count, unknown: count, blocked: count }),
  /** Null for whoever may not look into it. */
  quarantine: count.nullable(),
  reconciliation: Reconciliation,
  /** Good answers to "how did it go?" in the last seven days. */
  satisfaction: z.object({ good: count, responses: count }),
});
export type Board = z.infer<typeof Board>;

/** `GET /board/wallboard`: the same for a screen in a public room. No person, no subject, no address. */
export const Wallboard = Board.pick({
  at: true,
  timeZone: true,
  waiting: true,
  unassigned: true,
  late: true,
  soon: true,
  oldestAt: true,
  today: true,
  states: true,
  satisfaction: true,
}).extend({
  teams: z.array(z.object({ id: Id, name: z.string(), ...queue, available: count, agents: count, open: z.boolean() })),
  channels: z.array(
    z.object({ id: Id, kind: ChannelKind, health: z.enum(['ok', 'error', 'unknown']), waiting: count }),
  ),
  failing: count,
  /** Teams that the viewer sees are left out, being confidential. */
  partial: z.boolean(),
});
export type Wallboard = z.infer<typeof Wallboard>;
