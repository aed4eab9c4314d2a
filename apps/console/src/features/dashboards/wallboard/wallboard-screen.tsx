import type { Wallboard } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { format, useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { keepActive } from '../../../shared/session/user-activity.js';
import { wallboardQuery } from '../dashboard-queries.js';
import { useMetricFormats } from '../metrics/use-metric-formats.js';
import { useScreenWakeLock } from './use-screen-wake-lock.js';
import { useFitToHeight } from './use-fit-to-height.js';
import { useLeaveWallboard } from './use-leave-wallboard.js';
import { usePointerIsStill } from './use-pointer-is-still.js';
import { useCurrentMinute } from './use-current-minute.js';
import { useLiveQuery } from '../use-live-board.js';
import { WallboardSide } from './wallboard-side.js';
import { WallboardStaleNotice } from './wallboard-stale-notice.js';
import { WallboardTeams } from './wallboard-teams.js';
import classes from './wallboard-screen.module.css';

/** The wallboard for a screen in a room: large figures of teams, no names of persons. Escape leaves it. */
export function WallboardScreen() {
  const { t } = useTexts();
  const leave = useLeaveWallboard();
  const now = useCurrentMinute();
  const isStill = usePointerIsStill();
  useScreenWakeLock();
  // Nobody sits in front of a wall.
  useEffect(keepActive, []);
  const { data: wall, error, dataUpdatedAt, refetch } = useLiveQuery(wallboardQuery);
  return (
    <main
      id="main"
      className={classes.wall}
      data-still={isStill || undefined}
      tabIndex={-1}
      aria-label={t('dashboards.wallboard.title')}
    >
      <header className={classes.head}>
        {wall && <Clock now={now} timeZone={wall.timeZone} />}
        <WallboardStaleNotice since={dataUpdatedAt} failed={error !== null} />
        <button type="button" className={classes.leave} onClick={leave}>
          <IconX size={22} stroke={1.5} aria-hidden />
          {t('dashboards.wallboard.leave')}
        </button>
      </header>
      {wall ? (
        <>
          <div className={classes.totals}>
            <Tiles wall={wall} now={now} />
            {/* By the totals, as these differ from those of the page that a supervisor sees, and nobody scrolls a wall. */}
            {wall.partial && <p className={classes.partial}>{t('dashboards.wallboard.partial')}</p>}
          </div>
          <Below wall={wall} now={now} />
        </>
      ) : error ? (
        <ErrorState error={error} what={t('dashboards.now.loadFailed')} onRetry={() => void refetch()} />
      ) : (
        <Skeleton style={{ flex: 1 }} role="status" aria-label={t('common.loading')} />
      )}
    </main>
  );
}

function Below({ wall, now }: { wall: Wallboard; now: number }) {
  const ref = useFitToHeight<HTMLDivElement>();
  return (
    <div ref={ref} className={classes.below}>
      <WallboardTeams teams={wall.teams} now={now} />
      <WallboardSide wall={wall} />
    </div>
  );
}

function Clock({ now, timeZone }: { now: number; timeZone: string }) {
  const { i18n } = useTranslation();
  const say = (options: Intl.DateTimeFormatOptions) =>
    format(i18n.language, { ...options, timeZone }).format(new Date(now));
  return (
    <h1 className={classes.clock}>
      <time dateTime={new Date(now).toISOString()}>
        {say({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}
      </time>
      <span>{say({ weekday: 'long', day: 'numeric', month: 'long' })}</span>
    </h1>
  );
}

function Tiles({ wall, now }: { wall: Wallboard; now: number }) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const tiles = [
    { name: 'late', value: wall.late, tone: 'danger' },
    { name: 'soon', value: wall.soon, tone: 'soon' },
    { name: 'waiting', value: wall.waiting, tone: undefined },
    { name: 'unassigned', value: wall.unassigned, tone: undefined },
    { name: 'failing', value: wall.failing, tone: 'danger' },
  ] as const;
  return (
    <dl className={classes.tiles}>
      {tiles.map(({ name, value, tone }) => (
        <div key={name} className={classes.tile} data-tone={value > 0 ? tone : undefined}>
          <dt>{name === 'unassigned' ? t('dashboards.wallboard.unassigned') : t(`dashboards.now.figure.${name}`)}</dt>
          <dd>{formats.number(value)}</dd>
        </div>
      ))}
      <div className={classes.tile}>
        <dt>{t('dashboards.wallboard.oldest')}</dt>
        <dd>{wall.oldestAt ? amounts.age(wall.oldestAt, now) : '–'}</dd>
      </div>
    </dl>
  );
}
