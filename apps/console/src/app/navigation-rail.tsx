import { PersonMark } from '@guichet/ui';
import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  IconBell,
  IconChartHistogram,
  IconInbox,
  IconMailQuestion,
  IconPrinter,
  IconPlus,
  IconSearch,
  IconSettings,
  IconTemplate,
} from '@tabler/icons-react';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { countsQuery, lettersQuery } from '../shared/api/queries.js';
import { useMay, useSession } from '../shared/session/use-session.js';
import { Bell } from '../features/notifications/index.js';
import { importWithRetry } from '../shared/api/import-with-retry.js';
import { RailCount, RailLink, RailPlaceholder } from '../shared/layout/navigation-rail-item.js';
import classes from './navigation-rail.module.css';

// These are not needed to see the list: they are fetched beside it.
const NewMenu = lazy(() =>
  importWithRetry(() => import('./new-menu.js').then((module) => ({ default: module.NewMenu }))),
);
const MeMenu = lazy(() => importWithRetry(() => import('./me-menu.js').then((module) => ({ default: module.MeMenu }))));

/** The letters to print, once there is one: most towns send none. */
function LettersLink() {
  const { t } = useTranslation();
  const { data: letters = [] } = useQuery(lettersQuery);
  const isOpen = useLocation({ select: ({ pathname }) => pathname === '/letters' });
  if (letters.length === 0 && !isOpen) return null;
  return (
    <Tooltip label={t('letters.title')} position="right">
      <RailLink wideOnly to="/letters" icon={IconPrinter} label={t('letters.rail')}>
        <RailCount count={letters.length} label={t('letters.waiting', { count: letters.length })} />
      </RailLink>
    </Tooltip>
  );
}

/** The main navigation: on the left, on a phone at the bottom. */
export function NavigationRail() {
  const { t } = useTranslation();
  const may = useMay();
  const { agent } = useSession();
  const { data: counts } = useQuery({ ...countsQuery, enabled: may('case.read') });
  // Whoever has just opened the search points at it still, and reads the first result beside it.
  const isSearch = useLocation({ select: ({ pathname }) => pathname.startsWith('/search') });
  const quarantined = counts?.quarantine ?? 0;

  return (
    <nav className={classes.rail} aria-label={t('app.rail.label')}>
      <img className={classes.logo} src="/guichet.svg" alt="Guichet" width={28} height={28} />
      {may('case.read') && (
        <>
          <Tooltip label={t('app.rail.inbox')} position="right">
            <RailLink
              to="/inbox/$view"
              params={{ view: 'all' }}
              activeOptions={{ exact: false }}
              icon={IconInbox}
              label={t('app.rail.inbox')}
              data-inbox
            />
          </Tooltip>
          <Tooltip label={t('app.rail.search')} position="right" disabled={isSearch}>
            <RailLink to="/search" icon={IconSearch} label={t('app.rail.search')} />
          </Tooltip>
        </>
      )}
      {may('metrics.read') && (
        <Tooltip label={t('app.dashboards.title')} position="right">
          <RailLink
            to="/dashboards"
            activeOptions={{ exact: false }}
            icon={IconChartHistogram}
            label={t('app.dashboards.rail')}
          />
        </Tooltip>
      )}
      {may('template.read') && (
        <Tooltip label={t('templates.title')} position="right">
          <RailLink
            wideOnly
            to="/templates"
            activeOptions={{ exact: false }}
            icon={IconTemplate}
            label={t('templates.title')}
          />
        </Tooltip>
      )}
      {may('quarantine.read') && (
        <Tooltip label={t('app.rail.quarantine')} position="right">
          <RailLink to="/quarantine" icon={IconMailQuestion} label={t('app.rail.quarantine')}>
            <RailCount count={quarantined} label={t('app.rail.quarantined', { count: quarantined })} />
          </RailLink>
        </Tooltip>
      )}
      {may('case.reply') && <LettersLink />}
      {may('case.create') && (
        <Suspense fallback={<RailPlaceholder icon={IconPlus} label={t('app.rail.new')} />}>
          <NewMenu />
        </Suspense>
      )}
      <span className={classes.gap} />
      <Suspense fallback={<RailPlaceholder icon={IconBell} label={t('notifications.short')} />}>
        <Bell />
      </Suspense>
      <Tooltip label={t('app.rail.settings')} position="right">
        <RailLink
          wideOnly
          to="/settings"
          activeOptions={{ exact: false }}
          icon={IconSettings}
          label={t('app.rail.settings')}
        />
      </Tooltip>
      <Suspense fallback={<PersonMark name={agent.name} size={30} />}>
        <MeMenu />
      </Suspense>
    </nav>
  );
}
