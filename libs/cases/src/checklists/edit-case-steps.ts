import { actorOf, caseFor, type Principal } from '@guichet/access';
import { checklistLimits, type Activity, type CaseStep, type UpdateCaseStep } from '@guichet/contracts';
import { CaseStep as StoredStep, type Case, type Tx } from '@guichet/database';
import { conflict, Failure, newId } from '@guichet/platform';
import { appendEntries } from '../timeline/append-entries.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { stepsRequired } from './required-steps.js';
import { stepsOfCase } from './checklists.queries.js';
import { assertAllOf } from './edit-case-type-checklist.js';

type StepActivity = Extract<Activity, { type: 'step' }>;

/** A case that is being changed, locked, with its checklist. */
interface Checked {
  item: Case;
  steps: CaseStep[];
}

/**
 * Adds a step to the checklist of one case, below the others.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` for a case that was merged, and for one step too many.
 */
export async function addCaseStep(
  tx: Tx,
  who: Principal,
  { caseId, label }: { caseId: string; label: string },
): Promise<void> {
  const checked = await checklistFor(tx, who, caseId);
  const own = ownOf(checked);
  if (own.length >= checklistLimits.steps) throw conflict('too-many-steps', { max: checklistLimits.steps });
  const id = newId();
  const [{ position } = { position: 0 }] = await tx.query<{ position: number }>(
    `select coalesce(max(position) + 1, 0) as position from case_step where case_id = $1`,
    [caseId],
  );
  await tx.repo(StoredStep).insert({ caseId, id, templateStepId: null, label, position, doneAt: null, doneBy: null });
  await record(tx, who, { ...checked, activities: [{ type: 'step', what: 'added', stepId: id, label: both(label) }] });
}

/**
 * Ticks a step, or takes the tick back; a step of the case itself can be renamed as well. Each step is a row of its own, so that
 * colleagues tick different ones at once; one that a colleague has ticked meanwhile stays theirs.
 *
 * @throws Failure `not-permitted`, `not-found` for a step that the case does not have, or not of its own, `conflict` for a case that was
 *   merged, and for a required step of a closed one that would be to do again.
 */
export async function updateCaseStep(
  tx: Tx,
  who: Principal,
  { caseId, stepId, wanted }: { caseId: string; stepId: string; wanted: UpdateCaseStep },
): Promise<void> {
  const checked = await checklistFor(tx, who, caseId);
  const step = checked.steps.find(({ id }) => id === stepId);
  if (!step || (wanted.label !== undefined && step.of !== 'own')) throw new Failure('not-found');
  const activities = [
    ...(await rename(tx, { caseId, step, label: wanted.label })),
    ...(await tick(tx, who, { item: checked.item, step, done: wanted.done })),
  ];
  await record(tx, who, { ...checked, activities });
}

/** Removes a step that a case has of its own. Throws Failure `not-permitted`, `not-found`, `conflict` for a case that was merged. */
export async function removeCaseStep(
  tx: Tx,
  who: Principal,
  { caseId, stepId }: { caseId: string; stepId: string },
): Promise<void> {
  const checked = await checklistFor(tx, who, caseId);
  const step = ownOf(checked).find(({ id }) => id === stepId);
  if (!step) throw new Failure('not-found');
  await tx.repo(StoredStep).delete({ caseId, id: stepId });
  await record(tx, who, { ...checked, activities: [{ type: 'step', what: 'removed', stepId, label: step.label }] });
}

/**
 * Puts the steps that a case has of its own in an order. It is no matter of the timeline.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` for a case that was merged, `invalid-request` where these are not all of them.
 */
export async function orderCaseSteps(
  tx: Tx,
  who: Principal,
  { caseId, ids }: { caseId: string; ids: readonly string[] },
): Promise<void> {
  const checked = await checklistFor(tx, who, caseId);
  assertAllOf(ownOf(checked), ids);
  await tx.query(
    `update case_step s set position = o.position from unnest($2::uuid[]) with ordinality o(id, position)
     where s.case_id = $1 and s.id = o.id`,
    [caseId, ids],
  );
  await save(tx, checked.item);
}

async function checklistFor(tx: Tx, who: Principal, caseId: string): Promise<Checked> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  return { item, steps: await stepsOfCase(tx, caseId) };
}

const ownOf = ({ steps }: Checked): CaseStep[] => steps.filter((step) => step.of === 'own');
const both = (label: string) => ({ en: label, fr: label });

async function rename(
  tx: Tx,
  { caseId, step, label }: { caseId: string; step: CaseStep; label: string | undefined },
): Promise<StepActivity[]> {
  if (label === undefined || label === step.label.fr) return [];
  await tx.repo(StoredStep).update({ caseId, id: step.id }, { label });
  return [{ type: 'step', what: 'renamed', stepId: step.id, label: both(label), from: step.label.fr }];
}

async function tick(
  tx: Tx,
  who: Principal,
  { item, step, done }: { item: Case; step: CaseStep; done: boolean | undefined },
): Promise<StepActivity[]> {
  if (done === undefined || done === (step.done !== null)) return [];
  if (!done && step.required && item.status === 'closed') throw stepsRequired(who, item.reference, [step]);
  const ticked = done ? { doneAt: tx.now, doneBy: { id: who.id, name: who.name } } : { doneAt: null, doneBy: null };
  const key = { caseId: item.id, id: step.id };
  if (step.of === 'own') await tx.repo(StoredStep).update(key, ticked);
  else
    await tx
      .repo(StoredStep)
      .upsert({ ...key, ...ticked, templateStepId: step.id, label: null, position: 0 }, ['caseId', 'id']);
  return [{ type: 'step', what: done ? 'done' : 'undone', stepId: step.id, label: step.label }];
}

async function record(
  tx: Tx,
  who: Principal,
  { item, activities }: { item: Case; activities: readonly StepActivity[] },
): Promise<void> {
  if (activities.length === 0) return;
  await appendEntries(
    tx,
    activities.map((data) => ({ item, entry: { kind: 'activity' as const, data }, actor: actorOf(who) })),
  );
  await save(tx, item);
}

async function save(tx: Tx, item: Case): Promise<void> {
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['steps'] }, { caseId: item.id, teamIds: [item.teamId] });
}
