import { Failure, isConnectionFault, isStorageFull } from '@guichet/platform';

/** SQLSTATE classes of temporary faults: conflicts, no room, ended by somebody, a fault of the machine. */
const TEMPORARY = /^(40|53|55|57|58)/;

/** Is it a fault of the moment, which may be gone when the same is tried again? */
export function isTemporary(error: unknown): boolean {
  if (isConnectionFault(error) || isStorageFull(error)) return true;
  if (error instanceof Failure) return error.code === 'unavailable' || error.code === 'storage-full';
  return TEMPORARY.test(String((error as { code?: unknown }).code));
}
