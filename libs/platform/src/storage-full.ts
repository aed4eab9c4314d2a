import { types } from 'node:util';
import { Failure } from './failure.js';

/** Of the system: no space, no quota left. Of Postgres: disk_full. */
const codes = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** Is it the disk that has no room, that of the files or that of the database? Nothing was stored, and it may be tried again. */
export function isStorageFull(error: unknown): boolean {
  if (error instanceof Failure && error.code === 'storage-full') return true;
  if (!types.isNativeError(error)) return false;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (typeof code === 'string' && codes.has(code)) return true;
  return isStorageFull(driverError) || isStorageFull(error.cause);
}
