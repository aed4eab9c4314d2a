import { Blank } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconArrowUp, IconFilterOff, IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate, useParams } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { channelsQuery, type CaseFilter } from '../api/queries.js';
import { usePreferences } from '../session/preferences.js';
import { useMay } from '../session/use-session.js';
import { useShortcut } from '../shell/shortcuts.js';
import { Trouble } from '../shell/trouble.js';
import classes from './case-list.module.css';
import { CaseRow } from './case-row.js';
import { deskNow, lay, neighbour, toggleSelected, useDesk } from './desk.js';
import { useCaseList } from './use-case-list.js';

const route = getRouteApi('/desk/inbox/$view');
const heights = { cosy: 64, compact: 40 } as const;

function Shape({ height }: { height: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: 9 }, (_, index) => (
        <div key={index} className={classes.shape} style={{ height }}>
          <Skeleton height={11} width={`${46 - (index % 3) * 8}%`} />
          {height > 48 && <Skeleton height={10} width={`${88 - (index % 4) * 9}%`} />}
          {height > 48 && <Skeleton height={9} width="34%" />}
        </div>
      ))}
    </div>
  );
}

function Nothing({ filter }: { filter: CaseFilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const { data: channels } = useQuery(channelsQuery);
  const { view = 'all', sort: _, ...rest } = filter;
  const filtered = Object.values(rest).some((value) => value !== undefined);
  if (filtered)
    return (
      <Blank
        icon={IconFilterOff}
        title={t('empty.filtered')}
        action={
          <Button variant="default" onClick={() => void navigate({ to: '/inbox/$view', params: { view }, search: {} })}>
            {t('empty.clear')}
          </Button>
        }
      >
        {t('empty.filteredText')}
      </Blank>
    );
  return (
    <Blank
      icon={IconInbox}
      title={t(`empty.${view}`)}
      action={
        view === 'all'
          ? may('channel.manage') &&
            channels?.length === 0 && (
              <Button component={Link} to="/settings/channels" variant="default">
                {t('empty.addChannel')}
              </Button>
            )
          : view !== 'unassigned' && (
              <Button
                variant="default"
                onClick={() => void navigate({ to: '/inbox/$view', params: { view: 'unassigned' }, search: {} })}
              >
                {t('empty.seeUnassigned')}
              </Button>
            )
      }
    >
      {t(`empty.${view}Text`)}
    </Blank>
  );
}

export function CaseList({ filter }: { filter: CaseFilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view } = route.useParams();
  const { caseId } = useParams({ strict: false });
  const { density } = usePreferences();
  const height = heights[density];
  const scroller = useRef<HTMLDivElement>(null);
  const hovered = useRef(false);
  const busy = useCallback(() => hovered.current || (scroller.current?.scrollTop ?? 0) > 8, []);
  const { query, rows, arrivals, show } = useCaseList(filter, busy);
  const activeId = useDesk((desk) => desk.activeId);
  const selected = useDesk((desk) => desk.selected);
  const anchor = useRef<string | undefined>(undefined);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]!.id,
    overscan: 8,
  });
  useEffect(() => virtualizer.measure(), [height, virtualizer]);
  useEffect(() => lay({ rows }), [rows]);
  useEffect(() => {
    if (caseId) lay({ activeId: caseId });
  }, [caseId]);

  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastIndex >= rows.length - 20) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, lastIndex, rows.length, fetchNextPage]);

  const open = useCallback(
    (id: string) =>
      void navigate({
        to: '/inbox/$view/$caseId',
        params: { view, caseId: id },
        search: (before: object) => ({ ...before, at: undefined }),
      }),
    [navigate, view],
  );
  const move = (step: 1 | -1) => {
    const row = neighbour(deskNow().activeId, step);
    if (!row) return;
    lay({ activeId: row.id });
    virtualizer.scrollToIndex(rows.indexOf(row), { align: 'auto' });
    if (caseId) return open(row.id);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-case-id="${row.id}"] a`)?.focus());
  };
  useShortcut('next', () => move(1));
  useShortcut('previous', () => move(-1));
  useShortcut('open', () => (activeId && !caseId ? open(activeId) : false));
  useShortcut('select', () => (activeId ? toggleSelected(activeId) : false));
  useShortcut('back', () => (selected.size ? lay({ selected: new Set() }) : false));

  const onSelect = useCallback((id: string, range: boolean) => {
    const { rows: all, selected: before } = deskNow();
    const from = all.findIndex((row) => row.id === anchor.current);
    const to = all.findIndex((row) => row.id === id);
    anchor.current = id;
    if (!range || from < 0) return toggleSelected(id);
    const between = all.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
    lay({ selected: new Set([...before, ...between]) });
  }, []);

  const tabStop = rows.some((row) => row.id === activeId) ? activeId : rows[0]?.id;
  const link = (id: string) => (content: ReactNode) => (
    <Link
      to="/inbox/$view/$caseId"
      params={{ view, caseId: id }}
      search={(before: object) => ({ ...before, at: undefined })}
      aria-current={id === caseId ? 'true' : undefined}
      tabIndex={id === tabStop ? 0 : -1}
      onFocus={() => lay({ activeId: id })}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        move(event.key === 'ArrowDown' ? 1 : -1);
      }}
    >
      {content}
    </Link>
  );

  if (query.isError && rows.length === 0)
    return <Trouble error={query.error} what={t('inbox.failed')} onRetry={() => void query.refetch()} />;

  return (
    <div className={classes.place}>
      {arrivals > 0 && (
        <button
          type="button"
          className={classes.arrivals}
          onClick={() => {
            show();
            scroller.current?.scrollTo({ top: 0 });
          }}
        >
          <IconArrowUp size={15} stroke={2} aria-hidden />
          {t('inbox.arrivals', { count: arrivals })}
        </button>
      )}
      <div
        ref={scroller}
        className={classes.scroller}
        data-selecting={selected.size > 0 || undefined}
        data-stale={query.isPlaceholderData || undefined}
        aria-busy={query.isPending}
        onPointerEnter={(event) => void (hovered.current = event.pointerType === 'mouse')}
        onPointerLeave={() => {
          hovered.current = false;
          if ((scroller.current?.scrollTop ?? 0) <= 8) show();
        }}
      >
        {query.isPending ? (
          <Shape height={height} />
        ) : rows.length === 0 ? (
          <Nothing filter={filter} />
        ) : (
          <ul className={classes.list} style={{ height: virtualizer.getTotalSize() }} aria-label={t('inbox.list')}>
            {items.map(({ index, start, key }) => {
              const item = rows[index]!;
              return (
                <li
                  key={key}
                  className={classes.item}
                  data-case-id={item.id}
                  style={{ height, transform: `translateY(${start}px)` }}
                  aria-posinset={index + 1}
                  aria-setsize={hasNextPage ? -1 : rows.length}
                >
                  <CaseRow
                    item={item}
                    dense={density === 'compact'}
                    selected={selected.has(item.id)}
                    onSelect={onSelect}
                    link={link(item.id)}
                  />
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </div>
  );
}
