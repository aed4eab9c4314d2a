import { addWorkingTime, dueAt, workingSeconds } from '@guichet/calendars';
import type { BusinessHours, Duration } from '@guichet/contracts';
import type { TeamChange } from './timer-events-of-cases.js';
import type { TimerRun } from './fold-case-into-timers.js';

/** The business hours that count until a moment; null: from the former one on. */
export interface HoursUntil {
  until: Date | null;
  hours: BusinessHours;
}

/** By which business hours the time of a case counts: in their order, those of each team that has had it. The last one has no end. */
export type TeamHours = readonly [...HoursUntil[], HoursUntil];

/**
 * Returns the business hours of the teams that have had a case, so that a handover does not count anew what has passed. Where a
 * former team is not known any more, those of the next one count.
 */
export function teamHoursOf(
  { teamId }: { teamId: string },
  teamChanges: readonly TeamChange[],
  hours: ReadonlyMap<string, BusinessHours>,
): TeamHours {
  const former = teamChanges.flatMap(({ at, teamId: left }) => {
    const ofTeam = left === null ? undefined : hours.get(left);
    return ofTeam ? [{ until: at, hours: ofTeam }] : [];
  });
  return [...former, { until: null, hours: hours.get(teamId)! }];
}

export const currentHours = (teamHours: TeamHours): BusinessHours => teamHours.at(-1)!.hours;

/** A part of the time in which a timer ran, in the business hours of one team. */
export interface Stretch {
  from: Date;
  /** Null: it goes on. */
  to: Date | null;
  hours: BusinessHours;
}

/** Divides a span of time by the teams that had the case. */
export function divide({ from, to }: { from: Date; to: Date | null }, teamHours: TeamHours): Stretch[] {
  const stretches: Stretch[] = [];
  let begin = from;
  for (const { until, hours } of teamHours) {
    if (until && until <= begin) continue;
    const end = until && (!to || until < to) ? until : to;
    if (!end || end > begin) stretches.push({ from: begin, to: end, hours });
    if (!end || end === to) break;
    begin = end;
  }
  return stretches;
}

/** Returns the working seconds of a run until `until`. */
export const elapsedSeconds = ({ spans }: Pick<TimerRun, 'spans'>, teamHours: TeamHours, until: Date): number =>
  spans
    .flatMap(({ from, to }) => divide({ from, to: to ?? until }, teamHours))
    .reduce((sum, { from, to, hours }) => sum + workingSeconds(hours, from, to!), 0);

/** Returns the working seconds of a run between two moments. */
export const secondsBetween = (
  { spans }: Pick<TimerRun, 'spans'>,
  teamHours: TeamHours,
  { from, to }: { from: Date; to: Date },
): number => {
  const within = spans.map((span) => ({
    from: span.from > from ? span.from : from,
    to: span.to && span.to < to ? span.to : to,
  }));
  return elapsedSeconds({ spans: within.filter((span) => span.to > span.from) }, teamHours, to);
};

/** When a share of the time of a target has passed, and how many seconds of work that is. */
export interface ReachedShare {
  /** Undefined where the run ends before. */
  at: Date | undefined;
  seconds: number;
}

/**
 * Returns a function that finds when a share of the target of a run has passed: 1 for all of it. A day of one team has not as many hours as that of
 * another one: a case that was with a team for half of its target has half of it left with the next one. Undefined
 * where the team that has it now never works for so long.
 */
export function sharesOf(
  { spans, startedAt }: Pick<TimerRun, 'spans' | 'startedAt'>,
  teamHours: TeamHours,
  target: Duration,
): ((share: number) => ReachedShare) | undefined {
  const totals = new Map<BusinessHours, number | undefined>();
  for (const { hours } of teamHours) totals.set(hours, totalSeconds(hours, startedAt, target));
  const last = totals.get(currentHours(teamHours));
  if (last === undefined) return undefined;
  const stretches = spans.flatMap((span) => divide(span, teamHours));
  return (share) => {
    let [left, spent, total] = [last * share, 0, last];
    const scale = (to: number) => {
      if (to !== total) left *= to / total;
      total = to;
    };
    for (const { from, to, hours } of stretches) {
      // In a team that never works, no time passes.
      const own = totals.get(hours);
      if (own === undefined) continue;
      scale(own);
      const length = to ? workingSeconds(hours, from, to) : Infinity;
      if (length >= left) return { at: addWorkingTime(hours, from, left), seconds: spent + left };
      left -= length;
      spent += length;
    }
    scale(last);
    return { at: undefined, seconds: spent + left };
  };
}

/** Not rounded: half a second more, and what is due at closing time would be due at the next opening. */
function totalSeconds(hours: BusinessHours, startedAt: Date, target: Duration): number | undefined {
  const due = dueAt(hours, startedAt, target);
  return due && workingSeconds(hours, startedAt, due);
}
