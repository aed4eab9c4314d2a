import { searchLimits, type SearchHit, type SearchResult } from '@guichet/contracts';
import { EmptyState, ErrorState, SearchField } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { isSearchPending } from '../../shared/api/is-search-pending.js';
import { searchQuery } from '../../shared/api/queries.js';
import { ExportSearchButton } from './export-search-button.js';
import { SaveSearch } from './save-search.js';
import { FoundInSpam } from './found-in-spam.js';
import { NothingFound } from './nothing-found.js';
import { SearchCorrections } from './search-corrections.js';
import { SearchFilters, SearchOperators } from './search-filters-and-operators.js';
import { placeOf, SearchHits } from './search-hits.js';
import { SearchOrder } from './search-order.js';
import { listState, neighbourOfActive, updateListState } from '../../shared/cases/case-list-state.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import { useEarlyEnter } from '../../shared/keyboard/use-early-enter.js';
import { SplitView } from '../../shared/layout/split-view.js';
import classes from './search-page.module.css';
import { useLiveHits } from './use-live-hits.js';

const route = getRouteApi('/console/search');

/** How many cases were found: shown where there are any, and said once that is known. */
function FoundCount({ count, isKnown }: { count: number; isKnown: boolean }) {
  const { t } = useTexts();
  const found = t(count < searchLimits.shown ? 'search.found' : 'search.foundAtLeast', { count });
  return (
    <>
      {count > 0 && (
        <p className={classes.found} aria-hidden>
          {found}
        </p>
      )}
      <p className="g-sr" role="status">
        {isKnown ? found : ''}
      </p>
    </>
  );
}

/** Puts the focus on a hit; without an id, on the first one. */
const focusHit = (id?: string): void =>
  document.querySelector<HTMLElement>(id ? `[data-case-id="${id}"] a` : '[data-case-id] a')?.focus();

/** Enter opens the first hit, and the arrow goes to it. */
function onFieldKey(event: KeyboardEvent, openFirst: () => void): void {
  if (event.nativeEvent.isComposing || !['Enter', 'ArrowDown'].includes(event.key)) return;
  // The hit that gets the focus would be followed by the same Enter.
  event.preventDefault();
  if (event.key === 'Enter') openFirst();
  else focusHit();
}

interface Asked {
  q: string;
  order?: 'newest';
}

/** Returns what opens the first hit, once it is there that was asked for; one that lacks a word is only gone to, as it may be of a namesake. */
function useOpenFirst({
  text,
  asked,
  search,
}: {
  text: string;
  asked: Asked;
  search: UseQueryResult<SearchResult>;
}): () => void {
  const navigate = useNavigate();
  return useEarlyEnter({ text, searching: isSearchPending(text.trim(), asked.q, search) }, () => {
    const first = asked.q ? search.data?.items[0] : undefined;
    if (!first) return;
    updateListState({ activeId: first.case.id });
    // As after a click: in the field, the keys that act on the case would be letters of another search.
    focusHit(first.case.id);
    if (first.missing.length > 0) return;
    const params = { caseId: first.case.id };
    void navigate({ to: '/search/$caseId', params, search: { ...asked, ...placeOf(first) } });
  });
}

/** The keys of a list: to the next hit or the previous one, which is opened where a case is open, and to open the one that is reached. */
function useListKeys(hits: readonly SearchHit[], { asked, caseId }: { asked: Asked; caseId: string | undefined }) {
  const navigate = useNavigate();
  const open = (id: string) => {
    const hit = hits.find((each) => each.case.id === id);
    void navigate({ to: '/search/$caseId', params: { caseId: id }, search: { ...asked, ...placeOf(hit) } });
  };
  const move = (step: 1 | -1) => {
    const row = neighbourOfActive(step);
    if (!row) return;
    updateListState({ activeId: row.id });
    // The focus goes with it where it is on a hit already: Enter would open the one that was left.
    if (!caseId || document.activeElement?.closest('[data-case-id]')) focusHit(row.id);
    if (caseId) open(row.id);
  };
  useShortcut('next', () => move(1));
  useShortcut('previous', () => move(-1));
  useShortcut('open', () => {
    const { activeId } = listState();
    const reached = hits.find((hit) => hit.case.id === activeId) ?? hits[0];
    if (!reached || caseId) return false;
    open(reached.case.id);
    return true;
  });
  return move;
}

/** The search by word, address, name or reference; a hit opens its message. */
export function SearchPage() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { q = '', order } = route.useSearch();
  const asked = { q, ...(order && { order }) };
  const { caseId } = useParams({ strict: false });
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const search = useQuery(searchQuery(q, order));
  const { data, error, isFetching, refetch } = search;
  const hits = useMemo(() => (q ? (data?.items ?? []) : []), [q, data]);
  useEffect(
    () => updateListState({ rows: hits.map((hit) => hit.case), place: undefined, selected: new Set() }),
    [hits],
  );
  useLiveHits(
    hits.map((hit) => hit.case),
    asked,
  );

  const ask = useDebouncedCallback(
    (next: string) =>
      void navigate({ to: '/search', search: { ...asked, q: next.trim() || undefined }, replace: true }),
    200,
  );
  const write = (next: string) => {
    setText(next);
    ask(next);
  };
  const goToField = () => {
    field.current?.focus();
    field.current?.select();
  };
  useShortcut('search', goToField);
  const openFirst = useOpenFirst({ text, asked, search });

  // What is found by a number, a reference or filters alone is in one order, the newest first; one hit is in none.
  const isOrdered = hits.length > 1 && hits.some(({ entryId }) => entryId !== null);
  const move = useListKeys(hits, { asked, caseId });

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
              onKeyDown={(event) => onFieldKey(event, openFirst)}
            />
            <SearchFilters
              filters={q ? (data?.filters ?? []) : []}
              onRemove={(piece) => {
                write(text.replace(piece, '').replace(/\s+/g, ' ').trimStart());
                field.current?.focus();
              }}
            />
            {q && <SaveSearch q={q} found={data} />}
            {hits.length > 0 && <ExportSearchButton asked={asked} />}
            {q && (isOrdered || order === 'newest') && (
              <SearchOrder
                order={order ?? 'relevance'}
                onChange={(next) =>
                  void navigate({ to: '.', search: { ...asked, order: next === 'newest' ? next : undefined } })
                }
              />
            )}
            <FoundCount count={hits.length} isKnown={q !== '' && data !== undefined && !isFetching} />
          </header>
          <div className={classes.scroller} aria-busy={isFetching}>
            <SearchCorrections
              corrections={q ? (data?.corrections ?? []) : []}
              onReplace={(typed, meant) => write(text.replace(typed, meant))}
            />
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
              <SearchHits hits={hits} asked={asked} caseId={caseId} onMove={move} />
            )}
            {q && data && !search.isPlaceholderData && <FoundInSpam q={q} found={data} onShow={write} />}
          </div>
        </>
      }
    >
      <Outlet />
    </SplitView>
  );
}
