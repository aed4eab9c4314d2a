import { useEntityNames } from '../../../shared/i18n/use-entity-names.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import type { ChoicesOfType } from './choices-by-type.js';

/** Returns the name of a type, with the number of the cases that have it where there are several types. */
export function useTypeWithCount(types: readonly ChoicesOfType<unknown>[]) {
  const names = useEntityNames();
  const { number } = useFormats();
  return ({ caseTypeId, count }: ChoicesOfType<unknown>) => {
    const name = names.caseType(caseTypeId);
    return count === undefined || types.length === 1 ? name : `${name} (${number(count)})`;
  };
}
