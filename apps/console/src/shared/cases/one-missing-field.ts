import type { CaseSummary } from '@guichet/contracts';
import { isFailure } from '../api/failure.js';
import type { Failed } from './run-with-concurrency-limit.js';

/** Cases that could not be closed for one and the same field of their type, which is empty in each. */
export interface MissingField {
  caseTypeId: string;
  key: string;
  items: CaseSummary[];
}

/** The keys of the fields for which a case could not be closed; empty: it was not for fields. */
function keysOf({ error }: Pick<Failed<CaseSummary>, 'error'>): unknown[] {
  if (!isFailure(error) || error.problem.reason !== 'case-fields-required') return [];
  const keys = error.problem.data?.['keys'];
  return Array.isArray(keys) ? keys : [];
}

/**
 * The field that several cases lack, where it is the same one for all that lack any: it can be filled in for all of them at once. A single
 * case asks for its own. Undefined: they lack several, or different ones.
 */
export function oneMissingField(failed: readonly Failed<CaseSummary>[]): MissingField | undefined {
  const lacking = failed.filter((one) => keysOf(one).length > 0);
  const [first] = lacking;
  const caseTypeId = first?.item.caseType?.id;
  if (!first || !caseTypeId || lacking.length < 2) return undefined;
  const key = String(keysOf(first)[0]);
  const isSame = (one: Failed<CaseSummary>) =>
    one.item.caseType?.id === caseTypeId && keysOf(one).length === 1 && keysOf(one)[0] === key;
  return lacking.every(isSame) ? { caseTypeId, key, items: lacking.map(({ item }) => item) } : undefined;
}
