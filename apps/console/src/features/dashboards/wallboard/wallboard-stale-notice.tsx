import { IconPlugConnectedX } from '@tabler/icons-react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useConnection } from '../../../shared/live/use-live-connection.js';
import { isBoardStale } from './is-board-stale.js';
import classes from './wallboard-screen.module.css';

/** A wallboard has no user who could notice that it has stopped, so it shows since when it has been out of date. */
export function WallboardStaleNotice({ since, failed }: { since: number; failed: boolean }) {
  const { t } = useTexts();
  const formats = useFormats();
  const now = useNow();
  const connection = useConnection();
  return (
    <div role="status" className={classes.staleness}>
      {isBoardStale({ connection, failed, since }, now) && (
        <p className={classes.stale}>
          <IconPlugConnectedX size="1.2em" stroke={1.75} aria-hidden />
          {t('dashboards.wallboard.stale', { at: formats.dateTime(since) })}
        </p>
      )}
    </div>
  );
}
