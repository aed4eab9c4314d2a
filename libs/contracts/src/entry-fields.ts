import { z } from 'zod';
import { Id, Instant } from './primitives.js';
import { Actor } from './actors.js';

export const entryFields = {
  id: Id,
  caseId: Id,
  /** 1, 2, 3… within the case, without gaps. */
  position: z.number().int(),
  /** The `version` of the case with which it came to lie there: higher than the one that was read, it is new to the reader. */
  caseVersion: z.number().int(),
  at: Instant,
  actor: Actor,
};
