import { z } from 'zod';
import { Id, Line } from './primitives.js';

/**
 * A part of the administration whose cases others do not see: civil status, schools, social affairs. A team is in one sector at
 * most; its cases, and what else is of it, are in that sector.
 */
export const Sector = z.object({
  id: Id,
  name: z.string(),
  /** Its place in lists, from 1. */
  position: z.number().int(),
  /** It is not offered any more. Its teams and the roles that are given for it stay. */
  archived: z.boolean(),
  /** How many teams are in it. */
  teams: z.number().int(),
});
export type Sector = z.infer<typeof Sector>;

export const CreateSector = z.strictObject({ name: Line(120) });
export type CreateSector = z.infer<typeof CreateSector>;

/** `position`: the place that it gets; the others make room. */
export const UpdateSector = z.strictObject({
  name: Line(120).optional(),
  position: z.number().int().min(1).max(1000).optional(),
  archived: z.boolean().optional(),
});
export type UpdateSector = z.infer<typeof UpdateSector>;
