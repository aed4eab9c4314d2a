/** The citizen first gets time to read the last reply. */
const SHORTEST_DELAY_MINUTES = 10;
/** How long before the reply window of the provider closes the message is sent at the latest. */
const MARGIN_MINUTES = 30;

const MINUTE_MS = 60_000;

/**
 * Returns when to send the survey of a closed case: after the delay of the settings, or earlier where the reply window of the
 * citizen's last message would have closed by then.
 */
export function surveyTime(
  closedAt: Date,
  delayHours: number,
  last: { at: Date; windowHours: number | null } | null,
): Date {
  const wanted = closedAt.getTime() + delayHours * 60 * MINUTE_MS;
  if (!last || last.windowHours === null) return new Date(wanted);
  const closes = last.at.getTime() + last.windowHours * 60 * MINUTE_MS - MARGIN_MINUTES * MINUTE_MS;
  const soonest = closedAt.getTime() + SHORTEST_DELAY_MINUTES * MINUTE_MS;
  return new Date(Math.min(wanted, Math.max(soonest, closes)));
}
