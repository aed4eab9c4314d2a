import { z } from 'zod';
import { Id, Instant, Line } from './primitives.js';

export const Team = z.object({
  id: Id,
  name: z.string(),
  agentIds: z.array(Id),
  /** Whether its replies may be read by the citizen only. On channels that others may read, a notice with a link to a secure page is sent instead. */
  confidential: z.boolean(),
  /** The sector that it is in, with its cases; null: none. */
  sectorId: Id.nullable(),
  createdAt: Instant,
});

export type Team = z.infer<typeof Team>;

export const CreateTeam = z.strictObject({
  name: Line(120),
  agentIds: z.array(Id).max(1000).default([]),
  confidential: z.boolean().optional(),
  sectorId: Id.nullable().optional(),
});

export type CreateTeam = z.infer<typeof CreateTeam>;

export const UpdateTeam = z.strictObject({
  name: Line(120).optional(),
  agentIds: z.array(Id).max(1000).optional(),
  confidential: z.boolean().optional(),
  sectorId: Id.nullable().optional(),
  /** Why it leaves its sector, with all its cases; needed where it does. */
  reason: Line(500).optional(),
});

export type UpdateTeam = z.infer<typeof UpdateTeam>;
