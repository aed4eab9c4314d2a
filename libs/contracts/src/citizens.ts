import { z } from 'zod';
import { Id, Instant, PageQuery } from './primitives.js';

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

/** `GET /citizens?q=`: the beginning of a name or of an address. Newest persons first. */
export const CitizenQuery = PageQuery.extend({ q: z.string().trim().min(1).max(200), cursor: Id.optional() });
export type CitizenQuery = z.infer<typeof CitizenQuery>;

export const Citizen = z.object({
  id: Id,
  name: z.string(),
  handles: z.array(Handle.extend({ id: Id, evidence: z.string(), linkedAt: Instant })),
  cases: z.array(
    z.object({ id: Id, reference: z.string(), subject: z.string(), status: z.string(), lastEntryAt: Instant }),
  ),
});
export type Citizen = z.infer<typeof Citizen>;
