import type { ServiceSecret } from '@guichet/contracts';

/** Two weeks are enough to change a program over that somebody else runs. */
const SOON = 14 * 86_400_000;

/** Whether there is no secret, or the newest one ends soon. */
export const isSecretMissingOrExpiresSoon = (newest: ServiceSecret | undefined, now = Date.now()): boolean =>
  !newest || Date.parse(newest.expiresAt) - now < SOON;
