import { NAMED_CASES, unansweredLimits, type CaseSummary } from '@guichet/contracts';
import { useCallback } from 'react';
import { call } from '../api/client.js';
import type { AskedAbout } from '../layout/overlay-state.js';
import type { WholeList } from './case-list-state.js';

/** Returns a function that has the server find those among some cases, or of a whole list, in which somebody has written and nobody has replied. */
export function useUnansweredCases() {
  return useCallback(async (items: readonly CaseSummary[], whole: WholeList | undefined): Promise<AskedAbout> => {
    if (whole) {
      const { count, isAtLeast, first } = await call('findUnansweredCases', {
        body: { cases: { filter: whole.filter } },
      });
      return { count, isAtLeast, first, ids: new Set() };
    }
    const parts = Array.from({ length: Math.ceil(items.length / NAMED_CASES) }, (_, n) =>
      items.slice(n * NAMED_CASES, (n + 1) * NAMED_CASES).map(({ id }) => id),
    );
    const found = await Promise.all(
      parts.map((caseIds) => call('findUnansweredCases', { body: { cases: { caseIds } } })),
    );
    const ids = new Set(found.flatMap(({ caseIds }) => caseIds));
    const first = found.flatMap((part) => part.first).slice(0, unansweredLimits.first);
    return { count: ids.size, isAtLeast: false, first, ids };
  }, []);
}
