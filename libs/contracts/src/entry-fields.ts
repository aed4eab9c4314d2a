import { z } from 'zod';
import { Id, Instant } from './primitives.js';
import { Actor } from './actors.js';

export const entryFields = {
  id: Id,
  caseId: Id,
  /** The number of the entry in the case: 1, 2, 3… without gaps. */
  position: z.number().int(),
  /** The `version` of the case since which the entry is in it. An entry with a higher one than the reader has read is new to them. */
  caseVersion: z.number().int(),
  at: Instant,
  actor: Actor,
};
