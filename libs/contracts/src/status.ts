import { z } from 'zod';

/** open: ours to act · waiting: the citizen's turn · snoozed: until a date · closed: done, reopened by an answer. */
export const CaseStatus = z.enum(['open', 'waiting', 'snoozed', 'closed']);
export type CaseStatus = z.infer<typeof CaseStatus>;

export const Priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;

/** What is promised about a case: a first answer, an answer to what came after it, an end. */
export const ClockKind = z.enum(['first-response', 'next-response', 'resolution']);
export type ClockKind = z.infer<typeof ClockKind>;

/** How much of the time is over when a clock rings, in per cent; 100: the target is missed, 200: as much again has passed. */
export const ClockLevel = z.union([z.literal(50), z.literal(80), z.literal(100), z.literal(200)]);
export type ClockLevel = z.infer<typeof ClockLevel>;
