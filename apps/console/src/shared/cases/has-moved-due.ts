import type { CaseSummary } from '@guichet/contracts';

type Due = Pick<CaseSummary, 'dueAt' | 'dueFor'>;

/** Whether the same deadline of a case is at another time now, or is there now, or no longer. */
export const hasMovedDue = (before: Due, now: Due): boolean =>
  before.dueAt !== now.dueAt && (before.dueFor === now.dueFor || before.dueFor === null || now.dueFor === null);
