import { readTownTime, townClock } from '../../../shared/i18n/organisation-time-zone.js';

/** An end of an absence as two fields have it. Without a time, the absence takes the whole day. */
export interface TypedEnd {
  day: string;
  time: string;
}

export type AbsenceEnd = 'from' | 'until';

/** What stands for the whole day: an absence begins with its first minute, and ends with its last. */
const wholeDay = { from: '00:00', until: '23:59' } as const satisfies Record<AbsenceEnd, string>;

/** Returns when an absence begins or ends; null where no day is typed. */
export const instantOf = (end: AbsenceEnd, { day, time }: TypedEnd): Date | null =>
  day === '' ? null : readTownTime(`${day}T${time === '' ? wholeDay[end] : time}`);

/** Returns what two fields have of a moment; nothing where there is none. A whole day has no time. */
export function typedEnd(end: AbsenceEnd, at: string | null | undefined): TypedEnd {
  if (!at) return { day: '', time: '' };
  const shown = townClock(at).toISOString();
  const time = shown.slice(11, 16);
  return { day: shown.slice(0, 10), time: time === wholeDay[end] ? '' : time };
}
