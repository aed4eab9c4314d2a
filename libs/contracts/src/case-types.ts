import { z } from 'zod';
import { Id, Instant, Line } from './primitives.js';

/** What cases are about, as the organisation calls it, for example "Inscription scolaire". */
export const CaseType = z.object({
  id: Id,
  name: z.string(),
  active: z.boolean(),
  /** The sector for whose cases alone it is; null: for all. */
  sectorId: Id.nullable(),
  createdAt: Instant,
});
export type CaseType = z.infer<typeof CaseType>;

export const CreateCaseType = z.strictObject({ name: Line(80), sectorId: Id.nullable().optional() });
export type CreateCaseType = z.infer<typeof CreateCaseType>;

export const UpdateCaseType = z.strictObject({
  name: Line(80).optional(),
  active: z.boolean().optional(),
  sectorId: Id.nullable().optional(),
});
export type UpdateCaseType = z.infer<typeof UpdateCaseType>;
