import { z } from 'zod';
import { checkMessage } from './refusal-reasons.js';

/** A time of day as `HH:MM`; `24:00` is the end of a day. */
export const TimeOfDay = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, checkMessage('not-a-time-of-day'))
  .meta({ examples: ['09:30'] });
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** Opening hours in the team's time zone. A slot that ends before it begins lasts until the next day. */
export const Slot = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from !== to && from !== '24:00', checkMessage('slot-without-length'))
  .meta({ examples: [{ from: '09:30', to: '17:00' }] });
export type Slot = z.infer<typeof Slot>;

const slots = z.array(Slot).max(6);

/** ISO 8601 calendar date. */
export const Day = z.iso.date();
export type Day = z.infer<typeof Day>;

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
export type Weekday = z.infer<typeof Weekday>;

/** The territory whose public holidays a team keeps (French labour code, L3133-1 and L3134-13; overseas: L3422-2 and local law). */
export const Territory = z.enum([
  'fr', // metropolitan France
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
]);
export type Territory = z.infer<typeof Territory>;

export const TimeZone = z
  .string()
  .max(60)
  .refine(
    (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
    checkMessage('not-a-time-zone'),
  )
  .meta({ examples: ['Europe/Paris'] });

/** A day whose hours differ from those of its weekday. Without slots, the team is closed all day. */
export const ExceptionalDay = z.strictObject({ date: Day, name: z.string().trim().max(120), slots: slots.default([]) });
export type ExceptionalDay = z.infer<typeof ExceptionalDay>;

/** The working time of a team. A team without any slot works day and night. */
export const BusinessHours = z.strictObject({
  timeZone: TimeZone.default('Europe/Paris'),
  week: z.strictObject({
    mon: slots,
    tue: slots,
    wed: slots,
    thu: slots,
    fri: slots,
    sat: slots,
    sun: slots,
  }),
  /** Null: the team works on public holidays as on other days. */
  territory: Territory.nullable().default('fr'),
  exceptions: z.array(ExceptionalDay).max(1000).default([]),
});
export type BusinessHours = z.infer<typeof BusinessHours>;

/** An amount of a team's working time. `days` are working days: the time ends when the team closes on the last of them. */
export const Duration = z.strictObject({
  value: z.number().int().min(1).max(9999),
  unit: z.enum(['minutes', 'hours', 'days']),
});
export type Duration = z.infer<typeof Duration>;

const day: Slot[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '17:00' },
];
/** The hours of a team whose hours nobody has set. */
export const DEFAULT_BUSINESS_HOURS: BusinessHours = {
  timeZone: 'Europe/Paris',
  week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  territory: 'fr',
  exceptions: [],
};

/** `GET /teams/:id/calendar?year=`: every day of a year whose hours differ from those of its weekday. */
export const CalendarDay = z.object({
  date: Day,
  name: z.string(),
  source: z.enum(['holiday', 'exception']),
  slots: z.array(Slot),
});
export type CalendarDay = z.infer<typeof CalendarDay>;
export const Calendar = z.object({ days: z.array(CalendarDay) });
export const CalendarQuery = z.object({ year: z.coerce.number().int().min(1900).max(2200) });

/** `POST /teams/:id/business-hours/import`: adds the all-day events of an iCalendar file (RFC 5545) as closed days, repeated ones included. */
export const ImportCalendar = z.strictObject({ ical: z.string().max(2_000_000) });
export const ImportedCalendar = z.object({
  businessHours: BusinessHours,
  added: z.number().int(),
  skipped: z.number().int(),
});
export type ImportedCalendar = z.infer<typeof ImportedCalendar>;
