import type { CaseSummary, Page } from '@guichet/contracts';
import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../../shared/api/client.js';
import { casesQuery, type CaseFilter } from '../../shared/api/queries.js';
import { onClockTick } from '../../shared/i18n/use-now.js';
import { log } from '../../shared/live/event-log-connection.js';
import { throttle } from '../../shared/live/throttle.js';
import { isFailure } from '../../shared/api/failure.js';
import { changesCase, mayBeHiddenIds } from '../../shared/live/refresh-queries-on-changes.js';
import { useChanges } from '../../shared/live/use-event-log.js';
import { countArrivals, mergeRefreshedPage, movesRows, patchRows } from './merge-refreshed-page.js';

type Loaded = InfiniteData<Page<CaseSummary>, string | undefined>;

const rowsOf = (loaded: { pages: readonly Page<CaseSummary>[] } | undefined): CaseSummary[] => {
  const seen = new Set<string>();
  return (loaded?.pages ?? []).flatMap((page) => page.items.filter((item) => !seen.has(item.id) && seen.add(item.id)));
};
const asOne = (items: CaseSummary[], nextCursor: string | null): Loaded => ({
  pages: [{ items, nextCursor }],
  pageParams: [undefined],
});

/**
 * The list of a view, kept true by the log. While `busy()` nothing moves: rows change in place, and what would come or
 * go is held back until `show()`, or until the list is left alone.
 */
export function useCaseList(filter: CaseFilter, busy: () => boolean) {
  const queryClient = useQueryClient();
  const options = casesQuery(filter);
  const key = JSON.stringify(options.queryKey);
  const query = useInfiniteQuery({ ...options, staleTime: Infinity });
  const [held, setHeld] = useState<{ key: string; head: Page<CaseSummary>; count: number }>();
  const rows = useMemo(() => rowsOf(query.data), [query.data]);
  const state = useRef({ busy, options, key });
  useEffect(() => void (state.current = { busy, options, key }));

  const { refresh, show, dropIfHidden } = useMemo(() => {
    const put = (next: (loaded: Loaded) => Loaded) =>
      queryClient.setQueryData<Loaded>(state.current.options.queryKey, (loaded) => loaded && next(loaded));
    const settle = (head: Page<CaseSummary>) =>
      put((loaded) => {
        const { sort = 'newest' } = state.current.options.queryKey[1];
        const merged = mergeRefreshedPage(rowsOf(loaded), head, sort);
        const cursor = merged.length > head.items.length ? loaded.pages.at(-1)!.nextCursor : head.nextCursor;
        return asOne(merged, cursor);
      });
    let running = false;
    const read = async () => {
      const { options, key } = state.current;
      const filter = options.queryKey[1];
      if (running || !queryClient.getQueryData(options.queryKey)) return;
      running = true;
      const head = await call('listCases', { query: { ...filter, limit: 50 } }).catch(() => undefined);
      running = false;
      if (!head || key !== state.current.key) return;
      const known = rowsOf(queryClient.getQueryData(options.queryKey));
      if (!state.current.busy()) {
        settle(head);
        return setHeld(undefined);
      }
      put((loaded) => asOne(patchRows(rowsOf(loaded), head), loaded.pages.at(-1)!.nextCursor));
      setHeld((before) => {
        const earlier = before?.key === key ? before.count : 0;
        // Rows patched in place a moment ago no longer look newer, but they did arrive.
        const count = Math.max(earlier, countArrivals(known, head));
        return { key, head, count };
      });
    };
    /** At once, also while nothing else moves: nobody who may not see a case goes on reading its row. */
    const dropIfHidden = async (id: string) => {
      const isHidden = await call('getCase', { params: { id } }).then(
        () => false,
        (error: unknown) => isFailure(error, 'not-found'),
      );
      if (!isHidden) return;
      put((loaded) => asOne(rowsOf(loaded).filter((row) => row.id !== id), loaded.pages.at(-1)!.nextCursor)); // prettier-ignore
      setHeld((before) => before && { ...before, head: { ...before.head, items: before.head.items.filter((row) => row.id !== id) } }); // prettier-ignore
    };
    return {
      dropIfHidden,
      refresh: throttle(300, () => void read()),
      show: () =>
        setHeld((before) => {
          if (before?.key === state.current.key) settle(before.head);
          return undefined;
        }),
    };
  }, [queryClient]);

  // A list that was left and is opened again is shown at once, and read anew behind it.
  useEffect(() => refresh(), [key, refresh]);
  useEffect(() => log.onReset(() => refresh()), [refresh]);

  // Time alone makes a case late, or soon to be: nobody tells of that.
  const byTime = filter.due !== undefined;
  useEffect(() => (byTime ? onClockTick(refresh) : undefined), [byTime, refresh]);

  useChanges((changes) => {
    const hidden = mayBeHiddenIds(changes);
    const ids = new Set([...changes.filter(changesCase).map((change) => change.caseId!), ...hidden]);
    if (ids.size === 0) return;
    refresh();
    for (const id of new Set(hidden)) void dropIfHidden(id);
    // What lies below the first page is read one by one, unless the whole town writes at once.
    const deep = rows.slice(50).filter((row) => ids.has(row.id));
    for (const row of deep.slice(0, 8))
      void call('getCase', { params: { id: row.id } })
        .then((item) =>
          queryClient.setQueryData<Loaded>(
            options.queryKey,
            (loaded) =>
              loaded &&
              asOne(patchRows(rowsOf(loaded), { items: [item], nextCursor: null }), loaded.pages.at(-1)!.nextCursor),
          ),
        )
        .catch(() => {});
  });

  // What was held back may have come another way since, as by the undoing of the agent's own act.
  const waits = held?.key === key && movesRows(rows, held.head, filter.sort ?? 'newest');
  return { query, rows, arrivals: waits ? held.count : 0, show };
}
