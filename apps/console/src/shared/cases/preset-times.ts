import { atTownClock, townClock } from '../i18n/town-clock.js';

/** A proposed time for the end of a snooze or for sending a message later. */
export type PresetTime = 'later' | 'tomorrow' | 'nextWeek' | 'twoWeeks';

const at = (from: number, { days, hour, minute = 0 }: { days: number; hour: number; minute?: number }) => {
  const date = townClock(from);
  date.setUTCDate(date.getUTCDate() + days);
  date.setUTCHours(hour, minute, 0, 0);
  return atTownClock(date);
};

const daysToMonday = (from: number) => (8 - townClock(from).getUTCDay()) % 7 || 7;

/** Two weeks from now; from a day of the weekend, to the Monday after it. */
function daysToTwoWeeks(from: number): number {
  const isWeekend = [0, 6].includes(townClock(from).getUTCDay());
  return 14 + (isWeekend ? daysToMonday(from) : 0);
}

/** The times that are proposed, each of them once: on a Sunday, Monday is tomorrow. */
export function presetTimes(now: number): { preset: PresetTime; at: Date }[] {
  const inThreeHours = new Date(Math.ceil((now + 3 * 3_600_000) / 900_000) * 900_000);
  const morning = (days: number) => at(now, { days, hour: 8, minute: 30 });
  const toMonday = daysToMonday(now);
  return [
    { preset: 'later', at: inThreeHours },
    { preset: 'tomorrow', at: morning(1) },
    ...(toMonday === 1 ? [] : [{ preset: 'nextWeek' as const, at: morning(toMonday) }]),
    { preset: 'twoWeeks', at: morning(daysToTwoWeeks(now)) },
  ];
}
