import { z } from 'zod';
import { Id, Instant } from './primitives.js';

/** `GET /routing/reconciliation`: the last look over all queues. Nothing falls out of one; what might have, is mended and told. */
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
  /** The first of them. */
  caseIds: z.array(Id),
});

export type ReconciliationFinding = z.infer<typeof ReconciliationFinding>;

export const Reconciliation = z.object({
  at: Instant.nullable(),
  /** Unfinished cases that were looked at. */
  checked: z.number().int(),
  findings: z.array(ReconciliationFinding),
});

export type Reconciliation = z.infer<typeof Reconciliation>;
