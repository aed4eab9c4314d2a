import { z } from 'zod';
import { undoSeconds } from '../kit/undo-seconds-setting.js';

/** Settings of one account on an instance. The order of the keys is that of the form. */
export const MastodonConfig = z.strictObject({
  instanceUrl: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .transform((url) => new URL(url).origin)
    // The form shows the setting as it is typed, not as it is stored.
    .meta({ type: 'string' }),
  accessToken: z.string().trim().min(1).max(500).meta({ 'x-secret': true }),
  pollSeconds: z.int().min(1).max(600).default(15),
  undoSeconds: undoSeconds(5),
});
export type MastodonConfig = z.infer<typeof MastodonConfig>;

export const secrets = ['accessToken'] as const;

/** Returns the host of the instance, within which the ids of posts are unique. */
export const hostOf = ({ instanceUrl }: MastodonConfig): string => new URL(instanceUrl).host;
