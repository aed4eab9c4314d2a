import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant } from './primitives.js';
import { Reconciliation } from './reconciliation.js';
import { WorkforceMember, AgentState } from './workforce.js';

const count = z.number().int();

/**
 * The present state of a queue. `waiting` counts open cases, in which the citizen waits for us; `unassigned` those of them that nobody
 * has; `soon` those that are due within two hours.
 */
const queue = {
  waiting: count,
  unassigned: count,
  late: count,
  soon: count,
  /** The time since which the longest waiting citizen has been waiting. */
  oldestAt: Instant.nullable(),
};

const today = z.object({ contacts: count, replies: count, closed: count });

/** Whether a program that protects from bad mail responds; `silent`: it does not, and mail passes without it. */
export const ProtectionState = z.enum(['not-configured', 'ok', 'silent']);
export type ProtectionState = z.infer<typeof ProtectionState>;

/** rspamd, named by `RSPAMD_URL`, and clamd, named by `CLAMD_URL`. */
export const Protection = z.object({ spamFilter: ProtectionState, virusScanner: ProtectionState });
export type Protection = z.infer<typeof Protection>;

/** The agents of a team, but for those who are only invited: those who are available, those who are absent, and all. */
const members = { available: count, absent: count, agents: count };

/** `GET /board`: the present state of the teams that the agent sees. Each number has a list of its cases. */
export const Board = z.object({
  at: Instant,
  /** The time zone of the agent's first team, in which the present day begins. */
  timeZone: z.string(),
  ...queue,
  oldestCaseId: Id.nullable(),
  today,
  /** The queues with the most urgent cases come first. */
  teams: z.array(z.object({ id: Id, name: z.string(), ...queue, ...members, open: z.boolean() })),
  channels: z.array(
    z.object({
      id: Id,
      kind: ChannelKind,
      name: z.string(),
      enabled: z.boolean(),
      health: z.enum(['ok', 'error', 'unknown']),
      reason: z.string().nullable(),
      /** Since when it does not work; null while it does. */
      since: Instant.nullable(),
      waiting: count,
      lastAt: Instant.nullable(),
    }),
  ),
  /** `late` counts the cases assigned to the agent. */
  agents: z.array(WorkforceMember.extend({ late: count })),
  /** The agents by their state; those who are absent are in none of them. */
  states: z.record(AgentState, count),
  absent: count,
  /** Cases whose last reply was not sent or did not arrive, by the state of that reply. */
  deliveries: z.object({ failed: count, unknown: count, blocked: count }),
  /** Null for agents who may not see the quarantine. */
  quarantine: count.nullable(),
  reconciliation: Reconciliation,
  protection: Protection,
  /** The survey responses of the last seven days, and how many of them are good. */
  satisfaction: z.object({ good: count, responses: count }),
});
export type Board = z.infer<typeof Board>;

/** `GET /board/wallboard`: the same for a screen in a public room. It names no person, no subject and no address. */
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
  absent: true,
  satisfaction: true,
}).extend({
  teams: z.array(z.object({ id: Id, name: z.string(), ...queue, ...members, open: z.boolean() })),
  channels: z.array(
    z.object({ id: Id, kind: ChannelKind, health: z.enum(['ok', 'error', 'unknown']), waiting: count }),
  ),
  failing: count,
  /** Whether some of the agent's teams are left out because they are confidential. */
  partial: z.boolean(),
});
export type Wallboard = z.infer<typeof Wallboard>;
