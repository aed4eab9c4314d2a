import { visibleSectors, parameters, type Principal } from '@guichet/access';
import type { CaseStep, ChecklistStep } from '@guichet/contracts';
import { isoTime, type Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';

const STEPS = `select s.id, s.case_type_id as "caseTypeId", s.label, s.required from checklist_step s join case_type t on t.id = s.case_type_id`;

/** The steps of all types but those of sectors of which the agent does not know: type by type, in their order. */
export function checklistSteps(reader: Reader, who: Principal): Promise<ChecklistStep[]> {
  const { values, bind } = parameters();
  return reader.query(
    `${STEPS} where s.archived_at is null and ${visibleSectors(who, bind).sector('t.sector_id')}
     order by t.name collate "fr-x-icu", t.id, s.position, s.id`,
    values,
  );
}

/** The steps of one type, in their order. Index `checklist_step_type`. */
export const stepsOfType = (reader: Reader, caseTypeId: string): Promise<ChecklistStep[]> =>
  reader.query(`${STEPS} where s.case_type_id = $1 and s.archived_at is null order by s.position, s.id`, [caseTypeId]);

/** A step that is on the list of its type. Throws `not-found`. */
export async function checklistStepById(reader: Reader, id: string): Promise<ChecklistStep> {
  const [step] = await reader.query<ChecklistStep>(`${STEPS} where s.id = $1 and s.archived_at is null`, [id]);
  if (!step) throw new Failure('not-found');
  return step;
}

/**
 * SQL: the checklist of the case `c`, as JSON: the steps of its type in their order, those that were removed from it only where they
 * were done, then its own. What was ticked of a former type is
 * left out, and comes back with the type. Indexes `checklist_step_type`, `case_step_pkey`.
 */
export const STEPS_OF_CASE = `(
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'label', s.label, 'required', s.required, 'of', s.of,
    'done', case when s.done_at is not null then jsonb_build_object('at', ${isoTime('s.done_at')}, 'by', s.done_by) end)
    order by s.of desc, s.position, s.id), '[]')
  from (
    select step.id, step.label, step.required and step.archived_at is null as required, 'type' as of, step.position, d.done_at, d.done_by
    from checklist_step step left join case_step d on d.case_id = c.id and d.id = step.id
    where step.case_type_id = c.case_type_id and (step.archived_at is null or d.done_at is not null)
    union all
    select own.id, jsonb_build_object('en', own.label, 'fr', own.label), false, 'own', own.position, own.done_at, own.done_by
    from case_step own where own.case_id = c.id and own.label is not null
  ) s)`;

/** The checklists of cases, by the ids of the cases; a case without steps is left out. */
export async function stepsOfCases(reader: Reader, caseIds: readonly string[]): Promise<Map<string, CaseStep[]>> {
  const rows = await reader.query<{ id: string; steps: CaseStep[] }>(
    `select c.id, ${STEPS_OF_CASE} as steps from cases c where c.id = any($1::uuid[])`,
    [caseIds],
  );
  return new Map(rows.flatMap(({ id, steps }) => (steps.length > 0 ? [[id, steps] as const] : [])));
}

/** The checklist of a case. */
export const stepsOfCase = async (reader: Reader, caseId: string): Promise<CaseStep[]> =>
  (await stepsOfCases(reader, [caseId])).get(caseId) ?? [];
