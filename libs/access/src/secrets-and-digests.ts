import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie, a token or a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What we keep of it. A plain hash is enough: there is nothing to guess in 256 random bits. */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
