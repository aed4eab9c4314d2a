import type { Tx } from '@guichet/database';

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Reads what may be locked by another transaction, for which it is waited this long, in milliseconds. Undefined: it is locked still. The
 * transaction goes on, and waits for its other locks as before.
 */
export async function waitForLock<Result>(
  tx: Tx,
  wait: number,
  read: () => Promise<Result>,
): Promise<Result | undefined> {
  // A statement that fails voids its transaction, but for what was there before.
  await tx.query('savepoint waiting');
  const [before] = await tx.query<{ wait: string }>(
    `select current_setting('lock_timeout') as wait, set_config('lock_timeout', $1, true)`,
    [String(wait)],
  );
  try {
    const result = await read();
    await tx.query(`select set_config('lock_timeout', $1, true)`, [before!.wait]);
    await tx.query('release savepoint waiting');
    return result;
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
    // This puts the wait back as well.
    await tx.query('rollback to savepoint waiting');
    return undefined;
  }
}
