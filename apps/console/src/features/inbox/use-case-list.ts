import type { CaseSummary, Page } from '@guichet/contracts';
import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../../shared/api/client.js';
import { isReturning } from '../../shared/cases/returning-cases.js';
import { casesQuery, type CaseFilter } from '../../shared/api/queries.js';
import { onClockTick } from '../../shared/i18n/use-now.js';
import { log } from '../../shared/live/event-log-connection.js';
import { oneAtATime } from '../../shared/live/one-at-a-time.js';
import { throttle } from '../../shared/live/throttle.js';
import { isFailure } from '../../shared/api/failure.js';
import { changesCase, mayBeHiddenIds } from '../../shared/live/refresh-queries-on-changes.js';
import { useChanges } from '../../shared/live/use-live-connection.js';
import {
  countArrivals,
  idsOutOfList,
  mergeRefreshedPage,
  movesRows,
  onlyReturns,
  patchRows,
} from './merge-refreshed-page.js';

type Loaded = InfiniteData<Page<CaseSummary>, string | undefined>;

const rowsOf = (loaded: { pages: readonly Page<CaseSummary>[] } | undefined): CaseSummary[] => {
  const seen = new Set<string>();
  return (loaded?.pages ?? []).flatMap((page) => page.items.filter((item) => !seen.has(item.id) && seen.add(item.id)));
};
const asOne = (items: CaseSummary[], nextCursor: string | null): Loaded => ({
  pages: [{ items, nextCursor }],
  pageParams: [undefined],
});

/** What was read while nothing may move. */
interface Held {
  key: string;
  head: Page<CaseSummary>;
  /** How many cases have arrived. */
  count: number;
  /** The rows that no longer belong to the list, and stand in it until it may move. */
  out: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
/** So many rows beside the first page are read one by one, unless the whole town writes at once. */
const MOST_ROWS = 8;
/** Between two readings of a list. */
const PAUSE_MS = 300;

/**
 * The list of a view, kept true by the log. While `busy()` nothing moves: rows change in place, and what would come or
 * go is held back until `show()`, or until the list is left alone. A row that would go says so, and shows what is true of its case.
 */
export function useCaseList(filter: CaseFilter, busy: () => boolean) {
  const queryClient = useQueryClient();
  const options = casesQuery(filter);
  const key = JSON.stringify(options.queryKey);
  const query = useInfiniteQuery({ ...options, staleTime: Infinity });
  const [held, setHeld] = useState<Held>();
  const rows = useMemo(() => rowsOf(query.data), [query.data]);
  const state = useRef({ busy, options, key, held });
  useEffect(() => void (state.current = { busy, options, key, held }));

  const { refresh, show, dropIfHidden, readRows } = useMemo(() => {
    const put = (next: (loaded: Loaded) => Loaded) =>
      queryClient.setQueryData<Loaded>(state.current.options.queryKey, (loaded) => loaded && next(loaded));
    const sortOfList = () => state.current.options.queryKey[1].sort ?? 'newest';
    /** Reads rows anew that the first page does not bring. */
    const readRows = (ids: readonly string[]) => {
      for (const id of ids.slice(0, MOST_ROWS))
        void call('getCase', { params: { id } })
          .then((item) =>
            put((loaded) =>
              asOne(patchRows(rowsOf(loaded), { items: [item], nextCursor: null }), loaded.pages.at(-1)!.nextCursor),
            ),
          )
          .catch(() => {});
    };
    const settle = ({ head, out }: Pick<Held, 'head' | 'out'>) =>
      put((loaded) => {
        const rows = rowsOf(loaded).filter(({ id }) => !out.has(id));
        const merged = mergeRefreshedPage(rows, head, sortOfList());
        const cursor = merged.length > head.items.length ? loaded.pages.at(-1)!.nextCursor : head.nextCursor;
        return asOne(merged, cursor);
      });
    // A change that comes while the list is read may be missing in what is read.
    const read = oneAtATime(PAUSE_MS, async () => {
      const { options, key } = state.current;
      const filter = options.queryKey[1];
      if (!queryClient.getQueryData(options.queryKey)) return;
      const head = await call('listCases', { query: { ...filter, limit: 50 } }).catch(() => undefined);
      if (!head || key !== state.current.key) return;
      const known = rowsOf(queryClient.getQueryData(options.queryKey));
      const { held } = state.current;
      const earlier = held?.key === key ? held : { count: 0, out: NONE };
      const out = idsOutOfList(known, { head, sort: sortOfList(), before: earlier.out });
      // What the agent brings back by an undo is awaited, and no news.
      if (!state.current.busy() || onlyReturns(known, { head, sort: sortOfList(), isReturning })) {
        settle({ head, out });
        return setHeld(undefined);
      }
      put((loaded) => asOne(patchRows(rowsOf(loaded), head), loaded.pages.at(-1)!.nextCursor));
      readRows([...out].filter((id) => !earlier.out.has(id)));
      // Rows patched in place a moment ago no longer look newer, but they did arrive.
      setHeld({ key, head, count: Math.max(earlier.count, countArrivals(known, head)), out });
    });
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
      readRows,
      refresh: throttle(PAUSE_MS, () => void read()),
      show: () =>
        setHeld((before) => {
          if (before?.key === state.current.key) settle(before);
          return undefined;
        }),
    };
  }, [queryClient]);

  const out = held?.key === key ? held.out : NONE;

  // A list that was left and is opened again is shown at once, and read anew behind it.
  useEffect(() => refresh(), [key, refresh]);
  useEffect(() => log.onReset(() => refresh()), [refresh]);
  // The first answer may have been read before a change that came while it was on its way.
  const changedEarly = useRef(false);
  useEffect(() => {
    if (query.isPending || !changedEarly.current) return;
    changedEarly.current = false;
    refresh();
  }, [query.isPending, refresh]);

  // Time alone makes a case late, or soon to be: nobody tells of that.
  const byTime = filter.due !== undefined;
  useEffect(() => (byTime ? onClockTick(refresh) : undefined), [byTime, refresh]);

  useChanges((changes) => {
    const hidden = mayBeHiddenIds(changes);
    const ids = new Set([...changes.filter(changesCase).map((change) => change.caseId!), ...hidden]);
    if (ids.size === 0) return;
    changedEarly.current ||= query.isPending;
    refresh();
    for (const id of new Set(hidden)) void dropIfHidden(id);
    // What lies below the first page, or belongs to it no longer, is read one by one.
    readRows(rows.filter(({ id }, index) => ids.has(id) && (index >= 50 || out.has(id))).map(({ id }) => id));
  });

  // What was held back may have come another way since, as by the undoing of the agent's own act.
  const waits = held?.key === key && movesRows(rows, held.head, filter.sort ?? 'newest');
  return { query, rows, out, arrivals: waits ? held.count : 0, show };
}
