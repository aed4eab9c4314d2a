import { z } from 'zod';
import { checkMessage } from './refusal-reasons.js';
import { AuthenticationVerdict } from './sender-authentication.js';
import { Day } from './calendars.js';
import { caseFieldLimits as limits } from './case-field-kinds-and-limits.js';
import { ChannelKind } from './channels.js';
import { Id, Line } from './primitives.js';
import { Priority } from './case-status-and-priority.js';

/** A language code such as `fr` (ISO 639). */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}$/, checkMessage('not-a-language'))
  .meta({ examples: ['fr'] });
export type LanguageTag = z.infer<typeof LanguageTag>;

const tag = z.string().trim().toLowerCase().min(1).max(40);

const common = { not: z.boolean().default(false) };

const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(100);

/** A range of what a field of the case holds. Both ends are part of it, and one of them can be left out. */
const range = <Kind extends string, Bound extends z.ZodType<number | string>>(kind: Kind, bound: Bound) =>
  z
    .strictObject({
      on: z.literal('fieldRange'),
      fieldId: Id,
      kind: z.literal(kind),
      from: bound.optional(),
      to: bound.optional(),
      ...common,
    })
    .refine(({ from, to }) => from !== undefined || to !== undefined, checkMessage('rule-range-empty'))
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      error: checkMessage('rule-range-reversed'),
      path: ['to'],
    });

const { firstDay, lastDay } = limits;
const DayInField = Day.refine(
  (day) => day >= firstDay && day <= lastDay,
  checkMessage('case-field-day-range', { first: firstDay, last: lastDay }),
);

/** One condition of a rule on the message that opens a case, or on a field of the case. `not` negates it. */
export const Condition = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('account'), is: some(Id), ...common }),
  z.strictObject({ on: z.literal('channel'), is: some(ChannelKind), ...common }),
  z.strictObject({ on: z.literal('caseType'), is: some(Id), ...common }),
  z.strictObject({ on: z.literal('language'), is: some(LanguageTag), ...common }),
  /** Whole words, whatever their case and accents. `inscri*` matches words that begin so; several words must follow each other. */
  z.strictObject({
    on: z.literal('words'),
    in: z.enum(['subject', 'anywhere']).default('anywhere'),
    is: some(Line(80)),
    ...common,
  }),
  /** A whole address, `@domain.example`, or the beginning of a phone number as `+33*`. */
  z.strictObject({ on: z.literal('sender'), is: some(Line(200)), ...common }),
  /** Whether the domain of the sender stands for a mail; a message of another channel has no verdict. */
  z.strictObject({ on: z.literal('authentication'), is: some(AuthenticationVerdict), ...common }),
  /** Whether the message came within the opening hours of the team to which the earlier rules route the case. */
  z.strictObject({ on: z.literal('hours'), is: z.literal('open'), ...common }),
  /**
   * What the case has in a field of its type: a key of an option, yes or no, or a whole text, whatever its case and accents. A new case
   * has no values, so such a rule is applied when agents fill in the field; without a value the condition does not hold, `not` or not.
   */
  z.strictObject({ on: z.literal('field'), fieldId: Id, is: some(z.union([z.boolean(), Line(200)])), ...common }),
  /**
   * The same of a field that has an order: a number, or a day. `days` counts the days from the one on which the field was filled in,
   * in the time zone of the organisation, to the one that stands in it: 0 is that day itself, 0 to 14 the next two weeks, to -1 the past.
   */
  z.discriminatedUnion('kind', [
    range('number', z.number().min(-limits.number).max(limits.number)),
    range('date', DayInField),
    range('days', z.number().int().min(-limits.days).max(limits.days)),
  ]),
]);

export type Condition = z.infer<typeof Condition>;

/** One on a field of the case. */
export type FieldCondition = Extract<Condition, { on: 'field' | 'fieldRange' }>;

export const RuleAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('team'), teamId: Id }),
  z.strictObject({ do: z.literal('agent'), agentId: Id }),
  z.strictObject({ do: z.literal('caseType'), caseTypeId: Id }),
  z.strictObject({ do: z.literal('priority'), priority: Priority }),
  z.strictObject({ do: z.literal('tags'), tags: z.array(tag).min(1).max(10) }),
]);

export type RuleAction = z.infer<typeof RuleAction>;

/** When all conditions hold, all actions are done. An empty list of conditions always holds. */
export const Rule = z.strictObject({
  id: Id,
  name: Line(120),
  active: z.boolean().default(true),
  when: z.array(Condition).max(20),
  then: z.array(RuleAction).min(1).max(5),
  /** When this rule matches, no later rule is evaluated. */
  last: z.boolean().default(false),
});

export type Rule = z.infer<typeof Rule>;

/** The most words, addresses and ids of all rules together, as every message that opens a case is searched for them. */
const MOST_LOOKED_FOR = 10_000;

/** A range is compared once, however wide it is. */
const lookedFor = (condition: Condition): number => (condition.on === 'fieldRange' ? 1 : condition.is.length);

export const RuleList = z
  .array(Rule)
  .max(300)
  .refine(
    (all) => all.reduce((sum, { when }) => sum + when.reduce((n, one) => n + lookedFor(one), 0), 0) <= MOST_LOOKED_FOR,
    checkMessage('rules-too-long', { max: MOST_LOOKED_FOR }),
  );

/** `GET/PUT /routing`: the rules in their order; a later one overrides an earlier one. `version` prevents two people from overwriting each other's changes. */
export const Routing = z.strictObject({ rules: RuleList, version: z.number().int().default(0) });
export type Routing = z.infer<typeof Routing>;
