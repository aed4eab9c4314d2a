import { z } from 'zod';

/** open: ours to act · waiting: the citizen's turn · snoozed: until a date · closed: done, reopened by an answer. */
export const CaseStatus = z.enum(['open', 'waiting', 'snoozed', 'closed']);
export type CaseStatus = z.infer<typeof CaseStatus>;

export const Priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;
