import { z } from 'zod';
import { Id, Instant } from './primitives.js';

/** `GET /routing/reconciliation`: the result of the last check of all queues. It repairs cases that no queue would show, and reports them. */
export const ReconciliationFinding = z.object({
  type: z.enum([
    'assignee-invalid',
    'team-empty',
    'snooze-overdue',
    'threshold-overdue',
    'count-wrong',
    'unassigned-long',
  ]),
  count: z.number().int(),
  fixed: z.boolean(),
  /** The first of these cases. */
  caseIds: z.array(Id),
  /** The teams in which they are, those with most of them first. */
  teams: z.array(z.object({ id: Id, name: z.string(), count: z.number().int() })),
});

export type ReconciliationFinding = z.infer<typeof ReconciliationFinding>;

export const Reconciliation = z.object({
  at: Instant.nullable(),
  /** The number of unfinished cases that were checked. */
  checked: z.number().int(),
  findings: z.array(ReconciliationFinding),
});

export type Reconciliation = z.infer<typeof Reconciliation>;
