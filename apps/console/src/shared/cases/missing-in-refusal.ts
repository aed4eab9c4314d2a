import type { CaseSummary } from '@guichet/contracts';
import { isFailure } from '../api/failure.js';
import type { Failed } from './run-with-concurrency-limit.js';

/** What a case type can ask for before a case is closed. */
export type AskedFor = 'field' | 'step';

/** Cases of one type that could not be closed for one and the same field that each of them lacks, or for steps of it. */
export interface MissingInMany {
  what: AskedFor;
  caseTypeId: string;
  /** The key of the field, or the ids of all steps that one of them lacks. */
  keys: string[];
  items: CaseSummary[];
}

const REASONS: readonly unknown[] = ['case-fields-required', 'case-steps-required', 'case-fields-and-steps-required'];

/** What a case lacks that could not be closed: its fields by their keys, its steps by their ids. */
export function missingIn(error: unknown): Record<AskedFor, string[]> {
  const { reason, data = {} } = isFailure(error) ? error.problem : {};
  const named = (list: unknown) => (REASONS.includes(reason) && Array.isArray(list) ? list.map(String) : []);
  return { field: named(data['keys']), step: named(data['ids']) };
}

/**
 * What several cases of one type lack that can be done in all of them at once: a field, where it is the same one for all that lack any, and
 * steps, whichever of them lacks which. A single case asks for its own.
 */
export const missingInMany = (failed: readonly Failed<CaseSummary>[]): MissingInMany[] =>
  (['field', 'step'] as const).flatMap((what) => {
    const lacking = failed
      .map(({ item, error }) => ({ item, keys: missingIn(error)[what] }))
      .filter(({ keys }) => keys.length > 0);
    const caseTypeId = lacking[0]?.item.caseType?.id;
    if (!caseTypeId || lacking.length < 2) return [];
    if (!lacking.every(({ item }) => item.caseType?.id === caseTypeId)) return [];
    const keys = [...new Set(lacking.flatMap((one) => one.keys))];
    if (what === 'field' && keys.length > 1) return [];
    return [{ what, caseTypeId, keys, items: lacking.map(({ item }) => item) }];
  });
