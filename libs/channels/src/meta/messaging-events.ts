import { z } from 'zod';
import { cleanLine } from '../kit/clean-text.js';
import { List } from '../kit/lenient-lists.js';

const Text = z.string().min(1).optional().catch(undefined);
const Id = z.looseObject({ id: z.coerce.string().regex(/^\d+$/) });
export const Millis = z.coerce
  .number()
  .positive()
  .transform((millis) => new Date(millis))
  .refine((at) => !Number.isNaN(at.getTime()));

/** What every event of `messaging` has; what it is about is in a key of its own. */
export const MessagingEvent = z.looseObject({
  sender: Id.nullish().catch(null),
  timestamp: Millis.nullable().catch(null),
});
export type MessagingEvent = z.infer<typeof MessagingEvent>;

export const Message = z.looseObject({
  mid: Text,
  text: z.string().catch(''),
  is_echo: z.boolean().catch(false),
  is_deleted: z.boolean().catch(false),
  is_unsupported: z.boolean().catch(false),
  metadata: Text,
  attachments: List,
  reply_to: z
    .looseObject({ mid: Text, story: z.looseObject({ url: Text }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type Message = z.infer<typeof Message>;
export const Postback = z.looseObject({ mid: Text, title: z.string().catch('') });
export const Reaction = z.looseObject({ mid: z.string().min(1), action: z.string(), emoji: Text, reaction: Text });
export const Edit = z.looseObject({ mid: z.string().min(1), text: z.string() });

/** Old applications send only the name of the reaction. */
const EMOJI: Record<string, string> = {
  smile: '😆',
  angry: '😠',
  sad: '😢',
  wow: '😮',
  love: '❤️',
  like: '👍',
  dislike: '👎',
};

/** The emoji of a reaction; null: it was taken back. */
export function emojiOf({ action, emoji, reaction }: z.infer<typeof Reaction>): string | null {
  if (action === 'unreact') return null;
  return cleanLine(emoji ?? '', 20) || EMOJI[reaction ?? ''] || '❔';
}
