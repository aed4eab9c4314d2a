import { caseFieldConditions, type CaseField } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { caseFieldsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { conditionKinds } from './edit-rule.js';

const none: CaseField[] = [];

/** Returns all fields, those for which a rule can ask, and the conditions that can be chosen: none on fields where there are none. */
export function useRuleFields() {
  const { data: fields = none } = useQuery(caseFieldsQuery);
  const usable = fields.filter(({ archived, kind }) => !archived && caseFieldConditions[kind] !== null);
  return { fields, usable, kinds: conditionKinds.filter((kind) => kind !== 'field' || usable.length > 0) };
}
