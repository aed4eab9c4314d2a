import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { macrosQuery } from '../../shared/api/macro-queries.js';
import { agentsQuery, presenceQuery } from '../../shared/api/queries.js';
import { savedViewsQuery } from '../../shared/api/view-queries.js';
import { useMay } from '../../shared/session/use-session.js';
import { QUERY_OPTIONS_WITHOUT_REFETCH } from './query-options-without-refetch.js';

/**
 * Fetches what the lines of the palette are made of, as far as it is not here: what is drawn ahead asks for nothing until it is seen, and
 * would begin its requests before it is painted.
 */
export function useFetchAhead(hasOpenCase: boolean) {
  const queryClient = useQueryClient();
  const may = useMay();
  const readsCases = may('case.read');
  const readsAgents = may('agent.read');
  const usesMacros = hasOpenCase && may('case.update');
  useEffect(() => {
    void queryClient.prefetchQuery({ ...presenceQuery, ...QUERY_OPTIONS_WITHOUT_REFETCH });
    if (readsCases) void queryClient.prefetchQuery({ ...savedViewsQuery, ...QUERY_OPTIONS_WITHOUT_REFETCH });
    if (readsAgents) void queryClient.prefetchQuery({ ...agentsQuery, ...QUERY_OPTIONS_WITHOUT_REFETCH });
    if (usesMacros) void queryClient.prefetchQuery({ ...macrosQuery, ...QUERY_OPTIONS_WITHOUT_REFETCH });
  }, [queryClient, readsCases, readsAgents, usesMacros]);
}
