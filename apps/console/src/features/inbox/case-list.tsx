import type { CaseSummary } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { IconArrowUp, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate, useParams } from '@tanstack/react-router';
import { memo, useCallback, useEffect, useLayoutEffect, useRef, type PointerEvent, type ReactNode, type RefObject } from 'react'; // prettier-ignore
import type { CaseFilter } from '../../shared/api/queries.js';
import { endRest, fetchCaseAtRest, fetchCaseEarly } from '../../shared/cases/fetch-case-early.js';
import { listState, toggleSelected, updateListState, useListState } from '../../shared/cases/case-list-state.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { firstScreenIsShown } from '../../shared/router/wait-for-first-screen.js';
import { usePreferences } from '../../shared/session/browser-preferences.js';
import { EmptyCaseList, CaseListSkeleton } from './case-list-skeleton-and-empty.js';
import classes from './case-list.module.css';
import { CaseRow, type CaseRowProps } from './case-row.js';
import { useCaseList } from './use-case-list.js';
import { useCaseListKeyboard } from './use-case-list-keyboard.js';
import { rowsOf, type RowsInSight } from './rows-in-sight.js';
import { useRowsInSight } from './use-rows-in-sight.js';

const route = getRouteApi('/console/inbox/$view');
const heights = { cosy: 64, compact: 40 } as const;
/** A list that is scrolled by less than this, in pixels, stands at its top. */
const nearTop = 8;

const withoutPosition = (before: object) => ({ ...before, at: undefined });

/** Reads the next page before the end of the list comes into sight. */
function useNextPage(query: ReturnType<typeof useCaseList>['query'], lastIndex: number, count: number) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastIndex >= count - 20) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, lastIndex, count, fetchNextPage]);
}

/** Another view, order or filter begins with its first rows: where the one before was scrolled to means nothing in it. */
function useTopOfNewList(filter: CaseFilter, scroller: RefObject<HTMLDivElement | null>) {
  const key = JSON.stringify(filter);
  const shown = useRef(key);
  useLayoutEffect(() => {
    if (shown.current === key) return;
    shown.current = key;
    scroller.current?.scrollTo({ top: 0 });
  }, [key, scroller]);
}

interface RowLinkProps {
  item: CaseSummary;
  isOpen: boolean;
  isTabStop: boolean;
  onMove: (step: 1 | -1) => void;
  children: ReactNode;
}

function RowLink({ item, isOpen, isTabStop, onMove, children }: RowLinkProps) {
  const { view } = route.useParams();
  const queryClient = useQueryClient();
  return (
    <Link
      to="/inbox/$view/$caseId"
      params={{ view, caseId: item.id }}
      search={withoutPosition}
      aria-current={isOpen ? 'true' : undefined}
      tabIndex={isTabStop ? 0 : -1}
      // Under a finger, a row is easier to hit than its box.
      onClick={(event) => {
        if (!listState().isSelecting) return;
        event.preventDefault();
        toggleSelected(item.id);
      }}
      // Some eighty milliseconds before the click that opens it.
      onPointerDown={({ button }) => button === 0 && fetchCaseEarly(queryClient, item)}
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && fetchCaseAtRest(queryClient, item)}
      onPointerLeave={endRest}
      onFocus={() => {
        updateListState({ activeId: item.id });
        fetchCaseAtRest(queryClient, item);
      }}
      onBlur={endRest}
      onKeyDown={(event) => {
        if (event.key === 'Enter') fetchCaseEarly(queryClient, item);
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        onMove(event.key === 'ArrowDown' ? 1 : -1);
      }}
    >
      {children}
    </Link>
  );
}

interface RowProps extends Omit<CaseRowProps, 'link'> {
  isOpen: boolean;
  isTabStop: boolean;
  onMove: (step: 1 | -1) => void;
}

/** One row, drawn anew only when something of it has changed. */
const Row = memo(function Row({ isOpen, isTabStop, onMove, ...row }: RowProps) {
  const { item } = row;
  const link = useCallback(
    (content: ReactNode) => (
      <RowLink item={item} isOpen={isOpen} isTabStop={isTabStop} onMove={onMove}>
        {content}
      </RowLink>
    ),
    [item, isOpen, isTabStop, onMove],
  );
  return <CaseRow {...row} link={link} />;
});

interface RowsProps {
  rows: readonly CaseSummary[];
  sight: RowsInSight;
  height: number;
  dense: boolean;
  isFollowed: boolean;
  hasMore: boolean;
  selected: ReadonlySet<string>;
  /** The rows that belong to the list no longer. */
  out: ReadonlySet<string>;
  /** Undefined: nothing could be done with what is selected. */
  onSelect: ((id: string, range: boolean) => void) | undefined;
  /** The case that is open beside the list. */
  openId: string | undefined;
  /** The one row that the Tab key reaches. */
  tabStop: string | undefined;
  onMove: (step: 1 | -1) => void;
}

