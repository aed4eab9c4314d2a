import { z } from 'zod';

/** What is promised about a case: a first answer, an answer to what came after it, an end. */
export const SlaTimerKind = z.enum(['first-response', 'next-response', 'resolution']);
export type SlaTimerKind = z.infer<typeof SlaTimerKind>;

/** Per cent of the time of an SLA timer at which agents are notified. 100: the target is missed; 200: twice the time has passed. */
export const SlaThreshold = z.union([z.literal(50), z.literal(80), z.literal(100), z.literal(200)]);
export type SlaThreshold = z.infer<typeof SlaThreshold>;
