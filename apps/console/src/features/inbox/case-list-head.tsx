import { caseViews, type CaseListCount, type CaseView } from '@guichet/contracts';
import { SearchField } from '@guichet/ui';
import { Button } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter2, IconMailX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '../../shared/router/lazy-parts.js';
import { countsQuery, countOfListQuery, type CaseFilter } from '../../shared/api/queries.js';
import { onClockTick } from '../../shared/i18n/use-now.js';
import { usePreferences } from '../../shared/session/browser-preferences.js';
import { useCaseSort } from '../../shared/session/use-case-sort.js';
import { useMay, useSession } from '../../shared/session/use-session.js';
import { savedViewsHeight } from './saved-views/saved-views-height.js';
import { filterOfList } from './saved-views/saved-view-and-open-list.js';
import { isSnoozedList } from './saved-views/snoozed-list.js';
import type { InboxSearch } from '../../shared/cases/inbox-search-params.js';
import { isLandingList } from '../../shared/cases/landing-list.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './case-list-head.module.css';

// Not needed to see the list: fetched beside it, and there when somebody reaches for them.
const Queues = lazyPart(() => import('./list-parts.js'), 'TeamQueues');
const SavedViews = lazyPart(() => import('./list-parts.js'), 'SavedViews');
const TakeNext = lazyPart(() => import('./list-parts.js'), 'TakeNextButton');
const FilterMenu = lazyPart(() => import('./list-parts.js'), 'FilterMenu');
const FilterChips = lazyPart(() => import('./list-parts.js'), 'FilterChips');
const Export = lazyPart(() => import('./list-parts.js'), 'ExportButton');
const DisplayMenu = lazyPart(() => import('./list-parts.js'), 'SortAndDensityMenu');

/** What an agent follows stands among the views below, where they follow anything. */
const tabs = caseViews.filter((view) => view !== 'followed');

function TextFilter({ search, change }: { search: InboxSearch; change: (next: Partial<InboxSearch>) => void }) {
  const { t } = useTexts();
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  const apply = useDebouncedCallback((q: string) => change({ q: q.trim() || undefined }), 250);
  return (
    <SearchField
      className={classes.text}
      size="xs"
      label={t('inbox.filterText')}
      placeholder={t('inbox.filterText')}
      value={text}
      onText={(next) => {
        setText(next);
        apply(next);
      }}
      onClear={() => {
        setText('');
        change({ q: undefined });
      }}
    />
  );
}

function Count({ count, isAtLeast = false }: { count: number | undefined; isAtLeast?: boolean }) {
  const { t, i18n } = useTranslation();
  if (count === undefined) return null;
  const compact = { notation: 'compact', maximumFractionDigits: 1 } as const;
  return (
    <span className={classes.count} title={t(isAtLeast ? 'views.atLeast' : 'common.cases', { count })}>
      {new Intl.NumberFormat(i18n.language, count < 10_000 ? {} : compact).format(count)}
      {isAtLeast && '+'}
    </span>
  );
}

/**
 * How many cases are in a list that is narrowed by more than a team, as those are which a number of the dashboard opens; undefined: it is
 * not, or that is not known yet. What was typed is looked for in the messages: that is not done once more to count. Nobody tells when time
 * alone makes a case late.
 */
function useCountOfNarrowed(filter: CaseFilter, isWanted: boolean): CaseListCount | undefined {
  const { view: _, sort: __, team: ___, q, ...narrower } = filter;
  const enabled = isWanted && !q && Object.values(narrower).some((value) => value !== undefined);
  const { data, refetch } = useQuery({ ...countOfListQuery(filter), enabled });
  const byTime = enabled && filter.due !== undefined;
  useEffect(() => (byTime ? onClockTick(() => void refetch()) : undefined), [byTime, refetch]);
  return enabled ? data : undefined;
}

/** The name of a list. Spam is looked at now and then: its sign alone leaves the others room to be read whole in one line. */
function ViewName({ view }: { view: CaseView }) {
  const { t } = useTexts();
  if (view !== 'spam') return <span className={classes.name}>{t(`inbox.view.${view}`)}</span>;
  return (
    <>
      <IconMailX size={15} stroke={1.5} aria-hidden />
      <span className="g-sr">{t('inbox.view.spam')}</span>
    </>
  );
}

export function CaseListHead({ view, search }: { view: CaseView; search: InboxSearch }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const may = useMay();
  const { agent, permissions } = useSession();
  const preferences = usePreferences();
  const sort = useCaseSort(view);
  const { data: counts } = useQuery(countsQuery);
  const filter = filterOfList({ view, search, sort: search.sort ?? sort });
  // Those that are opened from below the tabs are lists of their own, with their numbers there.
  const isSnoozed = isSnoozedList(view, search);
  const isListBelow = search.saved !== undefined || isSnoozed;
  const counted = useCountOfNarrowed(filter, !isListBelow);
  // The list with which a day begins is narrowed by nobody's choice: a tab shows all that is in it, as the own tab does of any list.
  const isLanding = isLandingList({ view, search }, { role: agent.role, permissions });
  const { team, sort: _, saved: __, ...narrower } = search;
  // Of one team's queue, where one is open, and none where the list is narrower still: a number that the list cannot show would
  // mislead.
  const isNarrower = Object.values(narrower).some(Boolean) && !isSnoozed;
  const shown: Partial<Record<CaseView, number>> | undefined = isNarrower
    ? undefined
    : team
      ? counts?.teams.find(({ id }) => id === team)
      : counts;
  const change = (next: Partial<InboxSearch>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...next, at: undefined }), replace: true });

  return (
    <header className={classes.head}>
      <div className={classes.bar}>
        <h1>{t('inbox.title')}</h1>
        <Suspense>
          <Queues view={view} search={search} />
          {may('case.assign') && <TakeNext />}
          <Export filter={filter} />
          <DisplayMenu view={view} search={search} change={change} />
        </Suspense>
      </div>
      <nav className={classes.views} aria-label={t('inbox.views')}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/inbox/$view"
            params={{ view: one }}
            search={isListBelow || isLanding || one === view ? {} : search}
            className={classes.view}
            aria-current={one === view && !isListBelow ? 'page' : undefined}
            title={t(`inbox.viewLong.${one}`)}
            data-view={one}
          >
            <ViewName view={one} />
            {one === view && counted ? (
              <Count {...counted} />
            ) : (
              <Count count={one === 'spam' ? shown?.[one] || undefined : shown?.[one]} />
            )}
          </Link>
        ))}
      </nav>
      {may('case.read') && (
        <Suspense fallback={<div style={{ height: savedViewsHeight(preferences) }} />}>
          <SavedViews view={view} search={search} />
        </Suspense>
      )}
      <div className={classes.filters}>
        <TextFilter search={search} change={change} />
        <Suspense
          fallback={
            <Button variant="default" size="xs" leftSection={<IconFilter2 size={15} stroke={1.5} aria-hidden />}>
              {t('inbox.filter')}
            </Button>
          }
        >
          <FilterMenu search={search} change={change} />
        </Suspense>
      </div>
      <Suspense>
        <FilterChips search={search} change={change} />
      </Suspense>
      {/* The board counts the open ones alone. */}
      {view === 'unassigned' && !search.status && !search.saved && (
        <p className={classes.counted}>{t('inbox.countsWaiting')}</p>
      )}
    </header>
  );
}
