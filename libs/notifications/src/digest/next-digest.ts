import { isWorkingDay } from '@guichet/calendars';
import { DEFAULT_BUSINESS_HOURS, type BusinessHours, type MailDigest } from '@guichet/contracts';

interface Rhythm {
  digest: MailDigest;
  /** That of the organisation. */
  timeZone: string;
  /** Of the agent's teams. Whoever is in none works as a team whose hours nobody has set. */
  teamHours: readonly BusinessHours[];
}

/** No team that ever opens is closed for longer. */
const MOST_DAYS = 62;

/** How long quiet hours hold a mail before they are asked for again. */
const HELD_MS = 3_600_000;

/**
 * Returns when the next mail is due after a moment; null: never. A time that a day does not have, as the clocks go forward, is the one
 * after it. Where no team opens for two months, it comes all the same.
 */
export function nextDigest({ digest, timeZone, teamHours }: Rhythm, after: Date): Date | null {
  const local = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timeZone);
  if (digest.when === 'never') return null;
  if (digest.when === 'away')
    return dateOf(local.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 }));
  const hours = hoursOf(teamHours);
  const plainTime = Temporal.PlainTime.from(digest.at);
  let day = local.toPlainDate();
  for (let n = 0; n < MOST_DAYS; n += 1, day = day.add({ days: 1 })) {
    const due = day.toZonedDateTime({ timeZone, plainTime });
    const date = day.toString();
    if (Temporal.ZonedDateTime.compare(due, local) > 0 && hours.some((each) => isWorkingDay(each, date)))
      return dateOf(due);
  }
  return dateOf(day.toZonedDateTime({ timeZone, plainTime }));
}

/**
 * Returns when a mail that quiet hours hold is asked for again: before their end, as they may have been ended, or an absence may have. A
 * daily one is not held into a day on which no team works, but is the first one after them.
 */
export function heldDigest(rhythm: Rhythm, now: Date, quietUntil: Date): Date | null {
  const { digest, timeZone, teamHours } = rhythm;
  const held = new Date(Math.min(quietUntil.getTime(), now.getTime() + HELD_MS));
  const day = Temporal.Instant.fromEpochMilliseconds(held.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
  const isOnWorkingDay = hoursOf(teamHours).some((each) => isWorkingDay(each, day));
  return digest.when === 'daily' && !isOnWorkingDay ? nextDigest(rhythm, quietUntil) : held;
}

const hoursOf = (teamHours: readonly BusinessHours[]): readonly BusinessHours[] =>
  teamHours.length > 0 ? teamHours : [DEFAULT_BUSINESS_HOURS];

const dateOf = ({ epochMilliseconds }: Temporal.ZonedDateTime): Date => new Date(epochMilliseconds);
