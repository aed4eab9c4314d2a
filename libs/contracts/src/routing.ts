import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant, Line } from './primitives.js';
import { Priority } from './status.js';

/** ISO 639-1, as `fr`. */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}$/, 'not a language');
export type LanguageTag = z.infer<typeof LanguageTag>;

const tag = z.string().trim().toLowerCase().min(1).max(40);

/** What cases are about, in the words of the house: "Inscription scolaire". */
export const CaseType = z.object({ id: Id, name: z.string(), active: z.boolean(), createdAt: Instant });
export type CaseType = z.infer<typeof CaseType>;
export const CreateCaseType = z.strictObject({ name: Line(80) });
export type CreateCaseType = z.infer<typeof CreateCaseType>;
export const UpdateCaseType = z.strictObject({ name: Line(80).optional(), active: z.boolean().optional() });
export type UpdateCaseType = z.infer<typeof UpdateCaseType>;

const common = { not: z.boolean().default(false) };
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(100);

/** One thing that a rule asks of the message that opens a case. `not`: the contrary. */
export const Condition = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('account'), is: some(Id), ...common }),
  z.strictObject({ on: z.literal('channel'), is: some(ChannelKind), ...common }),
  z.strictObject({ on: z.literal('caseType'), is: some(Id), ...common }),
  z.strictObject({ on: z.literal('language'), is: some(LanguageTag), ...common }),
  /** Whole words, whatever their case and accents; `inscri*`: words that begin so; several words: one after the other. */
  z.strictObject({
    on: z.literal('words'),
    in: z.enum(['subject', 'anywhere']).default('anywhere'),
    is: some(Line(80)),
    ...common,
  }),
  /** A whole address, `@domain.example`, or the beginning of a phone number as `+33*`. */
  z.strictObject({ on: z.literal('sender'), is: some(Line(200)), ...common }),
  /** Is it within the opening hours of the team that the case would go to so far? */
  z.strictObject({ on: z.literal('hours'), is: z.literal('open'), ...common }),
]);
export type Condition = z.infer<typeof Condition>;

export const RuleAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('team'), teamId: Id }),
  z.strictObject({ do: z.literal('agent'), agentId: Id }),
  z.strictObject({ do: z.literal('caseType'), caseTypeId: Id }),
  z.strictObject({ do: z.literal('priority'), priority: Priority }),
  z.strictObject({ do: z.literal('tags'), tags: z.array(tag).min(1).max(10) }),
]);
export type RuleAction = z.infer<typeof RuleAction>;

/** When all conditions hold, all acts are done; an empty list of conditions always holds. */
export const Rule = z.strictObject({
  id: Id,
  name: Line(120),
  active: z.boolean().default(true),
  when: z.array(Condition).max(20),
  then: z.array(RuleAction).min(1).max(5),
  /** Nothing below is asked any more. */
  last: z.boolean().default(false),
});
export type Rule = z.infer<typeof Rule>;

/** So many words, addresses and ids are looked for in every message that opens a case. */
const MOST_LOOKED_FOR = 10_000;
const rules = z
  .array(Rule)
  .max(300)
  .refine(
    (all) => all.reduce((sum, { when }) => sum + when.reduce((n, { is }) => n + is.length, 0), 0) <= MOST_LOOKED_FOR,
    `more than ${MOST_LOOKED_FOR} words in all`,
  );

/** `GET/PUT /routing`: rules in their order; a later one overrides an earlier one. `version` guards against two at a time. */
export const Routing = z.strictObject({ rules, version: z.number().int().default(0) });
export type Routing = z.infer<typeof Routing>;

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
  rules,
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

/** Why a case went to somebody or somewhere, when no person said so. */
export const Because = z.discriminatedUnion('by', [
  z.object({ by: z.literal('rule'), rule: z.string() }),
  /** The freest of those who can: what decided, and how full they were. Points. */
  z.object({
    by: z.literal('load'),
    language: LanguageTag.nullable(),
    skill: z.object({ caseType: z.string(), level: z.number().int() }).nullable(),
    load: z.number(),
    capacity: z.number(),
    among: z.number().int(),
  }),
  /** Whoever it lay with is away, and has named somebody. */
  z.object({ by: z.literal('substitute'), absent: z.string() }),
  /** Whoever it lay with is away, or may no longer have it: back to the queue. */
  z.object({ by: z.literal('absent'), absent: z.string() }),
  /** Nobody took it in time, or the queue was too long. */
  z.object({ by: z.literal('overflow'), minutes: z.number().int() }),
  z.object({ by: z.literal('reconciler') }),
]);
export type Because = z.infer<typeof Because>;

/** `GET /routing/reconciliation`: the last look over all queues. Nothing falls out of one; what might have, is mended and told. */
export const ReconciliationFinding = z.object({
  type: z.enum([
    'assignee-invalid',
    'team-empty',
    'snooze-overdue',
    'threshold-overdue',
    'count-wrong',
    'unassigned-long',
  ]),
  count: z.number().int(),
  fixed: z.boolean(),
  /** The first of them. */
  caseIds: z.array(Id),
});
export type ReconciliationFinding = z.infer<typeof ReconciliationFinding>;
export const Reconciliation = z.object({
  at: Instant.nullable(),
  /** Unfinished cases that were looked at. */
  checked: z.number().int(),
  findings: z.array(ReconciliationFinding),
});
export type Reconciliation = z.infer<typeof Reconciliation>;
