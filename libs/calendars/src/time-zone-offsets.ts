const DAY_MS = 86_400_000;

/**
 * The local time of a time zone around one year. Temporal is asked for the few changes of the year; the
 * thousands of times of a schedule are then sums.
 */
export class ZoneYear {
  /** Since when, in ms of the epoch, the wall is ahead by so many ms. */
  private readonly offsets: { since: number; ahead: number }[];

  constructor(timeZone: string, year: number) {
    // A slot of the last day before may go on into the year, and one of its last day out of it.
    let at = Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0, 1) - 3 * DAY_MS).toZonedDateTimeISO(timeZone);
    const end = Date.UTC(year + 1, 0, 1) + 3 * DAY_MS;
    this.offsets = [{ since: -Infinity, ahead: at.offsetNanoseconds / 1e6 }];
    for (;;) {
      const next = at.getTimeZoneTransition('next');
      if (!next || next.epochMilliseconds > end) return;
      this.offsets.push({ since: next.epochMilliseconds, ahead: next.offsetNanoseconds / 1e6 });
      at = next;
    }
  }

  /** What the wall shows at an instant of the year, in ms as if it were UTC. */
  localOf(instant: number): number {
    const { ahead } = this.offsets.findLast(({ since }) => since <= instant)!;
    return instant + ahead;
  }

  /**
   * When the wall shows `local` (a time as if it were UTC), in ms of the epoch: the first of two where an hour is repeated;
   * where it is left out, the moment of the jump, so that an opening within it has no length.
   */
  instantOf(local: number): number {
    let found = NaN;
    for (let n = 0; n < this.offsets.length; n += 1) {
      const { since, ahead } = this.offsets[n]!;
      found = Math.max(local - ahead, since);
      if (found < (this.offsets[n + 1]?.since ?? Infinity)) return found;
    }
    return found;
  }
}
