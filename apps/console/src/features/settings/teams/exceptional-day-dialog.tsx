import type { ExceptionalDay } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Switch, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { nextSlot, OpeningHoursOfDay } from './opening-hours-of-day.js';
import { useCalendarDayFormats } from './use-calendar-day-formats.js';
import { faultOf } from './weekly-hours.js';

interface Props {
  day: ExceptionalDay | undefined;
  /** Dates that have an entry already. */
  taken: readonly string[];
  onKeep: (day: ExceptionalDay) => void;
  onClose: () => void;
}

/** The dialog of one exceptional day: closed, or with other hours. */
export function ExceptionalDayDialog({ day: before, taken, onKeep, onClose }: Props) {
  const { t } = useTexts();
  const days = useCalendarDayFormats();
  const [day, setDay] = useState<ExceptionalDay>(before ?? { date: '', name: '', slots: [] });
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<ExceptionalDay>) => setDay((now) => ({ ...now, ...part }));
  const wrong = !day.date
    ? t('teams.hours.dateNeeded')
    : taken.includes(day.date)
      ? t('teams.hours.dateTaken')
      : undefined;
  const title = before ? t('teams.hours.editDay', { day: days.long(before.date) }) : t('teams.hours.addDay');
  return (
    <FormDialog
      title={title}
      size={460}
      error={undefined}
      submit={t('teams.hours.keepDay')}
      pending={false}
      onSubmit={() => (wrong || faultOf(day.slots) ? setAsked(true) : onKeep({ ...day, name: day.name.trim() }))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        type="date"
        label={t('teams.hours.date')}
        value={day.date}
        error={asked && wrong}
        onChange={(event) => change({ date: event.currentTarget.value })}
      />
      <TextInput
        label={t('teams.hours.dayName')}
        maxLength={120}
        value={day.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Switch
        label={t('teams.hours.closedAllDay')}
        checked={day.slots.length === 0}
        onChange={(event) => change({ slots: event.currentTarget.checked ? [] : [nextSlot([])] })}
      />
      {day.slots.length > 0 && (
        <>
          <OpeningHoursOfDay
            day={day.date ? days.long(day.date) : t('teams.hours.date')}
            slots={day.slots}
            onChange={(slots) => change({ slots })}
          />
          <Button
            variant="default"
            size="xs"
            disabled={day.slots.length >= 6}
            leftSection={<IconPlus size={14} stroke={1.75} />}
            onClick={() => change({ slots: [...day.slots, nextSlot(day.slots)] })}
            style={{ alignSelf: 'start' }}
          >
            {t('teams.hours.addShort')}
          </Button>
        </>
      )}
    </FormDialog>
  );
}
