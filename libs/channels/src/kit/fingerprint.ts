import { createHash } from 'node:crypto';

/** A digest of what a reader sees. */
export const fingerprintOf = (seen: unknown): string => createHash('sha256').update(JSON.stringify(seen)).digest('hex');
