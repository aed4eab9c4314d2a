import type { CaseField, CaseSummary } from '@guichet/contracts';

type Typed = Pick<CaseSummary, 'caseType'>;

/** The fields of one type that can be filled in for many cases. */
export interface FieldsOfType {
  caseTypeId: string;
  fields: CaseField[];
  /** How many of the cases have the type; undefined: not all of them are loaded. */
  count: number | undefined;
}

/**
 * The fields in use of the types that these cases have, type by type, that of the most cases first. Where all of a list is chosen, cases
 * that are not loaded may have any other type: its fields follow.
 */
export function fieldsForMany(
  all: readonly CaseField[],
  { items, isWhole }: { items: readonly Typed[]; isWhole: boolean },
): FieldsOfType[] {
  const byType = Map.groupBy(
    all.filter(({ archived }) => !archived),
    ({ caseTypeId }) => caseTypeId,
  );
  const countOf = (caseTypeId: string) => items.filter(({ caseType }) => caseType?.id === caseTypeId).length;
  return [...byType]
    .map(([caseTypeId, fields]) => ({ caseTypeId, fields, count: countOf(caseTypeId) }))
    .filter(({ count }) => isWhole || count > 0)
    .toSorted((one, other) => other.count - one.count)
    .map((of) => ({ ...of, count: isWhole ? undefined : of.count }));
}