/** The rows that are in sight, each at its place in the full height of the list. */
function Rows({ rows, sight, height, hasMore, selected, out, onSelect, openId, tabStop, ...shared }: RowsProps) {
  const { t } = useTexts();
  const { first, last } = rowsOf(rows.length, sight);
  return (
    <ul className={classes.list} style={{ height: rows.length * height }} aria-label={t('inbox.list')}>
      {rows.slice(first, last + 1).map((item, at) => {
        const index = first + at;
        return (
          <li
            key={item.id}
            className={classes.item}
            data-case-id={item.id}
            style={{ height, transform: `translateY(${index * height}px)` }}
            aria-posinset={index + 1}
            aria-setsize={hasMore ? -1 : rows.length}
          >
            <Row
              {...shared}
              item={item}
              selected={selected.has(item.id)}
              isOut={out.has(item.id)}
              isOpen={item.id === openId}
              isTabStop={item.id === tabStop}
              {...(onSelect && { onSelect })}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** `isMore`: cases have left the list or moved in it as well, which "new" would not say. */
function Arrivals({ count, isMore, onShow }: { count: number; isMore: boolean; onShow: () => void }) {
  const { t } = useTexts();
  return (
    <button type="button" className={classes.arrivals} onClick={onShow}>
      {isMore ? <IconRefresh size={15} stroke={2} aria-hidden /> : <IconArrowUp size={15} stroke={2} aria-hidden />}
      {t(isMore ? 'inbox.changes' : 'inbox.arrivals', { count })}
    </button>
  );
}

/** A finger is lifted so long before what it has touched is clicked. Milliseconds. */
const CLICKED = 400;

/** Whether the pointer is on the list, or a finger is about to have clicked a row of it; `onEnd` is called once that is over. */
function usePointing(onEnd: () => void) {
  const hovered = useRef(false);
  const ends = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(ends.current), []);
  const end = () => {
    hovered.current = false;
    onEnd();
  };
  return {
    hovered,
    pointing: {
      onPointerEnter: () => {
        clearTimeout(ends.current);
        hovered.current = true;
      },
      onPointerLeave: ({ pointerType }: PointerEvent) => {
        if (pointerType === 'mouse') return end();
        ends.current = setTimeout(end, CLICKED);
      },
    },
  };
}

interface CaseListProps {
  filter: CaseFilter;
  /** What is scrolled away with the rows, where there is little room. */
  head?: ReactNode;
}

/** The list of cases. While the pointer is on it, or it is scrolled, nothing moves: what has come or gone waits under a bar. */
export function CaseList({ filter, head }: CaseListProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { view } = route.useParams();
  const { caseId } = useParams({ strict: false });
  const { density } = usePreferences();
  const height = heights[density];
  const { sight, scroller, observe, scrollTo } = useRowsInSight(height);
  const { hovered, pointing } = usePointing(() => void (isScrolled() || show()));
  const isScrolled = useCallback(() => (scroller.current?.scrollTop ?? 0) > nearTop, [scroller]);
  const wasScrolled = useRef(false);
  const busy = useCallback(() => hovered.current || isScrolled(), [isScrolled]);
  const { query, rows, out, arrivals, show } = useCaseList(filter, busy);
  useNextPage(query, sight.last, rows.length);
  const queryClient = useQueryClient();
  const open = useCallback(
    (item: CaseSummary, passing = false) => {
      if (!passing) fetchCaseEarly(queryClient, item);
      void navigate({ to: '/inbox/$view/$caseId', params: { view, caseId: item.id }, search: withoutPosition });
    },
    [navigate, view, queryClient],
  );
  useTopOfNewList(filter, scroller);
  const list = query.isPlaceholderData ? undefined : JSON.stringify(filter);
  const isSelecting = useListState((state) => state.isSelecting || state.selected.size > 0);
  const { selected, select, move, tabStop } = useCaseListKeyboard({ rows, list, caseId, scroller, scrollTo, open });

  useEffect(() => {
    if (!query.isPending) firstScreenIsShown();
  }, [query.isPending]);
  if (query.isError && rows.length === 0)
    return (
      <>
        {head}
        <ErrorState error={query.error} what={t('inbox.failed')} onRetry={() => void query.refetch()} />
      </>
    );
  const showArrivals = () => {
    show();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <div className={classes.place}>
      {arrivals + out.size > 0 && <Arrivals count={arrivals + out.size} isMore={out.size > 0} onShow={showArrivals} />}
      <div
        ref={observe}
        className={classes.scroller}
        data-selecting={isSelecting || undefined}
        data-stale={query.isPlaceholderData || undefined}
        aria-busy={query.isPending}
        onScroll={() => {
          // Whoever comes back to the top looks for what is there now.
          if (wasScrolled.current && !isScrolled()) show();
          wasScrolled.current = isScrolled();
        }}
        {...pointing}
      >
        {head && <div data-above-rows>{head}</div>}
        {query.isPending ? (
          <CaseListSkeleton height={height} />
        ) : rows.length === 0 ? (
          <EmptyCaseList filter={filter} />
        ) : (
          <Rows
            {...{ rows, sight, height, selected, out, tabStop }}
            openId={caseId}
            onMove={move}
            dense={density === 'compact'}
            isFollowed={view === 'followed'}
            hasMore={query.hasNextPage}
            onSelect={select}
          />
        )}
      </div>
    </div>
  );
}
