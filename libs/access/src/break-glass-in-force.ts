/** SQL condition: the row `alias` of table `break_glass` still opens its case. */
export const isBroken = (alias: string): string => `(${alias}.until > now() and ${alias}.ended_at is null)`;
