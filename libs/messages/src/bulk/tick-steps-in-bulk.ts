import { caseFor, type Principal } from '@guichet/access';
import { checklistSteps, stepsOfCase, updateCaseStep } from '@guichet/cases';
import type { BulkAction } from '@guichet/contracts';
import type { BulkItem, Tx } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { atPresentVersion } from '../undo-case-changes.js';
import type { Turn } from './bulk-context.js';

type TickSteps = Extract<BulkAction, { kind: 'steps' }>;

/** Throws Failure `not-found` for a step that is on no list, that one case has alone, or of whose type the agent does not know. */
export async function assertStepsOfTypes(tx: Tx, who: Principal, { stepIds }: TickSteps): Promise<void> {
  const known = new Set((await checklistSteps(tx, who)).map(({ id }) => id));
  if (!stepIds.every((id) => known.has(id))) throw new Failure('not-found');
}

/**
 * Job: ticks the steps that one case has of these, as its agent would by hand. One that is done already stays with whoever has done it.
 *
 * @throws Failure as `updateCaseStep`; `conflict` (`step-not-of-type`) for a case whose type has none of them
 */
export async function tickStepsOfOne(tx: Tx, { who, action, item: { caseId } }: Turn): Promise<Partial<BulkItem>> {
  const { stepIds } = action.action as TickSteps;
  await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  const own = (await stepsOfCase(tx, caseId)).filter(({ id }) => stepIds.includes(id));
  if (own.length === 0) throw conflict('step-not-of-type');
  const steps = own.filter(({ done }) => !done).map(({ id }) => id);
  if (steps.length === 0) return { state: 'unchanged' };
  for (const stepId of steps) await updateCaseStep(tx, who, { caseId, stepId, wanted: { done: true } });
  return { state: 'done', changes: await atPresentVersion(tx, caseId, { steps }) };
}
