/** Nobody is asked while the last answer is still being read. */
const PATIENCE_MINUTES = 10;
/** So long before the provider closes its window the message should be on its way. */
const MARGIN_MINUTES = 30;

const MINUTE_MS = 60_000;

/**
 * When to ask somebody whose case was closed: after the delay of the house, or earlier where their channel would be closed to
 * us by then.
 */
export function askAt(closedAt: Date, delayHours: number, last: { at: Date; windowHours: number | null } | null): Date {
  const wanted = closedAt.getTime() + delayHours * 60 * MINUTE_MS;
  if (!last || last.windowHours === null) return new Date(wanted);
  const closes = last.at.getTime() + last.windowHours * 60 * MINUTE_MS - MARGIN_MINUTES * MINUTE_MS;
  const soonest = closedAt.getTime() + PATIENCE_MINUTES * MINUTE_MS;
  return new Date(Math.min(wanted, Math.max(soonest, closes)));
}
