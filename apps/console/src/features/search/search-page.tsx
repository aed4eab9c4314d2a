import type { SearchHit } from '@guichet/contracts';
import { EmptyState, ErrorState, SearchField } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchQuery } from '../../shared/api/queries.js';
import { SaveSearch } from './save-search.js';
import { NothingFound } from './nothing-found.js';
import { SearchFilters, SearchOperators } from './search-filters.js';
import { CaseRow } from '../inbox/index.js';
import { listState, updateListState, neighbourOf } from '../../shared/cases/case-list-state.js';
import { useShortcut } from '../../shared/keyboard/shortcuts.js';
import { SplitView } from '../../shared/layout/split-view.js';
import classes from './search-page.module.css';

const route = getRouteApi('/console/search');

interface HitsProps {
  hits: readonly SearchHit[];
  q: string;
  /** The case that is open beside the list. */
  caseId: string | undefined;
  onMove: (step: 1 | -1) => void;
}

/** The cases that were found; each opens at the entry that was. */
function Hits({ hits, q, caseId, onMove }: HitsProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes.list} aria-label={t('search.found', { count: hits.length })}>
      {hits.map((hit) => (
        <li key={`${hit.case.id}-${hit.position}`} data-case-id={hit.case.id}>
          <CaseRow
            item={hit.case}
            {...(hit.snippet.length > 0 && { snippet: hit.snippet })}
            link={(content) => (
              <Link
                to="/search/$caseId"
                params={{ caseId: hit.case.id }}
                search={{ q, at: hit.position ?? undefined }}
                aria-current={hit.case.id === caseId ? 'true' : undefined}
                onFocus={() => updateListState({ activeId: hit.case.id })}
                onKeyDown={(event) => {
                  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
                  event.preventDefault();
                  onMove(event.key === 'ArrowDown' ? 1 : -1);
                }}
              >
                {content}
              </Link>
            )}
          />
        </li>
      ))}
    </ul>
  );
}

/** The search by word, address, name or reference; a hit opens its message. */
export function SearchPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q = '' } = route.useSearch();
  const { caseId } = useParams({ strict: false });
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const { data, error, isFetching, refetch } = useQuery(searchQuery(q));
  const hits = useMemo(() => (q ? (data?.items ?? []) : []), [q, data]);
  useEffect(() => updateListState({ rows: hits.map((hit) => hit.case), selected: new Set() }), [hits]);

  const ask = useDebouncedCallback(
    (next: string) => void navigate({ to: '/search', search: { q: next.trim() || undefined }, replace: true }),
    200,
  );
  const write = (next: string) => {
    setText(next);
    ask(next);
  };
  useShortcut('search', () => field.current?.select());

  const positionOf = (id: string) => hits.find((hit) => hit.case.id === id)?.position ?? undefined;
  const move = (step: 1 | -1) => {
    const row = neighbourOf(listState().activeId, step);
    if (!row) return;
    updateListState({ activeId: row.id });
    if (caseId)
      void navigate({ to: '/search/$caseId', params: { caseId: row.id }, search: { q, at: positionOf(row.id) } });
    else document.querySelector<HTMLElement>(`[data-case-id="${row.id}"] a`)?.focus();
  };
  useShortcut('next', () => move(1));
  useShortcut('previous', () => move(-1));

  return (
    <SplitView
      label={t('search.title')}
      list={
        <>
          <header className={classes.head}>
            <h1>{t('search.title')}</h1>
            <SearchField
              ref={field}
              autoFocus={!caseId}
              label={t('search.label')}
              placeholder={t('search.placeholder')}
              value={text}
              onText={write}
              onClear={() => {
                write('');
                field.current?.focus();
              }}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowDown') return;
                event.preventDefault();
                document.querySelector<HTMLElement>('[data-case-id] a')?.focus();
              }}
            />
            <SearchFilters
              filters={q ? (data?.filters ?? []) : []}
              onRemove={(piece) => {
                write(text.replace(piece, '').replace(/\s+/g, ' ').trimStart());
                field.current?.focus();
              }}
            />
            {q && <SaveSearch q={q} />}
            <p className="g-sr" role="status">
              {q && data && !isFetching ? t('search.found', { count: hits.length }) : ''}
            </p>
          </header>
          <div className={classes.scroller} aria-busy={isFetching}>
            {error ? (
              <ErrorState error={error} what={t('search.failed')} onRetry={() => void refetch()} />
            ) : !q ? (
              <EmptyState icon={IconSearch} title={t('search.empty')}>
                {t('search.emptyText')}
                <SearchOperators
                  onChoose={(operator) => {
                    write(`${text}${operator}`);
                    field.current?.focus();
                  }}
                />
              </EmptyState>
            ) : !data ? (
              Array.from({ length: 6 }, (_, index) => <Skeleton key={index} height={44} m="10px 16px" width="auto" />)
            ) : hits.length === 0 ? (
              <NothingFound q={q} />
            ) : (
              <Hits hits={hits} q={q} caseId={caseId} onMove={move} />
            )}
          </div>
        </>
      }
    >
      <Outlet />
    </SplitView>
  );
}
