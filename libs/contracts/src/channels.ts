import { z } from 'zod';
import { Id, Instant, Language, Line } from './primitives.js';

// One line for each, so that a new one is a line.
// prettier-ignore
export const ChannelKind = z.enum([
  'email',
  'phone',
  'counter',
  'post',
  'chat',
  'whatsapp',
  'messenger',
  'instagram',
  'webhook',
  'sms',
  'telegram',
  'mastodon',
]);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** What no machine carries: agents record it. */
export const RecordedKind = ChannelKind.extract(['phone', 'counter', 'post']);
export type RecordedKind = z.infer<typeof RecordedKind>;

/** Who calls or visits talks to an agent: such a contact is message and reply in one. */
export const SpokenKind = ChannelKind.extract(['phone', 'counter']);

/** What a channel can do: drives the composer and bounds what will be delivered. */
export const Capabilities = z.object({
  html: z.boolean(),
  subject: z.boolean(),
  /** Longest text in characters; null: no limit of the channel's own. */
  maxText: z.number().int().nullable(),
  /** How a text is measured for whoever writes it; `sms` counts parts. */
  textUnit: z.enum(['characters', 'sms']),
  /** Null: none; what is not taken goes to the citizen as a link. */
  attachments: z
    .object({
      maxCount: z.number().int(),
      maxTotalBytes: z.number().int(),
      /** Beginnings of the media types that are taken (`image/`, `application/pdf`), each with its largest size; null: any, up to the total. */
      types: z.array(z.object({ type: z.string(), maxBytes: z.number().int() })).nullable(),
    })
    .nullable(),
  /** How far the provider tells what became of a message. */
  receipts: z.enum(['none', 'failures', 'per-message', 'watermark']),
  typing: z.boolean(),
  /** Does the provider tell of reactions, of edits and deletions? */
  reactions: z.boolean(),
  edits: z.boolean(),
  /** May we write first? */
  canInitiate: z.boolean(),
  /** Hours after the citizen's last message during which free text may be sent; null: always. */
  replyWindowHours: z.number().nullable(),
  /** After the window, messages that the provider has approved may still be sent. */
  templatesAfterWindow: z.boolean(),
  /** Is what it carries for the citizen alone, as far as can be known? Not where it shows on a locked screen or lies at a third party. */
  confidential: z.boolean(),
  /** How many people one message may be for. */
  recipients: z.enum(['one', 'many']),
  /** Nothing is sent or received: an agent writes down what happened (a call, a visit, a letter). */
  recorded: z.boolean(),
});
export type Capabilities = z.infer<typeof Capabilities>;

/** What screens need to know of a kind of channel, in the language that was asked for. */
export const ChannelKindInfo = z.object({
  kind: ChannelKind,
  title: z.string(),
  /** The title within a sentence: "by mail". */
  inSentence: z.string(),
  /** What an account is called that was made without a name. */
  defaultName: z.string(),
  /** A line drawing: paths of an SVG of 24 × 24, to be stroked. */
  icon: z.array(z.string()),
  /** What an open case of this channel counts in an agent's load where nothing else is set, in points. */
  weight: z.number(),
  capabilities: Capabilities,
  /**
   * JSON Schema (draft 2020-12) of the account's config, with `title`, `description`, `default` and `x-secret: true`. A kind
   * with several providers has one alternative for each, told apart by the constant `provider`.
   */
  configSchema: z.record(z.string(), z.unknown()),
  secrets: z.array(z.string()),
  /** By code, what deliveries, the health of accounts and *Test* report (see `reasonText`). */
  texts: z.record(z.string(), z.string()),
  /** The provider calls us: an account has a `webhookUrl` to give to it. */
  webhook: z.boolean(),
});
export type ChannelKindInfo = z.infer<typeof ChannelKindInfo>;

/** `GET /channel-kinds`: the language of titles, labels and texts. */
export const ChannelKindsQuery = z.object({ language: Language.default('en') });
export type ChannelKindsQuery = z.infer<typeof ChannelKindsQuery>;

export const ChannelAccount = z.object({
  id: Id,
  kind: ChannelKind,
  name: z.string(),
  teamId: Id,
  enabled: z.boolean(),
  /**
   * Without its secrets: where one is set, the value is `"••••••"`; sending that back keeps it while host, port and user
   * beside it stay the same. Empty for whoever may not manage channels.
   */
  config: z.record(z.string(), z.unknown()),
  addresses: z.array(z.string()),
  health: z.object({
    state: z.enum(['ok', 'error', 'unknown']),
    reason: z.string().nullable(),
    at: Instant.nullable(),
  }),
  /** To be given to the provider; null where nobody calls us. */
  webhookUrl: z.string().nullable(),
  /** HTML to be pasted into the pages where the channel appears; null where it appears in none. */
  embed: z.string().nullable(),
  createdAt: Instant,
});
export type ChannelAccount = z.infer<typeof ChannelAccount>;

export const SECRET_KEPT = '••••••';

export const CreateChannel = z.strictObject({
  kind: ChannelKind,
  name: Line(120),
  teamId: Id.optional(),
  enabled: z.boolean().default(true),
  config: z.record(z.string(), z.unknown()),
});
export type CreateChannel = z.infer<typeof CreateChannel>;

export const UpdateChannel = z.strictObject({
  name: Line(120).optional(),
  teamId: Id.optional(),
  enabled: z.boolean().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
});
export type UpdateChannel = z.infer<typeof UpdateChannel>;

/** `POST /channels/test`: tries a config (saved or not) for real. `id` lends the kept secrets of a saved account. */
export const TestChannel = z.strictObject({
  kind: ChannelKind,
  id: Id.optional(),
  config: z.record(z.string(), z.unknown()),
});
export type TestChannel = z.infer<typeof TestChannel>;

export const ChannelTest = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type ChannelTest = z.infer<typeof ChannelTest>;
