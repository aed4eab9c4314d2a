import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant } from './primitives.js';
import { Priority } from './case-status.js';
import { LanguageTag, RuleList } from './routing-rules.js';

/** What rules make of a message. */
export const RoutingOutcome = z.object({
  teamId: Id,
  agentId: Id.nullable(),
  caseTypeId: Id.nullable(),
  priority: Priority,
  tags: z.array(z.string()),
});

export type RoutingOutcome = z.infer<typeof RoutingOutcome>;

/** How one rule was read, condition by condition. */
export const RuleTrace = z.object({
  ruleId: Id,
  name: z.string(),
  matched: z.boolean(),
  /** It names something that is not there any more, or no longer used: the rule is passed over. */
  missing: z.enum(['team', 'agent', 'caseType']).nullable().default(null),
  /** Of each condition: did it hold, and what of the message made it hold (a word, an address, a language). */
  conditions: z.array(z.object({ matched: z.boolean(), found: z.string().nullable() })),
});

export type RuleTrace = z.infer<typeof RuleTrace>;

/** `POST /routing/trial`: what these rules would make of messages that came already. Nothing is changed. */
export const RoutingTrialRequest = z.strictObject({
  rules: RuleList,
  /** So many of the latest messages that opened a case. */
  latest: z.number().int().min(1).max(5000).default(500),
  /** Of this case only: with every line explained. */
  caseId: Id.optional(),
});

export type RoutingTrialRequest = z.infer<typeof RoutingTrialRequest>;

export const RoutingTrialMessage = z.object({
  caseId: Id,
  reference: z.string(),
  subject: z.string(),
  preview: z.string(),
  channel: ChannelKind,
  language: LanguageTag.nullable(),
  at: Instant,
  /** By the rules that are saved, and by those that are tried. */
  now: RoutingOutcome,
  then: RoutingOutcome,
  changed: z.boolean(),
  trace: z.array(RuleTrace),
});

export type RoutingTrialMessage = z.infer<typeof RoutingTrialMessage>;

export const RoutingTrial = z.object({
  checked: z.number().int(),
  changed: z.number().int(),
  /** How many messages each rule held for. */
  byRule: z.array(z.object({ ruleId: Id, matched: z.number().int() })),
  /** The first 100 of those that would change; with `caseId`, that one. */
  items: z.array(RoutingTrialMessage),
});

export type RoutingTrial = z.infer<typeof RoutingTrial>;
