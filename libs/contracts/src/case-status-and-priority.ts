import { z } from 'zod';
import { casePriorities, caseStatuses } from './case-list-filter-values.js';

/**
 * `open`: an agent must act · `waiting`: we wait for the citizen · `snoozed`: open again at a date · `closed`: done; a message of
 * the citizen opens it again · `spam`: nobody must act; it stands in its own view only and counts in no figure, and what is
 * written in it stays there until an agent says that it is no spam.
 */
export const CaseStatus = z.enum(caseStatuses);
export type CaseStatus = z.infer<typeof CaseStatus>;

export const Priority = z.enum(casePriorities);
export type Priority = z.infer<typeof Priority>;
