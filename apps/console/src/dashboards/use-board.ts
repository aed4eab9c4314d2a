import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { Change } from '@guichet/contracts';
import { useEffect, useMemo } from 'react';
import { useNow } from '../i18n/time.js';
import { throttled } from '../live/throttled.js';
import { useChanges } from '../live/use-log.js';
import { boardQuery } from './queries.js';

const minute = 60_000;
/** These change no number of the board. */
const elsewhere: readonly Change['type'][] = [
  'case.read',
  'note.added',
  'notification.added',
  'routing.changed',
  'session.ended',
  'template.changed',
];

/** How things stand, kept true: the log says what changes; what only time changes is asked for after a quiet minute. */
export function useStanding<T>(options: UseQueryOptions<T, Error, T, string[]>) {
  const query = useQuery(options);
  const { dataUpdatedAt, errorUpdatedAt, isFetching, refetch } = query;
  const refresh = useMemo(() => throttled(1000, () => void refetch()), [refetch]);
  useChanges((changes) => {
    if (changes.some(({ type }) => !elsewhere.includes(type))) refresh();
  });
  const quiet = useNow() - Math.max(dataUpdatedAt, errorUpdatedAt) >= minute;
  useEffect(() => {
    // Nothing tells that a case is due in two hours now, that a team has opened, or that it is midnight.
    if (quiet && !isFetching && document.visibilityState === 'visible') void refetch();
  }, [quiet, isFetching, refetch]);
  return query;
}

export function useBoard() {
  const { data: board, error, refetch } = useStanding(boardQuery);
  return { board, error, retry: () => void refetch() };
}
