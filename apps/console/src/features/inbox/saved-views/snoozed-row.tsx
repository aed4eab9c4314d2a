import { IconClockPause } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import classes from './saved-views.module.css';
import { SNOOZED } from './snoozed-list.js';

/** The cases of the agent that were put off, which are not among the others until they come back. */
export function SnoozedRow({ isOpen, count }: { isOpen: boolean; count: number | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li className={classes.row}>
      <Link
        to="/inbox/$view"
        {...SNOOZED}
        className={classes.view}
        aria-current={isOpen ? 'page' : undefined}
        title={t('inbox.viewLong.snoozed')}
      >
        <IconClockPause size={15} stroke={1.5} aria-hidden />
        <span className={classes.name}>{t('inbox.view.snoozed')}</span>
        {count !== undefined && (
          <span className={classes.count} title={t('common.cases', { count })}>
            {formats.number(count)}
          </span>
        )}
      </Link>
    </li>
  );
}
