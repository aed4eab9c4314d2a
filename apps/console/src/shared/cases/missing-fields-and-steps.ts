import type { CaseDetail, CaseFieldOfCase, CaseStep } from '@guichet/contracts';

/** The required fields of a case that are empty: with these, it cannot be closed. */
export const missingFields = ({ fields }: Pick<CaseDetail, 'fields'>): CaseFieldOfCase[] =>
  fields.filter(({ field, value, standing }) => standing === 'asked' && field.required && value === null);

/** The steps of a case that are still to be done before it can be closed. */
export const missingSteps = ({ steps }: Pick<CaseDetail, 'steps'>): CaseStep[] =>
  steps.filter(({ required, done }) => required && done === null);
