import { z } from 'zod';
import { Id } from './primitives.js';

export const Actor = z.discriminatedUnion('kind', [
  /** `macro`: the name of the one by which they did it. */
  z.object({ kind: z.literal('agent'), id: Id, name: z.string(), macro: z.string().optional() }),
  z.object({ kind: z.literal('citizen'), id: Id, name: z.string() }),
  z.object({ kind: z.literal('system'), name: z.string() }),
]);

export type Actor = z.infer<typeof Actor>;
