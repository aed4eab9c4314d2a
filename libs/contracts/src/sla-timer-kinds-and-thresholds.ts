import { z } from 'zod';

/** The targets of a case: the first reply, the reply to later messages, and the resolution. */
export const SlaTimerKind = z.enum(['first-response', 'next-response', 'resolution']);
export type SlaTimerKind = z.infer<typeof SlaTimerKind>;

/** Per cent of the time of an SLA timer at which agents are notified. 100: the target is missed; 200: twice the time has passed. */
export const SlaThreshold = z.union([z.literal(50), z.literal(80), z.literal(100), z.literal(200)]);
export type SlaThreshold = z.infer<typeof SlaThreshold>;
