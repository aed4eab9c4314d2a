import { z } from 'zod';
import { LanguageTag } from './routing-rules.js';

/** Why a case went to somebody or somewhere, when no person said so. */
export const Because = z.discriminatedUnion('by', [
  z.object({ by: z.literal('rule'), rule: z.string() }),
  /** The freest of those who can: what decided, and how full they were. Points. */
  z.object({
    by: z.literal('load'),
    language: LanguageTag.nullable(),
    skill: z.object({ caseType: z.string(), level: z.number().int() }).nullable(),
    load: z.number(),
    capacity: z.number(),
    among: z.number().int(),
  }),
  /** Whoever it lay with is away, and has named somebody. */
  z.object({ by: z.literal('substitute'), absent: z.string() }),
  /** Whoever it lay with is away, or may no longer have it: back to the queue. */
  z.object({ by: z.literal('absent'), absent: z.string() }),
  /** Nobody took it in time, or the queue was too long. */
  z.object({ by: z.literal('overflow'), minutes: z.number().int() }),
  z.object({ by: z.literal('reconciler') }),
]);

export type Because = z.infer<typeof Because>;
