import { atTownClock, readTownTime } from '../../../shared/i18n/organisation-time-zone.js';

/** The beginning of a day in the town. */
export const beginningOf = (day: string): Date => readTownTime(`${day}T00:00`);

/** That of the day behind it: a role that is given until a day is held on that day, too. */
export const endOf = (day: string): Date => atTownClock(Date.parse(`${day}T24:00Z`));

/** Days as they are chosen; empty: now, and without an end. */
export interface DaysOfRole {
  from: string;
  until: string;
}

/** The same as instants. */
export const instantsOf = ({ from, until }: DaysOfRole) => ({
  validFrom: from ? beginningOf(from).toISOString() : null,
  validUntil: until ? endOf(until).toISOString() : null,
});

/** What is wrong with the last day: the words for it, or null. */
export function faultOfUntil({ from, until }: DaysOfRole, now: number) {
  if (until && endOf(until).getTime() <= now) return 'roles.held.inPast' as const;
  return until && from && until < from ? ('roles.held.endsBefore' as const) : null;
}
