import { allow, type Principal } from '@guichet/access';
import {
  checklistLimits,
  type ChecklistStep as ChecklistStepShape,
  type CreateChecklistStep,
  type UpdateChecklistStep,
} from '@guichet/contracts';
import { ChecklistStep, type Tx } from '@guichet/database';
import { conflict, wrongField, newId } from '@guichet/platform';
import { checklistStepById, stepsOfType } from './checklists.queries.js';
import { lockCaseType } from '../verbs/lock-case-type.js';

/**
 * Adds a step to the checklist of a case type, below the others. All cases of the type have it from then on, those that are closed
 * as well: they stay closed.
 *
 * @throws Failure `not-permitted`, `not-found` for a type of which the agent does not know, `conflict` for one step too many.
 */
export async function createChecklistStep(
  tx: Tx,
  who: Principal,
  { caseTypeId, wanted }: { caseTypeId: string; wanted: CreateChecklistStep },
): Promise<ChecklistStepShape> {
  await lockCaseType(tx, who, caseTypeId);
  const others = await stepsOfType(tx, caseTypeId);
  if (others.length >= checklistLimits.steps) throw conflict('too-many-steps', { max: checklistLimits.steps });
  const id = newId();
  const position = await positionBelow(tx, caseTypeId);
  await tx.repo(ChecklistStep).insert({ id, caseTypeId, ...wanted, position, archivedAt: null, createdAt: tx.now });
  return publishStep(tx, { caseTypeId, id });
}

/** Below all that were ever added: after some were removed, their number is no place that is free. */
async function positionBelow(tx: Tx, caseTypeId: string): Promise<number> {
  const [{ position } = { position: 0 }] = await tx.query<{ position: number }>(
    `select coalesce(max(position) + 1, 0) as position from checklist_step where case_type_id = $1`,
    [caseTypeId],
  );
  return position;
}

/** Changes what a step is called, and whether a case can be closed without it. Throws Failure `not-permitted`, `not-found`. */
export async function updateChecklistStep(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: UpdateChecklistStep },
): Promise<ChecklistStepShape> {
  const step = await lockStep(tx, who, id);
  if (Object.keys(wanted).length > 0) await tx.repo(ChecklistStep).update({ id }, wanted);
  return publishStep(tx, step);
}

/**
 * Takes a step off the checklist. Cases in which it was done keep it, as something that was done.
 *
 * @throws Failure `not-permitted`, `not-found`.
 */
export async function removeChecklistStep(tx: Tx, who: Principal, id: string): Promise<void> {
  const { caseTypeId } = await lockStep(tx, who, id);
  await tx.repo(ChecklistStep).update({ id }, { archivedAt: tx.now });
  publishChange(tx, caseTypeId);
}

/**
 * Puts the steps of a type in an order.
 *
 * @throws Failure `not-permitted`, `not-found`, `invalid-request` where these are not all of them: somebody has added or removed one.
 */
export async function orderChecklistSteps(
  tx: Tx,
  who: Principal,
  { caseTypeId, ids }: { caseTypeId: string; ids: readonly string[] },
): Promise<void> {
  await lockCaseType(tx, who, caseTypeId);
  assertAllOf(await stepsOfType(tx, caseTypeId), ids);
  await tx.query(
    `update checklist_step s set position = o.position from unnest($1::uuid[]) with ordinality o(id, position) where s.id = o.id`,
    [ids],
  );
  publishChange(tx, caseTypeId);
}

/** Throws Failure `invalid-request` where an order names other steps than there are. */
export function assertAllOf(steps: readonly { id: string }[], ids: readonly string[]): void {
  const named = new Set(ids);
  if (named.size !== ids.length || ids.length !== steps.length || steps.some(({ id }) => !named.has(id)))
    throw wrongField('ids', 'page-gone');
}

async function lockStep(tx: Tx, who: Principal, id: string): Promise<ChecklistStepShape> {
  allow(who, 'routing.manage');
  await lockCaseType(tx, who, (await checklistStepById(tx, id)).caseTypeId);
  return checklistStepById(tx, id);
}

function publishStep(
  tx: Tx,
  { caseTypeId, id }: Pick<ChecklistStepShape, 'caseTypeId' | 'id'>,
): Promise<ChecklistStepShape> {
  publishChange(tx, caseTypeId);
  return checklistStepById(tx, id);
}

const publishChange = (tx: Tx, caseTypeId: string): void =>
  tx.publish('case-type.changed', { caseTypeId }, { everybody: 'Every agent works through the checklists of cases.' });
