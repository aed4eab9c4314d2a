import { metricChange, isWithinMetricError, type Figure, type MetricInfo, type MetricUnit } from '@guichet/contracts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Formats a duration in seconds: "45 s", "12 min", "3 h 20", "2 d 4 h", "16 d". Only the units that matter at that size
 * are shown, and no line breaks within it.
 */
export const formatDuration = (seconds: number, language: string): string =>
  durationText(seconds, language).replaceAll(' ', '\u00a0');

function durationText(seconds: number, language: string): string {
  const days = language === 'fr' ? 'j' : 'd';
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  if (seconds < minute - 0.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / minute);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) {
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)} h${rest ? ` ${String(rest).padStart(2, '0')}` : ''}`;
  }
  const hours = Math.round(seconds / hour);
  const rest = hours % 24;
  if (hours >= 14 * 24 || rest === 0) return `${number(Math.round(seconds / day))} ${days}`;
  return `${Math.floor(hours / 24)} ${days} ${rest} h`;
}

/** Formats a value of a metric with its unit. Null, when there is no value, becomes a dash. */
export function formatMetricValue(value: number | null, unit: MetricUnit, language: string): string {
  if (value === null) return '–';
  if (unit === 'seconds') return formatDuration(value, language);
  if (unit === 'share')
    return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: value < 0.1 ? 1 : 0 }).format(
      value,
    );
  // Means are compared with each other: all of them have the same digits.
  const digits = unit === 'ratio' ? 2 : 0;
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );
}

export type Verdict = 'better' | 'worse';

/** Of fewer cases than these, a median, a share or a mean changes by chance. */
const LEAST_BASE = 10;
/** A count changes by fewer than these from one period to another, whatever is done. */
const LEAST_DIFFERENCE = 3;
/** A smaller change, in per cent or points, is none. */
const LEAST_CHANGE = 0.03;

interface Compared {
  now: Pick<Figure, 'value' | 'count' | 'p90'>;
  before: Pick<Figure, 'value' | 'count'>;
  unit: MetricUnit;
  better: MetricInfo['better'];
}

/** Whether a change would be better or worse, but is of so few cases that it may be chance: that is said in place of a verdict. */
export function isOfTooFew({ now, before, unit, better }: Compared): boolean {
  const change = metricChange(now.value, before.value, unit);
  if (better === null || unit === 'count' || !change || Math.abs(change.by) < LEAST_CHANGE) return false;
  return Math.min(now.count, before.count) < LEAST_BASE && !isWithinMetricError(now, before);
}

/** Returns whether a change is better or worse; undefined for neither, and where it is too small to say so. */
export function verdictOf({ now, before, unit, better }: Compared): Verdict | undefined {
  if (better === null || now.value === null || before.value === null) return undefined;
  const more = now.value - before.value;
  if (unit === 'count' ? Math.abs(more) < LEAST_DIFFERENCE : Math.min(now.count, before.count) < LEAST_BASE)
    return undefined;
  const change = metricChange(now.value, before.value, unit);
  if (change && Math.abs(change.by) < LEAST_CHANGE) return undefined;
  if (isWithinMetricError(now, before)) return undefined;
  return more > 0 === (better === 'more') ? 'better' : 'worse';
}
