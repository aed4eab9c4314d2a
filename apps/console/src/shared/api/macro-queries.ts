import { queryOptions } from '@tanstack/react-query';
import { call } from './client.js';

/** The macros of the agent, of their teams and of everybody. */
export const macrosQuery = queryOptions({
  queryKey: ['macros'],
  queryFn: async ({ signal }) => (await call('listMacros', { signal })).items,
  staleTime: 60_000,
});

/** What each act of a macro would do to a case now. */
export const macroPreviewQuery = (caseId: string, macroId: string) =>
  queryOptions({
    queryKey: ['macro-preview', caseId, macroId],
    queryFn: () => call('previewMacro', { params: { id: caseId }, body: { macroId }, idempotencyKey: undefined }),
    staleTime: 0,
    gcTime: 0,
  });
