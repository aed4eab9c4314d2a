import type { CaseSummary } from '@guichet/contracts';

type Target = { open: CaseSummary } | { select: string[] };

/**
 * Where the way to cases that refused a change leads: several are selected in the list that is shown, as far as it has them. One is opened,
 * and the first where that list has none of them: each is named beside it.
 */
export function refusedCasesTarget(items: readonly CaseSummary[], rows: readonly { id: string }[]): Target {
  const [first] = items as [CaseSummary];
  const select = rows.filter((row) => items.some(({ id }) => id === row.id)).map(({ id }) => id);
  return items.length === 1 || select.length === 0 ? { open: first } : { select };
}
