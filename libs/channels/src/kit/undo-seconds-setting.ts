import { z } from 'zod';

/** The number of seconds during which the replies of an account can be cancelled; `usually` where nothing is set. */
export const undoSeconds = (usually: number) => z.int().min(0).max(60).default(usually);
