import { isOpen, nextOpenTime } from '@guichet/calendars';
import type { BusinessHours, QuietHours } from '@guichet/contracts';

/** What decides when an agent must not be interrupted. */
export interface Quiet {
  quiet: QuietHours;
  pausedUntil: Date | null;
  /** That of the organisation. */
  timeZone: string;
  /** Of the teams outside whose hours it is quiet. */
  teamHours: readonly BusinessHours[];
  /** Null: they are here, or are told of all while they are absent. */
  absentUntil: Date | null;
}

/** Twice a week of whole days and nights: whatever is quiet longer is quiet for ever. */
const MOST_STEPS = 32;

/**
 * Returns when an agent may be interrupted again; null: they may be now. Whoever has quiet hours on all days, or is paused into
 * them, gets the end of all of it, so that what came meanwhile is told once.
 */
export function quietUntil(when: Quiet, now: Date): Date | null {
  let end = now;
  for (let step = 0; step < MOST_STEPS; step++) {
    const next =
      later(when.pausedUntil, end) ??
      later(when.absentUntil, end) ??
      endOfQuietHours(when, end) ??
      whenTeamOpens(when, end);
    if (!next) break;
    end = next;
  }
  return end > now ? end : null;
}

const later = (until: Date | null, at: Date): Date | null => (until && until > at ? until : null);

/** When the first of the teams opens; null: one is open, or none ever is, so that nobody is quiet for ever by it. */
function whenTeamOpens({ teamHours }: Quiet, at: Date): Date | null {
  if (teamHours.some((hours) => isOpen(hours, at))) return null;
  const openings = teamHours.flatMap((hours) => nextOpenTime(hours, at)?.getTime() ?? []);
  return openings.length > 0 ? new Date(Math.min(...openings)) : null;
}

/** The end of the stretch of quiet hours in which a moment lies; null: it lies in none. */
function endOfQuietHours({ quiet, timeZone }: Quiet, at: Date): Date | null {
  if (!quiet.enabled) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const midnight = local.toPlainDate().add({ days: 1 }).toZonedDateTime(timeZone);
  if (quiet.days.includes(local.dayOfWeek)) return dateOf(midnight);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const { from, to } = quiet;
  const isOverMidnight = from > to;
  if (isOverMidnight && time >= from) return dateOf(midnight);
  if (isOverMidnight ? time < to : time >= from && time < to)
    return dateOf(local.toPlainDate().toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(to) }));
  return null;
}

const dateOf = ({ epochMilliseconds }: Temporal.ZonedDateTime): Date => new Date(epochMilliseconds);
