import { z } from 'zod';
import { Id, Instant } from './primitives.js';

export const HandleType = z.enum(['email', 'phone', 'account', 'visitor', 'subject']);

/** One way to reach a person, in its one spelling. */
export const Handle = z.object({
  type: HandleType,
  value: z.string(),
  name: z.string().optional(),
  /** True only where a provider or a proof vouches for it; a mail's From never is. */
  verified: z.boolean(),
});
export type Handle = z.infer<typeof Handle>;

export const CitizenSummary = z.object({ id: Id, name: z.string() });
export type CitizenSummary = z.infer<typeof CitizenSummary>;

export const Citizen = z.object({
  id: Id,
  name: z.string(),
  handles: z.array(Handle.extend({ id: Id, evidence: z.string(), linkedAt: Instant })),
  cases: z.array(
    z.object({ id: Id, reference: z.string(), subject: z.string(), status: z.string(), lastEntryAt: Instant }),
  ),
});
export type Citizen = z.infer<typeof Citizen>;
