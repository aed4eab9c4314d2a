import { z } from 'zod';
import { undoSeconds } from '../kit/undo-seconds.js';

/** Settings of one account on an instance. The order of the keys is that of the form. */
export const MastodonConfig = z
  .strictObject({
    instanceUrl: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .transform((url) => new URL(url).origin)
      // What the form is drawn from is what is typed.
      .meta({
        type: 'string',
        title: 'Instance',
        description: 'Address of the server, as https://mastodon.ville.example',
      }),
    accessToken: z.string().trim().min(1).max(500).meta({
      title: 'Access token',
      description: 'Of an application of the account (Preferences, Development) with the scopes read and write.',
      'x-secret': true,
    }),
    pollSeconds: z
      .int()
      .min(1)
      .max(600)
      .default(15)
      .meta({ title: 'Look for news', description: 'Every so many seconds.' }),
    undoSeconds: undoSeconds(5),
  })
  .meta({ title: 'Mastodon account' });
export type MastodonConfig = z.infer<typeof MastodonConfig>;

export const secrets = ['accessToken'] as const;

/** Where the numbers of posts count. */
export const hostOf = ({ instanceUrl }: MastodonConfig): string => new URL(instanceUrl).host;
