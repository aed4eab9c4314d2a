import { z } from 'zod';
import { Password } from './agents.js';
import { Line } from './primitives.js';

/** `GET /setup` tells whether there is no administrator yet; `POST /setup` with the one-time token creates the first one. */
export const SetupState = z.object({ open: z.boolean() });

export const Setup = z.strictObject({
  token: z.string().max(200),
  email: z.email().max(254),
  name: Line(120),
  password: Password,
  /** The name of the first team. */
  team: Line(120).optional(),
});

export type Setup = z.infer<typeof Setup>;
