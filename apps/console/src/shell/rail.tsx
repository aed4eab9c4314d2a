import { PersonMark } from '@guichet/ui';
import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  IconBell,
  IconChartHistogram,
  IconInbox,
  IconMailQuestion,
  IconPlus,
  IconSearch,
  IconSettings,
  IconTemplate,
} from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { countsQuery } from '../api/queries.js';
import { useMay, useSession } from '../session/use-session.js';
import { patient } from './patient.js';
import { RailItem } from './rail-item.js';
import classes from './rail.module.css';

// Not needed to see the list: fetched beside it, and there when somebody reaches for them.
const NewMenu = lazy(() => patient(() => import('./new-menu.js').then((module) => ({ default: module.NewMenu }))));
const Bell = lazy(() => patient(() => import('../notifications/bell.js').then((module) => ({ default: module.Bell }))));
const MeMenu = lazy(() => patient(() => import('./me-menu.js').then((module) => ({ default: module.MeMenu }))));

export function Rail() {
  const { t } = useTranslation();
  const may = useMay();
  const { agent } = useSession();
  const { data: counts } = useQuery(countsQuery);
  const held = counts?.holdingPen ?? 0;

  return (
    <nav className={classes.rail} aria-label={t('rail.label')}>
      <img className={classes.logo} src="/guichet.svg" alt="Guichet" width={28} height={28} />
      <Tooltip label={t('rail.inbox')} position="right">
        <Link
          className={classes.item}
          to="/inbox/$view"
          params={{ view: 'all' }}
          activeOptions={{ exact: false }}
          data-inbox
        >
          <RailItem icon={IconInbox} label={t('rail.inbox')} />
        </Link>
      </Tooltip>
      <Tooltip label={t('rail.search')} position="right">
        <Link className={classes.item} to="/search">
          <RailItem icon={IconSearch} label={t('rail.search')} />
        </Link>
      </Tooltip>
      {may('metrics.read') && (
        <Tooltip label={t('boards.title')} position="right">
          <Link className={classes.item} to="/dashboards" activeOptions={{ exact: false }}>
            <RailItem icon={IconChartHistogram} label={t('boards.rail')} />
          </Link>
        </Tooltip>
      )}
      {may('template.read') && (
        <Tooltip label={t('library.title')} position="right">
          <Link className={`${classes.item} ${classes.wideOnly}`} to="/templates" activeOptions={{ exact: false }}>
            <RailItem icon={IconTemplate} label={t('library.title')} />
          </Link>
        </Tooltip>
      )}
      {may('holding-pen.read') && (
        <Tooltip label={t('rail.holdingPen')} position="right">
          <Link className={classes.item} to="/holding-pen">
            <RailItem icon={IconMailQuestion} label={t('rail.pen')}>
              {held > 0 && (
                <span className={classes.count}>
                  <span className="g-sr">{t('rail.held', { count: held })}</span>
                  <span aria-hidden>{held > 99 ? '99+' : held}</span>
                </span>
              )}
            </RailItem>
          </Link>
        </Tooltip>
      )}
      <Suspense
        fallback={
          <span className={classes.item}>
            <RailItem icon={IconPlus} label={t('rail.new')} />
          </span>
        }
      >
        <NewMenu />
      </Suspense>
      <span className={classes.gap} />
      <Suspense
        fallback={
          <span className={classes.item}>
            <RailItem icon={IconBell} label={t('desk.bell.short')} />
          </span>
        }
      >
        <Bell />
      </Suspense>
      <Tooltip label={t('rail.settings')} position="right">
        <Link className={`${classes.item} ${classes.wideOnly}`} to="/settings" activeOptions={{ exact: false }}>
          <RailItem icon={IconSettings} label={t('rail.settings')} />
        </Link>
      </Tooltip>
      <Suspense fallback={<PersonMark name={agent.name} size={30} />}>
        <MeMenu />
      </Suspense>
    </nav>
  );
}
