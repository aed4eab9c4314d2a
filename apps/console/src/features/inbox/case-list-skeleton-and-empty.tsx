import type { CaseView } from '@guichet/contracts';
import { EmptyState } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconClockCheck, IconFilterOff, IconInbox, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { channelsQuery, type CaseFilter } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { viewedAs } from '../../shared/session/viewed-as.js';
import { useMay } from '../../shared/session/use-session.js';
import classes from './case-list.module.css';
import { lazyPart, Optional } from '../../shared/router/lazy-parts.js';
import { isSnoozedList } from './saved-views/snoozed-list.js';

const ExampleCasesWhenViewingAs = lazyPart(
  () => import('./example-cases-when-viewing-as.js'),
  'ExampleCasesWhenViewingAs',
);

const NoOwnSnoozedCases = lazyPart(() => import('./list-parts.js'), 'NoOwnSnoozedCases');

/** The placeholder of the rows while they are loaded. */
export function CaseListSkeleton({ height }: { height: number }) {
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

/** What a supervisor begins the day with, on a good day. */
function NothingLate({ view }: { view: CaseView }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={IconClockCheck}
      title={t('inbox.empty.late')}
      action={
        <Button variant="default" onClick={() => void navigate({ to: '/inbox/$view', params: { view }, search: {} })}>
          {t(`inbox.viewLong.${view}`)}
        </Button>
      }
    >
      {t('inbox.empty.lateText')}
    </EmptyState>
  );
}

/** Says why the list is empty, and offers the next step. */
export function EmptyCaseList({ filter }: { filter: CaseFilter }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const may = useMay();
  const { data: channels } = useQuery(channelsQuery);
  const { view = 'all', sort: _, ...rest } = filter;
  const { due, ...narrower } = rest;
  const isNarrower = Object.values(narrower).some((value) => value !== undefined);
  if (due === 'late' && !isNarrower) return <NothingLate view={view} />;
  if (isSnoozedList(view, rest))
    return (
      <Optional>
        <NoOwnSnoozedCases />
      </Optional>
    );
  if (due || isNarrower)
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('inbox.empty.filtered')}
        action={
          <Button variant="default" onClick={() => void navigate({ to: '/inbox/$view', params: { view }, search: {} })}>
            {t('inbox.empty.clear')}
          </Button>
        }
      >
        {/* Where a status is chosen, no case is left out for being closed. */}
        {t(narrower.status || view === 'spam' ? 'inbox.empty.statusText' : 'inbox.empty.filteredText')}
      </EmptyState>
    );
  if (viewedAs)
    return (
      <>
        <EmptyState icon={IconInbox} title={t('inbox.empty.viewedAs')}>
          {t('inbox.empty.viewedAsText')}
        </EmptyState>
        <Optional>
          <ExampleCasesWhenViewingAs />
        </Optional>
      </>
    );
  if (!may('case.read'))
    return (
      <EmptyState icon={IconUsers} title={t('inbox.empty.noTeam')}>
        {t('inbox.empty.noTeamText')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={IconInbox}
      title={t(`inbox.empty.${view}`)}
      action={
        view === 'all'
          ? may('channel.manage') &&
            channels?.length === 0 && (
              <Button component={Link} to="/settings/channels" variant="default">
                {t('inbox.empty.addChannel')}
              </Button>
            )
          : view !== 'unassigned' && (
              <Button
                variant="default"
                onClick={() => void navigate({ to: '/inbox/$view', params: { view: 'unassigned' }, search: {} })}
              >
                {t('inbox.empty.seeUnassigned')}
              </Button>
            )
      }
    >
      {t(`inbox.empty.${view}Text`)}
    </EmptyState>
  );
}
