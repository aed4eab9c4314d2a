import { createHash } from 'node:crypto';

/** Returns a digest of what a reader sees of a message. */
export const fingerprintOf = (seen: unknown): string => createHash('sha256').update(JSON.stringify(seen)).digest('hex');
