import { atTownClock, townClock } from '../../../shared/i18n/organisation-time-zone.js';

/** For how long one may want to be left alone. */
type PauseLength = 'hour' | 'tomorrow';

/** Returns when the pauses that are proposed would end: in an hour, and tomorrow at eight by the clock of the town. */
export function pauseEnds(now: number): { length: PauseLength; at: Date }[] {
  const tomorrow = townClock(now);
  tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
  tomorrow.setUTCHours(8, 0, 0, 0);
  return [
    { length: 'hour', at: new Date(now + 3_600_000) },
    { length: 'tomorrow', at: atTownClock(tomorrow) },
  ];
}
