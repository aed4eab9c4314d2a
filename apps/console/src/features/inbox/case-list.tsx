import type { CaseSummary } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { IconArrowUp } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate, useParams } from '@tanstack/react-router';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseFilter } from '../../shared/api/queries.js';
import { updateListState } from '../../shared/cases/case-list-state.js';
import { firstScreenIsShown } from '../../shared/router/first-screen.js';
import { usePreferences } from '../../shared/session/preferences.js';
import { EmptyCaseList, CaseListSkeleton } from './empty-case-list.js';
import classes from './case-list.module.css';
import { CaseRow } from './case-row.js';
import { useCaseList } from './use-case-list.js';
import { useCaseListKeyboard } from './use-case-list-keyboard.js';

const route = getRouteApi('/console/inbox/$view');
const heights = { cosy: 64, compact: 40 } as const;
/** A list that is scrolled by less than this, in pixels, stands at its top. */
const nearTop = 8;

const withoutPosition = (before: object) => ({ ...before, at: undefined });

function useVirtualRows(rows: readonly CaseSummary[], scroller: RefObject<HTMLDivElement | null>, height: number) {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]!.id,
    overscan: 8,
  });
  useEffect(() => virtualizer.measure(), [height, virtualizer]);
  return virtualizer;
}

/** Reads the next page before the end of the list comes into sight. */
function useNextPage(query: ReturnType<typeof useCaseList>['query'], lastIndex: number, count: number) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastIndex >= count - 20) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, lastIndex, count, fetchNextPage]);
}

interface RowsProps {
  rows: readonly CaseSummary[];
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  height: number;
  dense: boolean;
  isFollowed: boolean;
  hasMore: boolean;
  selected: ReadonlySet<string>;
  /** Undefined: nothing could be done with what is selected. */
  onSelect: ((id: string, range: boolean) => void) | undefined;
  link: (id: string) => (content: ReactNode) => ReactNode;
}

/** The rows that are in sight, each at its place in the full height of the list. */
function Rows({ rows, virtualizer, height, dense, isFollowed, hasMore, selected, onSelect, link }: RowsProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list} style={{ height: virtualizer.getTotalSize() }} aria-label={t('inbox.list')}>
      {virtualizer.getVirtualItems().map(({ index, start, key }) => {
        const item = rows[index]!;
        return (
          <li
            key={key}
            className={classes.item}
            data-case-id={item.id}
            style={{ height, transform: `translateY(${start}px)` }}
            aria-posinset={index + 1}
            aria-setsize={hasMore ? -1 : rows.length}
          >
            <CaseRow
              item={item}
              dense={dense}
              isFollowed={isFollowed}
              selected={selected.has(item.id)}
              {...(onSelect && { onSelect })}
              link={link(item.id)}
            />
          </li>
        );
      })}
    </ul>
  );
}

interface RowLinkProps {
  id: string;
  isOpen: boolean;
  isTabStop: boolean;
  onMove: (step: 1 | -1) => void;
  children: ReactNode;
}

function RowLink({ id, isOpen, isTabStop, onMove, children }: RowLinkProps) {
  const { view } = route.useParams();
  return (
    <Link
      to="/inbox/$view/$caseId"
      params={{ view, caseId: id }}
      search={withoutPosition}
      aria-current={isOpen ? 'true' : undefined}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => updateListState({ activeId: id })}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        onMove(event.key === 'ArrowDown' ? 1 : -1);
      }}
    >
      {children}
    </Link>
  );
}

function Arrivals({ count, onShow }: { count: number; onShow: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={classes.arrivals} onClick={onShow}>
      <IconArrowUp size={15} stroke={2} aria-hidden />
      {t('inbox.arrivals', { count })}
    </button>
  );
}

/** The list of cases. While the pointer is on it, or it is scrolled, nothing moves: arrivals wait under a bar. */
export function CaseList({ filter }: { filter: CaseFilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view } = route.useParams();
  const { caseId } = useParams({ strict: false });
  const { density } = usePreferences();
  const height = heights[density];
  const scroller = useRef<HTMLDivElement>(null);
  const hovered = useRef(false);
  const isScrolled = () => (scroller.current?.scrollTop ?? 0) > nearTop;
  const busy = useCallback(() => hovered.current || isScrolled(), []);
  const { query, rows, arrivals, show } = useCaseList(filter, busy);
  const virtualizer = useVirtualRows(rows, scroller, height);
  useNextPage(query, virtualizer.getVirtualItems().at(-1)?.index ?? 0, rows.length);
  const open = useCallback(
    (id: string) =>
      void navigate({ to: '/inbox/$view/$caseId', params: { view, caseId: id }, search: withoutPosition }),
    [navigate, view],
  );
  const scrollTo = (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' });
  const { selected, select, move, tabStop } = useCaseListKeyboard({ rows, caseId, scroller, scrollTo, open });

  useEffect(() => {
    if (!query.isPending) firstScreenIsShown();
  }, [query.isPending]);
  if (query.isError && rows.length === 0)
    return <ErrorState error={query.error} what={t('inbox.failed')} onRetry={() => void query.refetch()} />;
  const link = (id: string) => (content: ReactNode) => (
    <RowLink id={id} isOpen={id === caseId} isTabStop={id === tabStop} onMove={move}>
      {content}
    </RowLink>
  );
  const showArrivals = () => {
    show();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <div className={classes.place}>
      {arrivals > 0 && <Arrivals count={arrivals} onShow={showArrivals} />}
      <div
        ref={scroller}
        className={classes.scroller}
        data-selecting={selected.size > 0 || undefined}
        data-stale={query.isPlaceholderData || undefined}
        aria-busy={query.isPending}
        onPointerEnter={(event) => void (hovered.current = event.pointerType === 'mouse')}
        onPointerLeave={() => {
          hovered.current = false;
          if (!isScrolled()) show();
        }}
      >
        {query.isPending ? (
          <CaseListSkeleton height={height} />
        ) : rows.length === 0 ? (
          <EmptyCaseList filter={filter} />
        ) : (
          <Rows
            {...{ rows, virtualizer, height, selected, link }}
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
