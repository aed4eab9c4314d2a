import { IconCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import classes from './connection-banner.module.css';
import { useIsConnectionSaid } from './connection-notice-owner.js';
import { useCaughtUp, useConnection } from './use-live-connection.js';
import { useWaitingSends } from './retry-until-answered.js';

/** After how many milliseconds a connection is said to be lost: one that was there, and one that a slow page or line is still making. */
const PATIENCE = { lost: 2000, connecting: 10_000 };

/**
 * Says that the screen may be out of date once there has been no connection for some seconds. Where a part of the screen shows that, it
 * says so to screen readers alone, and does not push the page down; but nothing else shows that messages wait to be sent.
 */
export function ConnectionBanner() {
  const { t } = useTexts();
  const connection = useConnection();
  const caughtUp = useCaughtUp();
  const waiting = useWaitingSends();
  const isSaid = useIsConnectionSaid();
  const [lost, setLost] = useState(false);
  const [back, setBack] = useState<number>();

  useEffect(() => {
    if (connection === 'connected') return setLost(false);
    const timer = setTimeout(() => setLost(true), PATIENCE[connection]);
    return () => clearTimeout(timer);
  }, [connection]);

  useEffect(() => {
    if (!caughtUp) return;
    setBack(caughtUp.changes);
    const timer = setTimeout(() => setBack(undefined), 4000);
    return () => clearTimeout(timer);
  }, [caughtUp]);

  return (
    <div role="status" className={isSaid && waiting === 0 ? 'g-sr' : classes.place}>
      {lost ? (
        <p className={classes.lost}>
          <IconPlugConnectedX size={16} stroke={1.5} aria-hidden />
          {t('common.connection.lost')}
          {waiting > 0 && ` ${t('common.connection.waiting', { count: waiting })}`}
        </p>
      ) : back !== undefined ? (
        <p className={classes.back}>
          <IconCheck size={16} stroke={1.5} aria-hidden />
          {t('common.connection.caughtUp', { count: back })}
        </p>
      ) : null}
    </div>
  );
}
