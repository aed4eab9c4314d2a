import type { WriteReport } from '@guichet/contracts';
import type { Days } from '../query/calendar-days.js';

type Rhythm = Pick<WriteReport, 'every' | 'hour' | 'timeZone'>;

const zoned = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** Returns the first day of the period that contains a day: the day itself, its Monday, or the first of its month. */
const beginning = (day: Temporal.PlainDate, every: Rhythm['every']): Temporal.PlainDate =>
  every === 'day' ? day : every === 'week' ? day.subtract({ days: day.dayOfWeek - 1 }) : day.with({ day: 1 });

const STEPS = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } } as const;

/** The next time after a moment: at that hour of each day, Monday or first. An hour that a day does not have is the one after it. */
export function nextDue({ every, hour, timeZone }: Rhythm, after: Date): Date {
  const now = zoned(after, timeZone);
  const first = beginning(now.toPlainDate(), every);
  for (const day of [first, first.add(STEPS[every])]) {
    const due = day.toZonedDateTime({ timeZone, plainTime: { hour } });
    if (Temporal.ZonedDateTime.compare(due, now) > 0) return new Date(due.epochMilliseconds);
  }
  throw new Error('The end of this period is not before its beginning.');
}

/** Returns the period of a report that is due at a time: the day, week or month before. */
export function periodOf({ every, timeZone }: Rhythm, due: Date): Days {
  const began = beginning(zoned(due, timeZone).toPlainDate(), every);
  return { from: began.subtract(STEPS[every]).toString(), to: began.subtract({ days: 1 }).toString() };
}
