import type { Slot } from '@guichet/contracts';
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './opening-hours-of-day.module.css';
import { TimeOfDayField } from './time-of-day-field.js';
import { faultOf, pastMidnight } from './weekly-hours.js';

interface Props {
  /** Name of the day, for who cannot see where the fields stand. */
  day: string;
  slots: readonly Slot[];
  onChange: ((slots: Slot[]) => void) | undefined;
}

/** The opening hours of one day: one slot, or several with breaks. */
export function OpeningHoursOfDay({ day, slots, onChange }: Props) {
  const { t } = useTexts();
  const fault = faultOf(slots);
  return (
    <div className={classes.slots}>
      {slots.map((slot, index) => {
        const place = index + 1;
        return (
          <div key={index} className={classes.slot}>
            <TimeOfDayField
              label={t('teams.hours.from', { day, place })}
              value={slot.from}
              wrong={fault !== undefined}
              onChange={onChange && ((from) => onChange(slots.with(index, { ...slot, from })))}
            />
            <span aria-hidden>–</span>
            <TimeOfDayField
              label={t('teams.hours.to', { day, place })}
              value={slot.to}
              wrong={fault !== undefined}
              onChange={onChange && ((to) => onChange(slots.with(index, { ...slot, to })))}
            />
            {onChange && (
              <ActionIcon
                aria-label={t('teams.hours.removeSlot', { day, place })}
                onClick={() => onChange(slots.toSpliced(index, 1))}
              >
                <IconX size={16} stroke={1.5} />
              </ActionIcon>
            )}
            {pastMidnight(slot) && <span className={classes.aside}>{t('teams.hours.nextDay')}</span>}
          </div>
        );
      })}
      {slots.length === 0 && <span className={classes.closed}>{t('teams.hours.closed')}</span>}
      {fault && (
        <p className={classes.fault} role="alert">
          {t(`teams.hours.fault.${fault}`)}
        </p>
      )}
    </div>
  );
}

/** The next slot of a day: what is left of it, as an office would. */
export const nextSlot = (slots: readonly Slot[]): Slot => {
  const last = slots.at(-1);
  if (!last) return { from: '09:00', to: '12:00' };
  return last.to < '13:30' && last.to > last.from ? { from: '13:30', to: '17:00' } : { from: '', to: '' };
};
