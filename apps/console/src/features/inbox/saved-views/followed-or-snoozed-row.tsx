import { IconClockPause, IconEyeCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './saved-views.module.css';
import { SNOOZED } from './snoozed-list.js';

/** The cases that the agent follows, be they theirs or not, and their own that are put off until a day. */
const LISTS = {
  followed: { icon: IconEyeCheck, to: { params: { view: 'followed' }, search: {} } },
  snoozed: { icon: IconClockPause, to: SNOOZED },
} as const;

interface Props {
  list: keyof typeof LISTS;
  isOpen: boolean;
  count: number | undefined;
}

/** A list of the agent's own that stands among the saved views. */
export function FollowedOrSnoozedRow({ list, isOpen, count }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { icon: Icon, to } = LISTS[list];
  return (
    <li className={classes.row}>
      <Link
        to="/inbox/$view"
        {...to}
        className={classes.view}
        aria-current={isOpen ? 'page' : undefined}
        title={t(`inbox.viewLong.${list}`)}
      >
        <Icon size={15} stroke={1.5} aria-hidden />
        {/* Cases of others may be put off as well: these are the agent's own. */}
        <span className={classes.name}>{t(list === 'snoozed' ? 'inbox.viewLong.snoozed' : 'inbox.view.followed')}</span>
        {count !== undefined && (
          <span className={classes.count} title={t('common.cases', { count })}>
            {formats.number(count)}
          </span>
        )}
      </Link>
    </li>
  );
}
