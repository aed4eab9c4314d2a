import type { Tx } from './tx.js';

const plans = (mode: 'force_generic_plan' | 'auto') => `set_config('plan_cache_mode', '${mode}', true)`;

/**
 * SQL expression: from now on, each statement of the transaction is planned once on its connection, whatever its parameters. By itself,
 * Postgres plans a statement anew the first five times on each connection, and longer than that where a plan looks cheaper for having been
 * told how many rows are meant. What looks up some rows by their ids is read by the same indexes in any case, and planning it takes as long as
 * all else that a reader of the log does.
 */
export const PLANNED_ONCE = plans('force_generic_plan');

/** Has the next statements of the transaction planned for their parameters: those of which the best way depends on how many rows are meant. */
export const planAnew = async (tx: Tx): Promise<void> => {
  await tx.query(`select ${plans('auto')}`);
};
