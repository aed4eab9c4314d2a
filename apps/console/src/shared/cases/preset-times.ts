import { atTownClock, townClock } from '../i18n/organisation-time-zone.js';

/** A proposed time for the end of a snooze or for sending a message later. */
export type PresetTime = 'later' | 'thisMorning' | 'tomorrow' | 'nextWeek' | 'twoWeeks';

const at = (from: number, { days, hour, minute = 0 }: { days: number; hour: number; minute?: number }) => {
  const date = townClock(from);
  date.setUTCDate(date.getUTCDate() + days);
  date.setUTCHours(hour, minute, 0, 0);
  return atTownClock(date);
};

const isWeekend = (at: Date) => [0, 6].includes(townClock(at.getTime()).getUTCDay());
/** When nobody is at work: neither to come back to a case, nor to get a message. */
const isNight = (at: Date) => {
  const hour = townClock(at.getTime()).getUTCHours();
  return hour < 7 || hour >= 20;
};

const daysToMonday = (from: number) => (8 - townClock(from).getUTCDay()) % 7 || 7;

/** Two weeks from now; from a day of the weekend, to the Monday after it. */
function daysToTwoWeeks(from: number): number {
  return 14 + (isWeekend(new Date(from)) ? daysToMonday(from) : 0);
}

/**
 * The times that are proposed, each of them once: on a Sunday, Monday is tomorrow. None is in the night, and no morning is one of the
 * weekend.
 */
export function presetTimes(now: number): { preset: PresetTime; at: Date }[] {
  const inThreeHours = new Date(Math.ceil((now + 3 * 3_600_000) / 900_000) * 900_000);
  const morning = (days: number) => at(now, { days, hour: 8, minute: 30 });
  const toMonday = daysToMonday(now);
  const [today, tomorrow] = [morning(0), morning(1)];
  const isBeforeWork = isNight(inThreeHours) && now < today.getTime() && !isWeekend(today);
  return [
    ...(isNight(inThreeHours) ? [] : [{ preset: 'later' as const, at: inThreeHours }]),
    ...(isBeforeWork ? [{ preset: 'thisMorning' as const, at: today }] : []),
    ...(isWeekend(tomorrow) ? [] : [{ preset: 'tomorrow' as const, at: tomorrow }]),
    ...(toMonday === 1 ? [] : [{ preset: 'nextWeek' as const, at: morning(toMonday) }]),
    { preset: 'twoWeeks', at: morning(daysToTwoWeeks(now)) },
  ];
}
