import { z } from 'zod';
import { caseFieldKinds, caseFieldLimits } from './case-field-kinds-and-limits.js';
import { Id, Instant } from './primitives.js';
import { checkMessage } from './refusal-reasons.js';

const Kind = z.enum(caseFieldKinds);

/** A text of the organisation in each language of the screens. */
const Shown = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^\P{Cc}*$/u, checkMessage('control-characters'));
const Label = z.strictObject({ en: Shown(caseFieldLimits.label).min(1), fr: Shown(caseFieldLimits.label).min(1) });
const Help = z.strictObject({ en: Shown(caseFieldLimits.help), fr: Shown(caseFieldLimits.help) });

/** Names that every object of JavaScript has: as the key of a field they would mean something else to many an integrator. */
const RESERVED: readonly string[] = ['constructor'];

/** How integrators, filters and templates name a field of a type: it never changes. */
export const CaseFieldKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, checkMessage('case-field-key-invalid', { max: caseFieldLimits.key }))
  .refine((key) => !RESERVED.includes(key), checkMessage('case-field-key-reserved'))
  .meta({ examples: ['annee_scolaire'] });

/** One of the values of a list. An archived one is chosen no more, and is still shown where it was. */
export const CaseFieldOption = z.object({
  key: z.string(),
  label: z.object({ en: z.string(), fr: z.string() }),
  archived: z.boolean(),
});
export type CaseFieldOption = z.infer<typeof CaseFieldOption>;

/** A field that cases of one type have, such as the school year of a registration. */
export const CaseField = z.object({
  id: Id,
  caseTypeId: Id,
  key: z.string(),
  kind: Kind,
  label: z.object({ en: z.string(), fr: z.string() }),
  /** What stands below the field; empty: nothing. */
  help: z.object({ en: z.string(), fr: z.string() }),
  /** Those of `choice` and `choices`; else empty. */
  options: z.array(CaseFieldOption),
  /** Agents cannot close a case of the type while it is empty. */
  required: z.boolean(),
  /** It is asked for no more; the values that cases have stay readable. */
  archived: z.boolean(),
  createdAt: Instant,
});
export type CaseField = z.infer<typeof CaseField>;

/** What names a field: what the agent sees of it by its name, all else by its number. */
const NamedUses = z.object({ names: z.array(z.string()), hidden: z.number().int() });

/** So many cases are counted at most. */
export const caseFieldUseLimit = 999;

/** `GET /case-fields/:id/uses`: what goes on without a field once it is archived. Of cases: those with a value, whether or not the agent sees them. */
export const CaseFieldUses = z.object({
  cases: z.object({ count: z.number().int(), isAtLeast: z.boolean() }),
  rules: NamedUses,
  macros: NamedUses,
  views: NamedUses,
  templates: NamedUses,
});
export type CaseFieldUses = z.infer<typeof CaseFieldUses>;

/** An option that is saved: with the key that it has, or without one where it is new. */
const SavedOption = z.strictObject({ key: z.string().max(60).optional(), label: Label });

/** `key`: made of the French label where it is left out. */
export const CreateCaseField = z
  .strictObject({
    key: CaseFieldKey.optional(),
    kind: Kind,
    label: Label,
    help: Help.default({ en: '', fr: '' }),
    options: z.array(SavedOption).max(caseFieldLimits.options).default([]),
    required: z.boolean().default(false),
  })
  .meta({
    examples: [
      {
        kind: 'choice',
        label: { en: 'School year', fr: 'Année scolaire' },
        options: [{ label: { en: '2026–2027', fr: '2026-2027' } }],
      },
    ],
  });
export type CreateCaseField = z.infer<typeof CreateCaseField>;

/** `options`: all that may be chosen from now on. Those that are left out are archived where cases have them. */
export const UpdateCaseField = z.strictObject({
  kind: Kind.optional(),
  label: Label.optional(),
  help: Help.optional(),
  options: z.array(SavedOption).max(caseFieldLimits.options).optional(),
  required: z.boolean().optional(),
  archived: z.boolean().optional(),
});
export type UpdateCaseField = z.infer<typeof UpdateCaseField>;

/** All fields of a type that are in use, as they stand one below the other. */
export const OrderCaseFields = z.strictObject({ ids: z.array(Id).max(200) });
export type OrderCaseFields = z.infer<typeof OrderCaseFields>;

/** What a case has in a field: a text, a number, a day in ISO 8601, yes or no, the key of an option or those of several. */
const Value = z.union(
  [z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(60)).max(200)],
  checkMessage('value-not-valid'),
);

/** A field of a case with its value; null: it has none. */
export const CaseFieldOfCase = z.object({
  field: CaseField,
  value: Value.nullable(),
  /** `asked`: a field of the type that the case has · `former`: of a type that it had, or archived, so that its value can only be removed. */
  standing: z.enum(['asked', 'former']),
});
export type CaseFieldOfCase = z.infer<typeof CaseFieldOfCase>;

/**
 * `PATCH /cases/:id/fields`: fields of the type of the case by their keys; null removes the value. Fields that are not named stay
 * as they are, so that colleagues can fill in others meanwhile. `was`: the value that the writer has seen, null for none; where a
 * field has neither that value nor the wanted one by then, nothing is changed, and the conflict says what it has.
 */
export const SetCaseFields = z
  .strictObject({
    changes: z
      .array(
        z.strictObject({
          key: z.string().max(60),
          value: Value.nullable(),
          was: Value.nullable().optional(),
        }),
      )
      .min(1)
      .max(caseFieldLimits.perType),
  })
  .meta({ examples: [{ changes: [{ key: 'annee_scolaire', value: '2026_2027', was: null }] }] });
export type SetCaseFields = z.infer<typeof SetCaseFields>;
