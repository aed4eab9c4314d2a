import type { ExceptionalDay } from '@guichet/contracts';
import { Hint, PageSection } from '@guichet/ui';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useNow } from '../../../shared/i18n/use-now.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './team-calendar.module.css';
import { ExceptionalDayDialog } from './exceptional-day-dialog.js';
import { today, useCalendarDayFormats } from './use-calendar-day-formats.js';

interface Props {
  timeZone: string;
  exceptions: readonly ExceptionalDay[];
  onChange: ((next: (before: readonly ExceptionalDay[]) => ExceptionalDay[]) => void) | undefined;
  children: ReactNode;
}

const inOrder = (days: readonly ExceptionalDay[]) => days.toSorted((a, b) => a.date.localeCompare(b.date));

const without = (days: readonly ExceptionalDay[], date: string | undefined) => days.filter((one) => one.date !== date);

/** The exceptional days of a team: those to come, and past ones folded. */
export function ExceptionalDays({ timeZone, exceptions, onChange, children }: Props) {
  const { t } = useTexts();
  const days = useCalendarDayFormats();
  const now = today(timeZone, useNow());
  const [editing, setEditing] = useState<{ day?: ExceptionalDay }>();
  const { coming = [], past = [] } = Object.groupBy(inOrder(exceptions), ({ date }) =>
    date < now ? 'past' : 'coming',
  );
  const remove = (day: ExceptionalDay) => {
    onChange?.((before) => without(before, day.date));
    toast({
      message: t('teams.hours.removedDay', { day: days.short(day.date) }),
      undoLabel: t('common.list.undo'),
      undo: () => onChange?.((before) => inOrder([...without(before, day.date), day])),
    });
  };
  const row = (day: ExceptionalDay) => (
    <li key={day.date} className={classes.day} data-whole>
      <div className={classes.said}>
        <time dateTime={day.date} className={classes.date}>
          {days.long(day.date)}
        </time>
        <bdi className={classes.what}>{day.name}</bdi>
        <span className={classes.aside}>{days.slots(day.slots) || t('teams.hours.closed')}</span>
      </div>
      {onChange && (
        <>
          <ActionIcon
            aria-label={t('teams.hours.editDay', { day: days.long(day.date) })}
            onClick={() => setEditing({ day })}
          >
            <IconPencil size={16} stroke={1.5} />
          </ActionIcon>
          <ActionIcon aria-label={t('teams.hours.removeDay', { day: days.long(day.date) })} onClick={() => remove(day)}>
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </>
      )}
    </li>
  );
  return (
    <PageSection>
      <h2>{t('teams.hours.exceptions')}</h2>
      <Hint>{t('teams.hours.exceptionsHint')}</Hint>
      {coming.length > 0 ? (
        <ul className={classes.days}>{coming.map(row)}</ul>
      ) : (
        <p className={classes.aside}>{t('teams.hours.noExceptions')}</p>
      )}
      {past.length > 0 && (
        <details className={classes.past}>
          <summary>{t('teams.hours.past', { count: past.length })}</summary>
          <ul className={classes.days}>{past.map(row)}</ul>
        </details>
      )}
      <div className={classes.ways}>
        {onChange && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={15} stroke={1.75} />}
            onClick={() => setEditing({})}
          >
            {t('teams.hours.addDay')}
          </Button>
        )}
        {children}
      </div>
      {editing && (
        <ExceptionalDayDialog
          day={editing.day}
          taken={without(exceptions, editing.day?.date).map(({ date }) => date)}
          onKeep={(day) => {
            onChange?.((before) => inOrder([...without(before, editing.day?.date), day]));
            setEditing(undefined);
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
    </PageSection>
  );
}
