import type { MessageEntry } from '@guichet/contracts';
import { Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../i18n/time.js';
import classes from './flags.module.css';

/** What is unusual about a message, in words; why, on hover and focus. */
export function Flags({ entry }: { entry: MessageEntry }) {
  const { t } = useTranslation();
  const times = useTimes();
  if (entry.flags.length === 0) return null;
  return (
    <ul className={classes.flags} aria-label={t('flag.label')}>
      {entry.flags.map((flag) => {
        const claimed = flag === 'date-odd' && entry.claimedAt ? times.full(entry.claimedAt) : '';
        const why = [t(`flagWhy.${flag}`, { count: entry.hiddenParts }), claimed].filter(Boolean).join(' ');
        return (
          <li key={flag}>
            <Tooltip label={why} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
              <span className={classes.flag} tabIndex={0}>
                <IconInfoCircle size={13} stroke={1.75} aria-hidden />
                {t(`flag.${flag}`, { count: entry.hiddenParts })}
              </span>
            </Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
