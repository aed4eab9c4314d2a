import { IconEyeCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import classes from './saved-views.module.css';

/** The cases that the agent follows, be they theirs or not. */
export function FollowedRow({ isOpen, count }: { isOpen: boolean; count: number | undefined }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li className={classes.row}>
      <Link
        to="/inbox/$view"
        params={{ view: 'followed' }}
        search={{}}
        className={classes.view}
        aria-current={isOpen ? 'page' : undefined}
        title={t('inbox.viewLong.followed')}
      >
        <IconEyeCheck size={15} stroke={1.5} aria-hidden />
        <span className={classes.name}>{t('inbox.view.followed')}</span>
        {count !== undefined && (
          <span className={classes.count} title={t('common.cases', { count })}>
            {formats.number(count)}
          </span>
        )}
      </Link>
    </li>
  );
}
