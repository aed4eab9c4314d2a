import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useNow } from '../../../shared/i18n/use-now.js';
import { askedBy, type HistorySearch } from './history-search-and-requests.js';
import { dayIn } from './periods-and-granularity.js';
import { boardQuery } from '../dashboard-queries.js';

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

/**
 * Returns what the address of the history asks for, in the time zone of the viewer's team; undefined until that is
 * known.
 */
export function useHistoryRequest() {
  const search: HistorySearch = useSearch({ strict: false });
  const {
    data: timeZone,
    error,
    refetch,
  } = useQuery({
    ...boardQuery,
    staleTime: Infinity,
    select: (board) => board.timeZone,
  });
  const now = useNow();
  const today = timeZone && dayIn(timeZone, now);
  const asked = useMemo(() => today && askedBy(search, 'UTC', noon(today)), [search, today]);
  return { search, asked: asked || undefined, timeZone, error, retry: () => void refetch() };
}
