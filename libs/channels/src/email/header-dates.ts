const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The offsets of named time zones in minutes (RFC 5322 § 4.3). Military letters are not reliable and count as UTC. */
const ZONES: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};
const DATE =
  /^(?:[a-z]{2,9}\s*,?\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\.?,?\s+(\d{2,4})\s+(\d{1,2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?(?:\s+([+-]\d{4}|[a-z]{1,5}))?/i;

/** Parses a Date header (RFC 5322 § 3.3 and § 4.3). Returns null when it cannot be read, never the present time. */
export function headerDate(header: string): Date | null {
  const match = DATE.exec(header.replace(/\([^()]*\)/g, ' ').trim());
  if (!match) return null;
  const [, day, monthName, yearText, hour, minute, second, zone] = match;
  const month = MONTHS.indexOf(monthName!.toLowerCase());
  const year =
    Number(yearText) + (yearText!.length === 4 ? 0 : yearText!.length === 3 || Number(yearText) > 49 ? 1900 : 2000);
  const offset = zoneMinutes(zone ?? '+0000');
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(year, month, Number(day));
  if (month < 0 || offset === null || date.getUTCMonth() !== month || year < 1) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return null;
  date.setUTCHours(Number(hour), Number(minute) - offset, Math.min(Number(second ?? 0), 59));
  return date;
}

function zoneMinutes(zone: string): number | null {
  if (/^[a-z]/i.test(zone)) return ZONES[zone.toLowerCase()] ?? 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3))];
  return hours > 15 || minutes > 59 ? null : (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** Returns whether the date of a mail is implausible. Such a date is shown with a flag, and no deadline depends on it. */
export const isOddDate = (claimed: Date, receivedAt: Date): boolean =>
  claimed.getTime() < 0 || claimed.getTime() > receivedAt.getTime() + 86_400_000;
