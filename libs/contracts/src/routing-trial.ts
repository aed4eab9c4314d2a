import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant } from './primitives.js';
import { Priority } from './case-status-and-priority.js';
import { LanguageTag, RuleList } from './routing-rules.js';

/** What the rules decide for a message. */
export const RoutingOutcome = z.object({
  teamId: Id,
  agentId: Id.nullable(),
  caseTypeId: Id.nullable(),
  priority: Priority,
  tags: z.array(z.string()),
});

export type RoutingOutcome = z.infer<typeof RoutingOutcome>;

/** How one rule was evaluated, condition by condition. */
export const RuleTrace = z.object({
  ruleId: Id,
  name: z.string(),
  matched: z.boolean(),
  /** The rule was skipped, because it names something that no longer exists or is no longer used. */
  missing: z.enum(['team', 'agent', 'caseType', 'field']).nullable().default(null),
  /** For each condition, whether it held, and what in the message made it hold (a word, an address, a language). */
  conditions: z.array(z.object({ matched: z.boolean(), found: z.string().nullable() })),
});

export type RuleTrace = z.infer<typeof RuleTrace>;

/**
 * `POST /routing/trial`: what these rules would decide for messages that were received earlier, and then for what their cases have in
 * fields today. Nothing is changed.
 */
export const RoutingTrialRequest = z.strictObject({
  rules: RuleList,
  /** The number of messages to try: the latest ones that opened a case. */
  latest: z.number().int().min(1).max(5000).default(500),
  /** Tries only the message that opened this case, and explains each condition. */
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
  /** The decision of the saved rules, and that of the rules that are tried. */
  now: RoutingOutcome,
  then: RoutingOutcome,
  changed: z.boolean(),
  /** The rule that decided the team, of those that are tried: rules on fields come after all others. Null: the channel did. */
  teamBy: Id.nullable(),
  /** The rule that decided the case type, likewise: one that decides the team alone leaves it. Null: none did. */
  caseTypeBy: Id.nullable(),
  trace: z.array(RuleTrace),
});

export type RoutingTrialMessage = z.infer<typeof RoutingTrialMessage>;

/** How a case came to be that no message of a citizen has opened, so that no rule was applied to it. */
export const OpenedWithoutMessage = z.object({
  /** `agent`: by hand, as after a call · `automatic`: by an automatic message · `other`: by what was moved into it. */
  how: z.enum(['agent', 'automatic', 'other']),
  /** Who opened it by hand, and the team in which they did; else null. */
  by: z.string().nullable(),
  team: z.string().nullable(),
  at: Instant,
});

export type OpenedWithoutMessage = z.infer<typeof OpenedWithoutMessage>;

export const RoutingTrial = z.object({
  checked: z.number().int(),
  changed: z.number().int(),
  /** The number of messages that each rule matched. */
  byRule: z.array(z.object({ ruleId: Id, matched: z.number().int() })),
  /** The first 100 messages whose decision would change; with `caseId`, that message. */
  items: z.array(RoutingTrialMessage),
  /** With `caseId`, where no message of a citizen has opened that case; else null. */
  withoutMessage: OpenedWithoutMessage.nullable(),
});

export type RoutingTrial = z.infer<typeof RoutingTrial>;

/** `POST /routing/message-trial`: what these rules would decide for a message that has not come. Nothing is stored. */
export const MessageTrialRequest = z
  .strictObject({
    rules: RuleList,
    /** The account by which it would come. */
    accountId: Id,
    subject: z.string().max(998).default(''),
    text: z.string().max(20_000),
    /** The address of its sender; null: nobody's. */
    sender: z.string().max(320).nullable().default(null),
  })
  .meta({
    examples: [
      {
        rules: [],
        accountId: '01930000-0000-7000-8000-000000000001',
        text: 'Un nid de frelons est dans la cour de l’école.',
      },
    ],
  });
export type MessageTrialRequest = z.infer<typeof MessageTrialRequest>;

export const MessageTrial = RoutingTrialMessage.pick({
  language: true,
  then: true,
  teamBy: true,
  caseTypeBy: true,
  trace: true,
});
export type MessageTrial = z.infer<typeof MessageTrial>;
