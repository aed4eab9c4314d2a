import type { WriteReport } from '@guichet/contracts';
import type { Days } from '../days.js';

type Rhythm = Pick<WriteReport, 'every' | 'hour' | 'timeZone'>;

const zoned = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** The day on which the period begins in which a day lies: that day, its Monday, its first. */
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

/** Of what a report tells that is due at a moment: the day, week or month before. */
export function periodOf({ every, timeZone }: Rhythm, due: Date): Days {
  const began = beginning(zoned(due, timeZone).toPlainDate(), every);
  return { from: began.subtract(STEPS[every]).toString(), to: began.subtract({ days: 1 }).toString() };
}
