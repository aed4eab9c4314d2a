import { z } from 'zod';
import { undoSeconds } from '../../kit/undo-seconds-setting.js';

/** Settings of letters that the organisation prints itself. */
export const PrintConfig = z.strictObject({
  // Accounts that came with the first recorded letter do not say it.
  provider: z.literal('print').optional(),
  undoSeconds: undoSeconds(10),
});
export type PrintConfig = z.infer<typeof PrintConfig>;
