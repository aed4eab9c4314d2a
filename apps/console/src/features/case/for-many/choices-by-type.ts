import type { CaseSummary } from '@guichet/contracts';

type Typed = Pick<CaseSummary, 'caseType'>;

/** The fields, or steps, of one type that can be chosen for many cases. */
export interface ChoicesOfType<Choice> {
  caseTypeId: string;
  choices: Choice[];
  /** How many of the cases have the type; undefined: not all of them are loaded. */
  count: number | undefined;
}

/**
 * The fields in use, or steps, of the types that these cases have, type by type, that of the most cases first. Where all of a list is chosen,
 * cases that are not loaded may have any other type: what it has follows.
 */
export function choicesByType<Choice extends { caseTypeId: string; archived?: boolean }>(
  all: readonly Choice[],
  { items, isWhole }: { items: readonly Typed[]; isWhole: boolean },
): ChoicesOfType<Choice>[] {
  const countOf = (caseTypeId: string) => items.filter(({ caseType }) => caseType?.id === caseTypeId).length;
  const inUse = all.filter(({ archived }) => !archived);
  return [...Map.groupBy(inUse, ({ caseTypeId }) => caseTypeId)]
    .map(([caseTypeId, choices]) => ({ caseTypeId, choices, count: countOf(caseTypeId) }))
    .filter(({ count }) => isWhole || count > 0)
    .toSorted((one, other) => other.count - one.count)
    .map((of) => ({ ...of, count: isWhole ? undefined : of.count }));
}
