import type { BusinessHours, Slot, Weekday } from '@guichet/contracts';

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export type Week = BusinessHours['week'];

const DAY = 24 * 60;
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** In minutes from midnight; beyond a day where it goes on past midnight. */
const span = ({ from, to }: Slot): [begin: number, end: number] => {
  const begin = minuteOf(from);
  const end = minuteOf(to);
  return [begin, end > begin ? end : end + DAY];
};

export const pastMidnight = ({ from, to }: Slot) => from !== '' && to !== '' && minuteOf(to) < minuteOf(from);

export type Fault = 'empty' | 'same' | 'overlap';

/** Returns what is wrong with the slots of one day. */
export function faultOf(slots: readonly Slot[]): Fault | undefined {
  if (slots.some(({ from, to }) => from === '' || to === '')) return 'empty';
  if (slots.some(({ from, to }) => from === to || from === '24:00')) return 'same';
  const spans = slots.map(span).toSorted(([a], [b]) => a - b);
  return spans.some(([begin], index) => index > 0 && begin < spans[index - 1]![1]) ? 'overlap' : undefined;
}

/** Returns the opening minutes of a day. What two slots share counts once. */
export function minutesOf(week: Week): number {
  const whole = weekdays.flatMap((day, index) =>
    week[day]
      .filter(({ from, to }) => from !== '' && to !== '')
      .map((slot) => span(slot).map((minute) => minute + index * DAY) as [number, number]),
  );
  // What goes on after Sunday is on the Monday before.
  const spans = whole
    .flatMap(([begin, end]): [number, number][] =>
      end > 7 * DAY
        ? [
            [begin, 7 * DAY],
            [0, end - 7 * DAY],
          ]
        : [[begin, end]],
    )
    .toSorted(([a], [b]) => a - b);
  let until = 0;
  let sum = 0;
  for (const [begin, end] of spans) {
    sum += Math.max(0, end - Math.max(begin, until));
    until = Math.max(until, end);
  }
  return sum;
}

export const isAlways = (week: Week) => weekdays.every((day) => week[day].length === 0);

/** The weekday of an ISO date. */
export const weekdayOf = (date: string): Weekday => weekdays[(new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7]!;
