import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { Change } from '@guichet/contracts';
import { useEffect, useMemo } from 'react';
import { useNow } from '../../shared/i18n/use-now.js';
import { throttle } from '../../shared/live/throttle.js';
import { useChanges } from '../../shared/live/use-live-connection.js';
import { boardQuery } from './dashboard-queries.js';
import type { QueryKey } from '../../shared/api/query-key.js';

const minute = 60_000;
/** These change no number of the board. */
const elsewhere: readonly Change['type'][] = [
  'case.read',
  'note.added',
  'note.changed',
  'notification.added',
  'routing.changed',
  'session.ended',
  'template.changed',
];

/**
 * Keeps a board up to date: live events refresh what changes, and a fetch after a quiet minute refreshes what only the
 * time changes.
 */
export function useLiveQuery<T, Key extends QueryKey>(options: UseQueryOptions<T, Error, T, Key>) {
  const query = useQuery(options);
  const { dataUpdatedAt, errorUpdatedAt, isFetching, refetch } = query;
  const refresh = useMemo(() => throttle(1000, () => void refetch()), [refetch]);
  useChanges((changes) => {
    if (changes.some(({ type }) => !elsewhere.includes(type))) refresh();
  });
  const quiet = useNow() - Math.max(dataUpdatedAt, errorUpdatedAt) >= minute;
  useEffect(() => {
    // No event is published when a case becomes due soon, a team opens, or a new day begins.
    if (quiet && !isFetching && document.visibilityState === 'visible') void refetch();
  }, [quiet, isFetching, refetch]);
  return query;
}

export function useLiveBoard() {
  const { data: board, error, dataUpdatedAt, refetch } = useLiveQuery(boardQuery);
  return { board, error, since: dataUpdatedAt, retry: () => void refetch() };
}
