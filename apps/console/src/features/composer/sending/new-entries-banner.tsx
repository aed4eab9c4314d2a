import type { Entry } from '@guichet/contracts';
import { IconAlertCircle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { ShortTime } from '../../../shared/i18n/short-time.js';
import classes from './new-entries-banner.module.css';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import { titleOfNewest } from './title-of-newest-entry.js';

interface Props {
  changes: readonly Entry[];
  /** The reply was to be sent: whoever wrote it is to look first. */
  asked: boolean;
}

/** Shows the entries that others added while the reply was being written, and asks to read them before it is sent. */
export function NewEntriesBanner({ changes, asked }: Props) {
  const { t } = useTexts();
  const { agent } = useSession();
  const newest = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (asked) newest.current?.scrollIntoView({ block: 'nearest' });
  }, [asked, changes.length]);
  const last = changes.at(-1);
  if (!last) return null;
  return (
    <div className={classes.banner} data-asked={asked || undefined} role="alert">
      <p className={classes.title}>
        <IconAlertCircle size={16} stroke={1.75} aria-hidden />
        {t(`composer.${titleOfNewest(last, agent.id)}`, { name: displayName(last.actor.name) })}
      </p>
      {asked && <p className={classes.ask}>{t('composer.lookFirst')}</p>}
      <ul className={classes.list}>
        {changes.map((entry) => (
          <li key={entry.id} ref={entry === last ? newest : undefined}>
            <strong>
              <bdi>{displayName(entry.actor.name)}</bdi>
            </strong>{' '}
            {entry.kind === 'note' && <em>{t('common.note')}</em>} <ShortTime at={entry.at} className={classes.when} />
            {entry.kind !== 'activity' && (
              <blockquote dir="auto">
                {(entry.kind === 'message'
                  ? entry.segments
                      .filter(({ kind }) => kind === 'visible')
                      .map(({ text }) => text)
                      .join('') || entry.text
                  : entry.text
                ).trim()}
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
