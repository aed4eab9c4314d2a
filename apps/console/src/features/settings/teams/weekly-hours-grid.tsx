import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCopy, IconPlus } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { nextSlot, OpeningHoursOfDay } from './opening-hours-of-day.js';
import { useCalendarDayFormats } from './use-calendar-day-formats.js';
import classes from './weekly-hours-grid.module.css';
import { weekdays, type Week } from './weekly-hours.js';

/** A contract takes no more in a day. */
const MOST = 6;

/** The hours of a week, day by day. */
export function WeeklyHoursGrid({ week, onChange }: { week: Week; onChange: ((week: Week) => void) | undefined }) {
  const { t } = useTexts();
  const days = useCalendarDayFormats();
  const copy = (from: (typeof weekdays)[number], to: readonly (typeof weekdays)[number][]) =>
    onChange?.({ ...week, ...Object.fromEntries(to.map((day) => [day, week[from]])) });
  return (
    <ul className={classes.week}>
      {weekdays.map((weekday) => {
        const day = days.weekday(weekday);
        const slots = week[weekday];
        return (
          <li key={weekday} className={classes.day}>
            <span className={classes.name}>{day}</span>
            <OpeningHoursOfDay
              day={day}
              slots={slots}
              onChange={onChange && ((next) => onChange({ ...week, [weekday]: next }))}
            />
            {onChange && (
              <div className={classes.ways}>
                <Tooltip label={t('teams.hours.addShort')}>
                  <ActionIcon
                    aria-label={t('teams.hours.add', { day })}
                    disabled={slots.length >= MOST}
                    onClick={() => onChange({ ...week, [weekday]: [...slots, nextSlot(slots)] })}
                  >
                    <IconPlus size={17} stroke={1.5} />
                  </ActionIcon>
                </Tooltip>
                <Menu position="bottom-end">
                  <Menu.Target>
                    <ActionIcon aria-label={t('teams.hours.copy', { day })}>
                      <IconCopy size={16} stroke={1.5} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Label>{t('teams.hours.copy', { day })}</Menu.Label>
                    <Menu.Item onClick={() => copy(weekday, weekdays.slice(0, 5))}>
                      {t('teams.hours.toWeekdays')}
                    </Menu.Item>
                    <Menu.Item onClick={() => copy(weekday, weekdays)}>{t('teams.hours.toAll')}</Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
