import { z } from 'zod';
import { checklistLimits } from './checklist-limits.js';
import { Id, Instant, Line } from './primitives.js';

const Text = Line(checklistLimits.label);
const Label = z.strictObject({ en: Text, fr: Text });

/** A step that cases of one type have on their checklist. */
export const ChecklistStep = z.object({
  id: Id,
  caseTypeId: Id,
  label: z.object({ en: z.string(), fr: z.string() }),
  /** Agents cannot close a case of the type before it is done. */
  required: z.boolean(),
});
export type ChecklistStep = z.infer<typeof ChecklistStep>;

export const CreateChecklistStep = z
  .strictObject({ label: Label, required: z.boolean().default(false) })
  .meta({ examples: [{ label: { en: 'Check the documents', fr: 'Vérifier les pièces' }, required: true }] });
export type CreateChecklistStep = z.infer<typeof CreateChecklistStep>;

export const UpdateChecklistStep = z.strictObject({ label: Label.optional(), required: z.boolean().optional() });
export type UpdateChecklistStep = z.infer<typeof UpdateChecklistStep>;

/** All steps of a list, as they stand one below the other. */
export const OrderSteps = z.strictObject({ ids: z.array(Id).max(200) });
export type OrderSteps = z.infer<typeof OrderSteps>;

/** A step on the checklist of a case. */
export const CaseStep = z.object({
  id: Id,
  label: z.object({ en: z.string(), fr: z.string() }),
  required: z.boolean(),
  /** `type`: of the type of the case · `own`: added to this case alone, so that agents can rename and remove it. */
  of: z.enum(['type', 'own']),
  /** Who has done it, and when; null: it is still to be done. */
  done: z.object({ at: Instant, by: z.object({ id: Id, name: z.string() }) }).nullable(),
});
export type CaseStep = z.infer<typeof CaseStep>;

/** `POST /cases/:id/steps`: one more step, below the others. */
export const AddCaseStep = z.strictObject({ label: Text }).meta({ examples: [{ label: 'Call the school' }] });
export type AddCaseStep = z.infer<typeof AddCaseStep>;

/** `PATCH /cases/:id/steps/:stepId`: ticks a step or takes the tick back, and renames one that was added to the case. */
export const UpdateCaseStep = z.strictObject({ done: z.boolean().optional(), label: Text.optional() });
export type UpdateCaseStep = z.infer<typeof UpdateCaseStep>;
