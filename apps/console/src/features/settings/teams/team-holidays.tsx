import { Territory, type BusinessHours, type CalendarDay } from '@guichet/contracts';
import { ErrorState, Hint, PageSection } from '@guichet/ui';
import { ActionIcon, Select, Skeleton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { calendarQuery } from '../../../shared/api/settings-queries.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './team-calendar.module.css';
import { today, useCalendarDayFormats } from './use-calendar-day-formats.js';

interface Props {
  teamId: string;
  schedule: BusinessHours;
  /** Whether the days that the server computes are those of what is on the screen. */
  asSaved: boolean;
  onTerritory: ((territory: Territory | null) => void) | undefined;
}

/** The choice of the public holidays that a team keeps, and their dates. */
export function TeamHolidays({ teamId, schedule, asSaved, onTerritory }: Props) {
  const { t } = useTexts();
  const thisYear = Number(today(schedule.timeZone, useNow()).slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const { data, error, refetch } = useQuery(calendarQuery(teamId, year));
  return (
    <PageSection>
      <h2>{t('teams.hours.holidays')}</h2>
      <Hint>{t('teams.hours.holidaysHint')}</Hint>
      <Select
        maw={360}
        label={t('teams.hours.territory')}
        data={[
          ...Territory.options.map((value) => ({ value, label: t(`teams.territory.${value}`) })),
          { value: 'none', label: t('teams.hours.noTerritory') },
        ]}
        allowDeselect={false}
        readOnly={!onTerritory}
        value={schedule.territory ?? 'none'}
        onChange={(value) => onTerritory?.(value === 'none' ? null : value)}
      />
      <div className={classes.years}>
        <ActionIcon aria-label={t('teams.hours.earlier', { year: year - 1 })} onClick={() => setYear(year - 1)}>
          <IconChevronLeft size={16} stroke={1.5} />
        </ActionIcon>
        <h3 aria-live="polite">{t('teams.hours.year', { year })}</h3>
        <ActionIcon aria-label={t('teams.hours.later', { year: year + 1 })} onClick={() => setYear(year + 1)}>
          <IconChevronRight size={16} stroke={1.5} />
        </ActionIcon>
      </div>
      {!asSaved ? (
        <p className={classes.aside}>{t('teams.hours.afterSave')}</p>
      ) : error && !data ? (
        <ErrorState error={error} what={t('teams.hours.daysFailed')} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={160} />
      ) : data.length === 0 ? (
        <p className={classes.aside}>{t('teams.hours.noDays')}</p>
      ) : (
        <ul className={classes.days} data-columns>
          {data.map((day) => (
            <Day key={day.date} day={day} />
          ))}
        </ul>
      )}
    </PageSection>
  );
}

function Day({ day }: { day: CalendarDay }) {
  const { t } = useTexts();
  const days = useCalendarDayFormats();
  const hours = days.slots(day.slots);
  return (
    <li className={classes.day}>
      <time dateTime={day.date} className={classes.date}>
        {days.short(day.date)}
      </time>
      <span className={classes.what}>
        <bdi>{day.name}</bdi>
        {hours && ` · ${hours}`}
        {day.source === 'exception' && ` · ${t('teams.hours.exception')}`}
      </span>
    </li>
  );
}
