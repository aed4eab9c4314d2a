import { z } from 'zod';
import { checkMessage } from './reasons.js';

const line = (max: number) => z.string().trim().max(max).default('');

const hour = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/, 'not a time of day')
  .default('');

/** Who answers, as letters and templates say it. What is empty is asked for when a template wants it. */
export const Organisation = z.strictObject({
  name: line(120),
  /** Lines of a postal address. */
  address: line(400),
  mail: line(254),
  phone: line(40),
  /** `09:00` and `17:30`. */
  opensAt: hour,
  closesAt: hour,
  /** In which days begin and hours are told. */
  timeZone: z
    .string()
    .max(60)
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
      checkMessage('not-a-time-zone'),
    )
    .default('Europe/Paris'),
  /** Whom to call when nobody is there. */
  emergency: line(120),
  /** Working days in which an answer is promised. */
  responseDays: z.number().int().min(1).max(365).nullable().default(null),
  /** The administrative court before which decisions are contested. */
  court: line(160),
  mediator: line(300),
});
export type Organisation = z.infer<typeof Organisation>;
