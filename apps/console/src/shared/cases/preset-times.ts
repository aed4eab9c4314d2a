/** A proposed time for the end of a snooze or for sending a message later. */
export type PresetTime = 'later' | 'tomorrow' | 'nextWeek' | 'twoWeeks';

const at = (from: number, { days, hour, minute = 0 }: { days: number; hour: number; minute?: number }) => {
  const date = new Date(from);
  date.setDate(date.getDate() + days);
  date.setHours(hour, minute, 0, 0);
  return date;
};

const daysToMonday = (from: number) => (8 - new Date(from).getDay()) % 7 || 7;

export function presetTimes(now: number): { preset: PresetTime; at: Date }[] {
  const inThreeHours = new Date(Math.ceil((now + 3 * 3_600_000) / 900_000) * 900_000);
  return [
    { preset: 'later', at: inThreeHours },
    { preset: 'tomorrow', at: at(now, { days: 1, hour: 8, minute: 30 }) },
    { preset: 'nextWeek', at: at(now, { days: daysToMonday(now), hour: 8, minute: 30 }) },
    { preset: 'twoWeeks', at: at(now, { days: 14, hour: 8, minute: 30 }) },
  ];
}
