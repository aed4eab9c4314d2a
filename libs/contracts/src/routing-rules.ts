import { z } from 'zod';
import { checkMessage } from './reasons.js';
import { ChannelKind } from './channels.js';
import { Id, Line } from './primitives.js';
import { Priority } from './case-status.js';

/** ISO 639-1, as `fr`. */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}$/, checkMessage('not-a-language'));
export type LanguageTag = z.infer<typeof LanguageTag>;

const tag = z.string().trim().toLowerCase().min(1).max(40);

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

export const RuleList = z
  .array(Rule)
  .max(300)
  .refine(
    (all) => all.reduce((sum, { when }) => sum + when.reduce((n, { is }) => n + is.length, 0), 0) <= MOST_LOOKED_FOR,
    checkMessage('rules-too-long', { max: MOST_LOOKED_FOR }),
  );

/** `GET/PUT /routing`: rules in their order; a later one overrides an earlier one. `version` guards against two at a time. */
export const Routing = z.strictObject({ rules: RuleList, version: z.number().int().default(0) });
export type Routing = z.infer<typeof Routing>;
