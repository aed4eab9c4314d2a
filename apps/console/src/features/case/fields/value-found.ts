import type { CaseFieldValue } from '@guichet/contracts';
import { isFailure } from '../../../shared/api/failure.js';

/** Returns what a field turned out to have where a save was refused because it was not what the agent had seen; undefined: any other failure. */
export const valueFound = (error: unknown): { value: CaseFieldValue | null } | undefined =>
  isFailure(error) && error.problem.reason === 'case-field-changed'
    ? { value: (error.problem.data?.['value'] ?? null) as CaseFieldValue | null }
    : undefined;
