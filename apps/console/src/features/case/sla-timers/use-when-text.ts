import type { Slot } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { format } from '../../../shared/i18n/use-formats.js';

/** Longer periods are said without their weekdays. */
const WEEK_MS = 7 * 86_400_000;

const timeParts = (text: string) => text.split(':').map(Number) as [number, number];

/**
 * Returns the text of a period, of the hours of a day and of a moment, in the zone in which the team works: there its hours are what they say. Whole days go by
 * their name.
 */
export function useWhenText(timeZone: string) {
  const { t, i18n } = useTranslation();
  const inZone = (options: Intl.DateTimeFormatOptions) => format(i18n.language, { ...options, timeZone });
  const day = inZone({ weekday: 'short', day: 'numeric', month: 'short' });
  const days = inZone({ day: 'numeric', month: 'short' });
  const clock = inZone({ hour: '2-digit', minute: '2-digit' });
  const moment = inZone({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const hourAndMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  const isMidnight = (at: Date) => hourAndMinute.format(at) === '00:00';
  const period = ({ from: begin, to: end }: { from: string; to: string }) => {
    const [from, to] = [new Date(begin), new Date(end)];
    // The end of a day is its last moment, not the first one of the next.
    const last = new Date(to.getTime() - 1);
    const oneDay = day.format(from) === day.format(last);
    if (isMidnight(from) && isMidnight(to))
      return oneDay ? day.format(from) : (to.getTime() - from.getTime() < WEEK_MS ? day : days).formatRange(from, last);
    if (!oneDay) return moment.formatRange(from, to);
    if (isMidnight(to)) return t('case.timers.from', { day: day.format(from), time: clock.format(from) });
    if (isMidnight(from)) return t('case.timers.until', { day: day.format(from), time: clock.format(to) });
    return `${day.format(from)}, ${clock.formatRange(from, to)}`;
  };
  const timeOfDay = format(i18n.language, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  const time = (text: string) => timeOfDay.format(new Date(Date.UTC(1970, 0, 1, ...timeParts(text))));
  const hours = (slots: readonly Slot[]) => slots.map(({ from, to }) => `${time(from)} – ${time(to)}`).join(', ');
  return { period, hours, moment: (at: string) => moment.format(new Date(at)) };
}
