import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNow, useTimes } from '../i18n/time.js';
import { useConnection } from '../live/use-log.js';
import { isStale } from './stale.js';
import classes from './wall.module.css';

/** Nobody looks after a wall: it says by itself that it is not true any more, and since when. */
export function WallStale({ since, failed }: { since: number; failed: boolean }) {
  const { t } = useTranslation();
  const times = useTimes();
  const now = useNow();
  const connection = useConnection();
  return (
    <div role="status" className={classes.staleness}>
      {isStale({ connection, failed, since }, now) && (
        <p className={classes.stale}>
          <IconPlugConnectedX size="1.2em" stroke={1.75} aria-hidden />
          {t('dashboards.wall.stale', { at: times.dateTime(since) })}
        </p>
      )}
    </div>
  );
}
