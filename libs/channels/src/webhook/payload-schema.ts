import { z } from 'zod';

const Id = z.string().trim().min(1).max(200);
const At = z.iso.datetime({ offset: true }).optional();

const Person = z.object({
  /** What the other system knows the person by. */
  id: Id,
  name: z.string().trim().max(200).optional(),
});

const File = z
  .object({
    name: z.string().min(1).max(255),
    type: z.string().max(120).default('application/octet-stream'),
    /** Base64, or an address from which the file is fetched. */
    content: z.base64().optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
  })
  .refine(({ content, url }) => content !== undefined || url !== undefined, 'A file has its content or a url.');

const Message = z.object({
  type: z.literal('message'),
  id: Id,
  from: Person,
  text: z.string().max(500_000).default(''),
  subject: z.string().max(250).default(''),
  sentAt: At,
  /** The message of either side that this one answers. */
  answers: Id.optional(),
  attachments: z.array(File).max(20).default([]),
  automatic: z.boolean().default(false),
});
export type MessageEvent = z.infer<typeof Message>;

const Receipt = z.object({
  type: z.literal('receipt'),
  /** The `id` of our message. */
  about: Id,
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  reason: z.string().max(500).optional(),
  at: At,
});

/** `emoji` null: taken back. */
const Reaction = z.object({
  type: z.literal('reaction'),
  about: Id,
  from: Person,
  emoji: z.string().max(32).nullable(),
  at: At,
});
const Edit = z.object({ type: z.literal('edit'), about: Id, from: Person, text: z.string().max(500_000), at: At });
const Deletion = z.object({ type: z.literal('deletion'), about: Id, from: Person, at: At });
const Consent = z.object({
  type: z.literal('consent'),
  from: Person,
  given: z.boolean(),
  word: z.string().max(100).default(''),
  at: At,
});

export const Event = z.discriminatedUnion('type', [Message, Receipt, Reaction, Edit, Deletion, Consent]);

/** What the other system posts: one event, or some in their order. Each is read on its own, see `parse`. */
export const Call = z.union([
  z.object({ events: z.array(z.unknown()).max(500) }).transform(({ events }) => events),
  z.looseObject({ type: z.string() }).transform((event) => [event]),
]);
