import { caseFor, type Principal } from '@guichet/access';
import { checklistSteps, stepsOfCase, updateCaseStep } from '@guichet/cases';
import type { BulkAction } from '@guichet/contracts';
import type { BulkItem, Tx } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { atPresentVersion } from '../undo-case-changes.js';
import type { Turn } from './bulk-context.js';

type TickStep = Extract<BulkAction, { kind: 'step' }>;

/** Throws Failure `not-found` for a step that is on no list, that one case has alone, or of whose type the agent does not know. */
export async function assertStepOfType(tx: Tx, who: Principal, { stepId }: TickStep): Promise<void> {
  if (!(await checklistSteps(tx, who)).some(({ id }) => id === stepId)) throw new Failure('not-found');
}

/**
 * Job: ticks the step of one case, as its agent would by hand. One that is done already stays with whoever has done it.
 *
 * @throws Failure as `updateCaseStep`; `conflict` (`step-not-of-type`) for a case of another type
 */
export async function tickStepOfOne(tx: Tx, { who, action, item: { caseId } }: Turn): Promise<Partial<BulkItem>> {
  const { stepId } = action.action as TickStep;
  await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  const step = (await stepsOfCase(tx, caseId)).find(({ id }) => id === stepId);
  if (!step) throw conflict('step-not-of-type');
  if (step.done) return { state: 'unchanged' };
  await updateCaseStep(tx, who, { caseId, stepId, wanted: { done: true } });
  return { state: 'done', changes: await atPresentVersion(tx, caseId, { step: stepId }) };
}
