const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
/** The same days as the French write them. No two of both languages are alike and mean different days. */
const FRENCH_DAYS = ['lu', 'ma', 'me', 'je', 've', 'sa', 'di'];
const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** A period of the week: its days, of which 0 is Monday, and its first and last minute of the day. */
interface Span {
  days: number[];
  from: number;
  to: number;
}

/** Parses `mo-fr 09:00-12:30, sa 10:00-12:00`, or `lu-ve 09:00-12:30`. Returns null when the text has another form. */
export function spans(text: string): Span[] | null {
  const parts = text.split(',').filter((part) => part.trim());
  const read = parts.map(span);
  return read.every((one) => one !== null) ? read : null;
}

function span(text: string): Span | null {
  const match = /^([a-z]{2})(?:-([a-z]{2}))? (\d{2}):([0-5]\d)-(\d{2}):([0-5]\d)$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  const [first, last] = [dayOf(match[1]!), dayOf(match[2] ?? match[1]!)];
  const [from, to] = [Number(match[3]) * 60 + Number(match[4]), Number(match[5]) * 60 + Number(match[6])];
  if (first < 0 || last < first || from >= to || to > DAY_MINUTES) return null;
  return { days: DAYS.map((_, day) => day).slice(first, last + 1), from, to };
}

const dayOf = (name: string): number => Math.max(DAYS.indexOf(name), FRENCH_DAYS.indexOf(name));

export function isTimezone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Returns the day of the week and the minute of the day of a moment in a time zone. */
function onTheWall(at: Date, timezone: string): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return {
    day: DAYS.indexOf(part('weekday').slice(0, 2).toLowerCase()),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

/**
 * Returns whether the chat is open, and otherwise when it opens next. Without hours it is always open. `opensAt` is
 * null when it is open.
 */
export function openingAt(hours: string, timezone: string, now: Date): { open: boolean; opensAt: Date | null } {
  const all = spans(hours) ?? [];
  if (all.length === 0) return { open: true, opensAt: null };
  const { day, minute } = onTheWall(now, timezone);
  if (all.some(({ days, from, to }) => days.includes(day) && from <= minute && minute < to))
    return { open: true, opensAt: null };
  const starts = all.flatMap(({ days, from }) =>
    days.map((at) => {
      const ahead = ((at - day + 7) % 7) * DAY_MINUTES + from - minute;
      return ahead > 0 ? ahead : ahead + 7 * DAY_MINUTES;
    }),
  );
  return { open: false, opensAt: later(now, Math.min(...starts), timezone) };
}

/** Returns the moment at which local clocks show a number of minutes later, also across a change to or from summer time. */
function later(now: Date, minutes: number, timezone: string): Date {
  const start = now.getTime() - (now.getTime() % MINUTE);
  const wanted = (onTheWall(now, timezone).minute + minutes) % DAY_MINUTES;
  const guess = new Date(start + minutes * MINUTE);
  let off = wanted - onTheWall(guess, timezone).minute;
  if (Math.abs(off) > DAY_MINUTES / 2) off -= Math.sign(off) * DAY_MINUTES;
  return new Date(guess.getTime() + off * MINUTE);
}
