import type { CaseSummary } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../api/client.js';
import { runWithConcurrencyLimit, type Failed } from './run-with-concurrency-limit.js';

type Given = Pick<CaseSummary, 'id' | 'reference'>;

/**
 * Returns a function that takes cases back which were given to another team a moment ago, with what that team was told. It returns
 * those that stay there, and says nothing of them.
 */
export function useUndoHandover() {
  const queryClient = useQueryClient();
  return useCallback(
    async <Item extends Given>(items: readonly Item[]): Promise<Failed<Item>[]> => {
      const failed = await runWithConcurrencyLimit(items, ({ id }) =>
        call('undoHandover', { params: { id }, idempotencyKey: undefined }),
      );
      for (const key of ['case', 'timeline'] as const)
        for (const { id } of items) void queryClient.invalidateQueries({ queryKey: [key, id] });
      for (const key of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [key] });
      return failed;
    },
    [queryClient],
  );
}
