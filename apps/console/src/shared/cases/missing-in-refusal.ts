import type { CaseSummary } from '@guichet/contracts';
import { isFailure } from '../api/failure.js';
import type { Failed } from './run-with-concurrency-limit.js';

/** What a case type can ask for before a case is closed. */
export type AskedFor = 'field' | 'step';

/** Cases that could not be closed for one and the same field, or step, of their type, which each of them lacks. */
export interface MissingInMany {
  what: AskedFor;
  caseTypeId: string;
  /** The key of the field, or the id of the step. */
  key: string;
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
 * The field, and the step, that several cases lack, where it is the same one for all that lack any: each can be done in all of them at
 * once. A single case asks for its own. None: they lack several, or different ones.
 */
export const missingInMany = (failed: readonly Failed<CaseSummary>[]): MissingInMany[] =>
  (['field', 'step'] as const).flatMap((what) => {
    const lacking = failed
      .map(({ item, error }) => ({ item, keys: missingIn(error)[what] }))
      .filter(({ keys }) => keys.length > 0);
    const [first] = lacking;
    const caseTypeId = first?.item.caseType?.id;
    const key = first?.keys[0];
    if (!caseTypeId || !key || lacking.length < 2) return [];
    const isSame = lacking.every(
      ({ item, keys }) => item.caseType?.id === caseTypeId && keys.length === 1 && keys[0] === key,
    );
    return isSame ? [{ what, caseTypeId, key, items: lacking.map(({ item }) => item) }] : [];
  });
