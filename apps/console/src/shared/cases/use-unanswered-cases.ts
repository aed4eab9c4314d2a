import type { CaseSummary } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { caseQuery } from '../api/queries.js';
import { runWithConcurrencyLimit } from './run-with-concurrency-limit.js';

/** So many are looked at: whoever closes more waits no longer. */
export const MOST_LOOKED_AT = 50;

/**
 * Returns a function that finds those among some cases in which somebody has written and nobody has replied, as far as it looks. Rows do not
 * say that, so each case is read.
 */
export function useUnansweredCases() {
  const queryClient = useQueryClient();
  return async (items: readonly CaseSummary[]): Promise<CaseSummary[]> => {
    const found = new Set<string>();
    // One that cannot be read refuses to be closed as well, and says so then.
    await runWithConcurrencyLimit(items.slice(0, MOST_LOOKED_AT), async ({ id }) => {
      const { data } = await queryClient.fetchQuery(caseQuery(id));
      if (data.unanswered) found.add(id);
    });
    return items.filter(({ id }) => found.has(id));
  };
}
