import { z } from 'zod';
import { Id, Instant, Language, Line, WholeListQuery } from './primitives.js';

// Each kind has a line of its own, so that a new kind adds one line. Previews of templates come in this order.
// prettier-ignore
export const ChannelKind = z.enum([
  'email',
  'phone',
  'counter',
  'post',
  'sms',
  'whatsapp',
  'chat',
  'messenger',
  'instagram',
  'telegram',
  'mastodon',
  'webhook',
]);
export type ChannelKind = z.infer<typeof ChannelKind>;

/** The kinds of which agents record what happened, as nothing is received or sent. */
export const RecordedKind = ChannelKind.extract(['phone', 'counter', 'post']);
export type RecordedKind = z.infer<typeof RecordedKind>;

/** People who call or visit talk to an agent, so such a contact is message and reply in one. */
export const SpokenKind = ChannelKind.extract(['phone', 'counter']);

/** What a channel can do. The composer follows it, and what it cannot do is never delivered. */
export const Capabilities = z.object({
  html: z.boolean(),
  subject: z.boolean(),
  /** The longest text in characters; null where the channel has no limit. */
  maxText: z.number().int().nullable(),
  /** How the length of a text is shown to the agent; `sms` counts the parts of an SMS. */
  textUnit: z.enum(['characters', 'sms']),
  /** Null: the channel takes no files. Files that it does not take are sent as a link. */
  attachments: z
    .object({
      maxCount: z.number().int(),
      maxTotalBytes: z.number().int(),
      /** The beginnings of the accepted media types (`image/`, `application/pdf`), each with its largest size; null: any type, up to the total size. */
      types: z.array(z.object({ type: z.string(), maxBytes: z.number().int() })).nullable(),
      /** Files that the channel does not take cannot be sent at all, as nobody types a link from paper. */
      neverLinked: z.boolean().optional(),
    })
    .nullable(),
  /** Which receipts the provider sends for our messages. */
  receipts: z.enum(['none', 'failures', 'per-message', 'watermark']),
  typing: z.boolean(),
  /** Whether the provider reports reactions; `edits` covers edits and deletions. */
  reactions: z.boolean(),
  edits: z.boolean(),
  /** Whether we may write to people who have not written to us. */
  canInitiate: z.boolean(),
  /** The hours after the citizen's last message during which free text may be sent; null: it may always be sent. */
  replyWindowHours: z.number().nullable(),
  /** After the window, messages that the provider has approved may still be sent. */
  templatesAfterWindow: z.boolean(),
  /** Whether only the citizen reads what is sent. False where it is shown on a locked screen or stored by a third party. */
  confidential: z.boolean(),
  /** Whether one message may be sent to several people. */
  recipients: z.enum(['one', 'many']),
  /** An agent records what happened (a call, a visit, a letter). Nothing is sent or received, but for replies on `paper`. */
  recorded: z.boolean(),
  /** Replies leave as letters, where an agent chooses that; nothing else does. */
  paper: z.boolean().optional(),
  /** Whether the citizen sees the author of each message beside it, so that it need not be signed. */
  namesAuthor: z.boolean().optional(),
});
export type Capabilities = z.infer<typeof Capabilities>;

/** Whether agents can reply by a channel. */
export const canReplyBy = ({ recorded, paper = false }: Pick<Capabilities, 'recorded' | 'paper'>): boolean =>
  !recorded || paper;

/** What screens need to know of a kind of channel, in the requested language. */
export const ChannelKindInfo = z.object({
  kind: ChannelKind,
  title: z.string(),
  /** The title within a sentence: "by mail". */
  inSentence: z.string(),
  /** The name of an account that was created without one. */
  defaultName: z.string(),
  /** A line drawing: the paths of an SVG of 24 × 24, which are stroked. */
  icon: z.array(z.string()),
  /** The points that an open case of this channel adds to an agent's load where nothing else is set. */
  weight: z.number(),
  capabilities: Capabilities,
  /**
   * JSON Schema (draft 2020-12) of the account's config, with `title`, `description`, `default` and `x-secret: true`. A kind
   * with several providers has one alternative for each, told apart by the constant `provider`.
   */
  configSchema: z.record(z.string(), z.unknown()),
  secrets: z.array(z.string()),
  /** The texts of what settings, deliveries, the health of accounts and *Test* report, by their codes (see `reasonText`). */
  texts: z.record(z.string(), z.string()),
  /** Whether the provider calls us, at the `webhookUrl` of the account. */
  webhook: z.boolean(),
  /**
   * The address to which providers send administrators back who have signed in there (OAuth 2), which is registered with them;
   * null where accounts of the kind never sign in so.
   */
  consentRedirectUrl: z.string().nullable(),
});
export type ChannelKindInfo = z.infer<typeof ChannelKindInfo>;

