/** For how long one may want to be left alone. */
type PauseLength = 'hour' | 'tomorrow';

/** Returns when the pauses that are proposed would end: in an hour, and tomorrow at eight by the clock of this device. */
export function pauseEnds(now: number): { length: PauseLength; at: Date }[] {
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(8, 0, 0, 0);
  return [
    { length: 'hour', at: new Date(now + 3_600_000) },
    { length: 'tomorrow', at: tomorrow },
  ];
}
