import { atTownClock, readTownTime } from '../../../shared/i18n/town-clock.js';

/** The beginning of a day in the town. */
export const beginningOf = (day: string): Date => readTownTime(`${day}T00:00`);

/** That of the day behind it: a role that is given until a day is held on that day, too. */
export const endOf = (day: string): Date => atTownClock(Date.parse(`${day}T24:00Z`));
