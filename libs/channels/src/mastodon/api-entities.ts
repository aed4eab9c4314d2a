import { z } from 'zod';

/**
 * The fields that we read of the API's entities. They are parsed leniently, because other server software implements
 * this API, too.
 */

const Text = z.string().catch('');

export const Account = z.looseObject({
  id: z.string().min(1),
  /** `user`, or `user@host` for an account of another instance. */
  acct: z.string().min(1),
  display_name: Text,
  bot: z.boolean().catch(false),
});
export type Account = z.infer<typeof Account>;

const Mention = z.looseObject({ id: z.string(), url: z.string() });

export const Media = z.looseObject({
  type: Text,
  url: z.string().nullish().catch(null),
  remote_url: z.string().nullish().catch(null),
  description: Text.nullish(),
});
export type Media = z.infer<typeof Media>;

const Poll = z.looseObject({ options: z.array(z.looseObject({ title: Text })).catch([]) });

export const Status = z.looseObject({
  id: z.string().min(1),
  created_at: z.string().nullable().catch(null),
  edited_at: z.string().nullish().catch(null),
  in_reply_to_id: z.string().nullish().catch(null),
  visibility: Text,
  spoiler_text: Text,
  content: Text,
  account: Account,
  mentions: z.array(Mention).catch([]),
  media_attachments: z.array(z.unknown()).catch([]),
  poll: Poll.nullish().catch(null),
});
export type Status = z.infer<typeof Status>;

export const Notification = z.looseObject({
  id: z.string().min(1),
  type: z.string(),
  created_at: z.string().nullable().catch(null),
  account: Account,
  status: Status.nullish().catch(null),
});
export type Notification = z.infer<typeof Notification>;

/** The limits of an instance, and the domain of its accounts, which is not always its host. */
export const About = z.looseObject({
  domain: z.string().min(1),
  title: Text,
  configuration: z
    .looseObject({
      statuses: z.looseObject({ max_characters: z.number().int().min(100).catch(500) }).catch({ max_characters: 500 }),
    })
    .catch({ statuses: { max_characters: 500 } }),
});
export type About = z.infer<typeof About>;
