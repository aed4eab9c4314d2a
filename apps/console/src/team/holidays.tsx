import type { CalendarDay, Schedule, Territory } from '@guichet/contracts';
import { ActionIcon, Select, Skeleton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calendarQuery } from '../api/circulation.js';
import { useNow } from '../i18n/time.js';
import settings from '../settings/settings.module.css';
import { Trouble } from '../shell/trouble.js';
import classes from './calendar.module.css';
import { today, useDays } from './use-days.js';

const territories: readonly Territory[] = [
  'fr',
  'fr-alsace-moselle',
  'fr-guadeloupe',
  'fr-martinique',
  'fr-guyane',
  'fr-reunion',
  'fr-mayotte',
  'fr-saint-barthelemy',
  'fr-saint-martin',
  'fr-saint-pierre-et-miquelon',
  'fr-nouvelle-caledonie',
  'fr-polynesie',
  'fr-wallis-et-futuna',
];

interface Props {
  teamId: string;
  schedule: Schedule;
  /** Whether the days that the server computes are those of what is on the screen. */
  asSaved: boolean;
  onTerritory: ((territory: Territory | null) => void) | undefined;
}

/** Whose holidays are kept, and which days that makes. */
export function Holidays({ teamId, schedule, asSaved, onTerritory }: Props) {
  const { t } = useTranslation();
  const thisYear = Number(today(schedule.timeZone, useNow()).slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const { data, error, refetch } = useQuery(calendarQuery(teamId, year));
  return (
    <section className={settings.part}>
      <h2>{t('workforce.hours.holidays')}</h2>
      <p className={settings.hint}>{t('workforce.hours.holidaysHint')}</p>
      <Select
        maw={360}
        label={t('workforce.hours.territory')}
        data={[
          ...territories.map((value) => ({ value, label: t(`workforce.territory.${value}`) })),
          { value: 'none', label: t('workforce.hours.noTerritory') },
        ]}
        allowDeselect={false}
        readOnly={!onTerritory}
        value={schedule.territory ?? 'none'}
        onChange={(value) => onTerritory?.(value === 'none' ? null : value)}
      />
      <div className={classes.years}>
        <ActionIcon aria-label={t('workforce.hours.earlier', { year: year - 1 })} onClick={() => setYear(year - 1)}>
          <IconChevronLeft size={16} stroke={1.5} />
        </ActionIcon>
        <h3 aria-live="polite">{t('workforce.hours.year', { year })}</h3>
        <ActionIcon aria-label={t('workforce.hours.later', { year: year + 1 })} onClick={() => setYear(year + 1)}>
          <IconChevronRight size={16} stroke={1.5} />
        </ActionIcon>
      </div>
      {!asSaved ? (
        <p className={classes.aside}>{t('workforce.hours.afterSave')}</p>
      ) : error && !data ? (
        <Trouble error={error} what={t('workforce.hours.daysFailed')} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={160} />
      ) : data.length === 0 ? (
        <p className={classes.aside}>{t('workforce.hours.noDays')}</p>
      ) : (
        <ul className={classes.days} data-columns>
          {data.map((day) => (
            <Day key={day.date} day={day} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Day({ day }: { day: CalendarDay }) {
  const { t } = useTranslation();
  const days = useDays();
  const hours = day.slots.map(({ from, to }) => `${from}–${to}`).join(', ');
  return (
    <li className={classes.day}>
      <time dateTime={day.date} className={classes.date}>
        {days.short(day.date)}
      </time>
      <span className={classes.what}>
        <bdi>{day.name}</bdi>
        {hours && ` · ${hours}`}
        {day.source === 'exception' && ` · ${t('workforce.hours.exception')}`}
      </span>
    </li>
  );
}