/** `GET /channel-kinds`: the language of titles, labels and texts. */
export const ChannelKindsQuery = WholeListQuery.extend({ language: Language.default('en') });
export type ChannelKindsQuery = z.infer<typeof ChannelKindsQuery>;

export const ChannelAccount = z.object({
  id: Id,
  kind: ChannelKind,
  name: z.string(),
  /** The team of its new cases. Its agents may write from the account, and so may those who may reply in all teams. */
  teamId: Id,
  /** Whether every team may write from it. */
  shared: z.boolean(),
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
  /**
   * Whether somebody has signed in at the provider and allowed the use of the mailbox (OAuth 2); null for an account that needs
   * nobody's consent, and for whoever may not manage channels.
   */
  consent: z
    .object({
      /** As people call it: `Microsoft 365`, `Google`, or the host of the issuer. */
      provider: z.string(),
      state: z.enum(['given', 'needed']),
      /** When it was given, the last time. */
      at: Instant.nullable(),
    })
    .nullable(),
  /**
   * The address that the administrator gives to the provider; null where the provider does not call us, and for whoever may not
   * manage channels.
   */
  webhookUrl: z.string().nullable(),
  /** The HTML that is pasted into the pages on which the channel appears; null where it appears on none, and for the same. */
  embed: z.string().nullable(),
  createdAt: Instant,
});
export type ChannelAccount = z.infer<typeof ChannelAccount>;

export const SECRET_KEPT = '••••••';

export const CreateChannel = z.strictObject({
  kind: ChannelKind,
  name: Line(120),
  teamId: Id.optional(),
  shared: z.boolean().default(false),
  enabled: z.boolean().default(true),
  config: z.record(z.string(), z.unknown()),
});
export type CreateChannel = z.infer<typeof CreateChannel>;

export const UpdateChannel = z.strictObject({
  name: Line(120).optional(),
  teamId: Id.optional(),
  shared: z.boolean().optional(),
  enabled: z.boolean().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
});
export type UpdateChannel = z.infer<typeof UpdateChannel>;

/** `POST /channels/test`: connects with a config, saved or not. With `id`, secrets that were not entered again are those of the saved account. */
export const TestChannel = z.strictObject({
  kind: ChannelKind,
  id: Id.optional(),
  config: z.record(z.string(), z.unknown()),
});
export type TestChannel = z.infer<typeof TestChannel>;

export const ChannelTest = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      ok: z.boolean(),
      /** It works, but whoever sets it up should know of it. */
      warning: z.literal(true).optional(),
      /** The server that seems to check senders, for `inbound.trustedServer`; null: none does. */
      trust: z.string().nullable().optional(),
      detail: z.string(),
    }),
  ),
});
export type ChannelTest = z.infer<typeof ChannelTest>;

/** `POST /channels/discover`: the address of a mailbox that is to be connected. */
export const DiscoverMailbox = z.strictObject({ address: z.string().trim().min(3).max(254) });
export type DiscoverMailbox = z.infer<typeof DiscoverMailbox>;

/** How a mailbox can probably be reached. Whoever connects it sees and may change everything. */
export const MailboxProposal = z.object({
  /** Where it was found: a code of the texts of the kind `email`. */
  found: z.string(),
  /** Settings of the kind `email`, without those that must be typed; null: nothing was found, and the servers must be asked for. */
  config: z.record(z.string(), z.unknown()).nullable(),
});
export type MailboxProposal = z.infer<typeof MailboxProposal>;

/** The page of the console to which providers send an administrator back. */
export const CONSENT_PATH = '/settings/channels/consent';

/** `POST /channels/:id/consent`: where an administrator signs in, or a code of the channel's texts that says why nowhere. */
export const ConsentBegin = z.object({ url: z.string().nullable(), reason: z.string().nullable() });
export type ConsentBegin = z.infer<typeof ConsentBegin>;

/** `POST /channels/consent`: what the provider added to the address of our page (RFC 6749 § 4.1.2, RFC 9207). */
export const FinishConsent = z.strictObject({
  state: z.string().min(1).max(500),
  code: z.string().max(4000).optional(),
  iss: z.string().max(500).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(2000).optional(),
});
export type FinishConsent = z.infer<typeof FinishConsent>;

/** The account that may now be used, or a code of the channel's texts that says why it may not. */
export const ConsentResult = z.object({ channelAccountId: Id, reason: z.string().nullable() });
export type ConsentResult = z.infer<typeof ConsentResult>;
