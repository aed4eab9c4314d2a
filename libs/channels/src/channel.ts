import type {
  Authentication,
  Capabilities,
  ChannelKind,
  Handle,
  Language,
  ProviderTemplate,
  RenderingLevel,
  SpamVerdict,
} from '@guichet/contracts';
import type { z } from 'zod';
import type { DkimKey } from './email/dkim/sign-mail.js';
import type { OAuthClient, OAuthSignIn } from './oauth-sign-in.js';
import type { InboundEvent } from './inbound-events.js';
import type { Delivered, Lane, OutboundMessage } from './outbound-message.js';
import type { RawRequest, RawResponse } from './raw-request.js';

/** What a channel may do to the outside world. */
export interface ChannelIo {
  /** Address to connect to for a host name, after the rules of OUTBOUND_ALLOW; throws ChannelError when it is not allowed. */
  resolve(host: string): Promise<string>;
  /**
   * HTTP under the same rules: redirects are refused, and a response has at most 60 s and 100 MB; reading more throws
   * `AnswerTooLarge`. Throws ChannelError: `uncertain` where the request may have arrived, retryable where the server cannot
   * be reached.
   */
  fetch(url: string, init?: RequestInit): Promise<Response>;
  /**
   * A token with which the account signs in by OAuth 2, good for some minutes at least; a new one where a server has
   * `rejected` the last. Absent where the settings are those of no account yet. Throws ChannelError; `ConsentNeeded` where
   * somebody must sign in at the provider first.
   */
  accessToken?(client: OAuthClient, rejected?: string): Promise<string>;
  /** The keys by which mail from this domain is signed (DKIM); none where it is not. Absent: nothing is signed. */
  dkimKeys?(domain: string): Promise<DkimKey[]>;
  /** The time zone of the organisation (IANA), in which the days of settings begin. Absent: UTC. */
  timeZone?(): Promise<string>;
}

/** The domains from which an account sends mail. */
export interface SendingDomains {
  domains: string[];
  /** The host by which it leaves. */
  relay: string;
  /** Mail for them comes to the built-in mail server. */
  receivesHere: boolean;
}

/** Records of DNS, as `resolve` of `node:dns` returns and rejects. */
export type ResolveDns = (name: string, type: string) => Promise<unknown>;

/** Where a pull channel stands, as it last yielded it; stored in the transaction that stores the payload. */
export type Cursor = Record<string, unknown>;
export interface ListenOptions {
  /** Null for an account that has not been read yet. */
  cursor: Cursor | null;
  /** Aborted when the account is to be read no longer. */
  signal: AbortSignal;
  /** When the account was connected; without it, that is now. */
  connectedAt?: Date;
  /** Resolves when there is no live work that reading history would delay. */
  calm?: () => Promise<void>;
  /** How long reading history waits after a fault, in milliseconds; by default 30 seconds. */
  retryMs?: number;
  /** Which messages of a folder are here, by their UIDs under a UIDVALIDITY. Absent: nothing is counted. */
  stored?: (folder: string, uidValidity: string) => Promise<ReadonlySet<number>>;
}
/** The place of a message at its source. */
export interface PulledPlace {
  folder: string;
  uidValidity: string;
  uid: number;
}
export interface Pulled {
  /** Absent: only the cursor moved. */
  request?: RawRequest;
  cursor: Cursor;
  /** Where a payload lies in a mailbox, by which it is counted. */
  place?: PulledPlace;
  /** The result of a count: null where all that the source has is here, or a reason that says what is missing. */
  health?: string | null;
  /** It lay there before the source was connected: it arrived at its own `receivedAt`, not now. */
  isFromBefore?: true;
  /** Where reading begins, before the source was reached: it says nothing of whether the source can be reached. */
  isStart?: true;
  /** Called once the payload is durable, so that the source may be marked. */
  onStored?: () => Promise<void>;
}

/** One line of what *Test* reports; `name` and `detail` are codes of the channel's texts. */
export interface ChannelCheck {
  name: string;
  ok: boolean;
  /** It works, but whoever sets it up should know of it. */
  warning?: true;
  /** A server that seems to check senders and may be trusted, where nobody has named one; null: none seems to. */
  trust?: string | null;
  /** It is about sending alone: a message that leaves later shows that its fault is over. */
  isOfSending?: true;
  detail: string;
}

/** How a reply is written for this channel. */
export interface ReplyRendering {
  html: boolean;
  subject: boolean;
  /** How strong text is marked where there is no HTML. */
  strong: 'none' | 'asterisks';
  /** Between paragraphs. */
  gap: '\n\n' | '\n';
  /** The first of these that fits is sent. */
  levels: readonly Exclude<RenderingLevel, 'notice'>[];
  /** The most that a person should get in one go; null: no limit. */
  most: { characters: number } | { parts: number } | null;
}

/** The label of a setting, what stands below it, and what its choices are called. */
export interface SettingText {
  title: string;
  help?: string;
  /** What holds where nothing is entered, within the empty field. */
  placeholder?: string;
  options?: Readonly<Record<string, string>>;
}

/** What a translator edits: `texts/<language>.json` of a folder. `{{name}}` stands for what the code fills in. */
export interface TextFile {
  title?: string;
  /** The title within a sentence ("by mail"); by default the title itself, as a proper name. */
  inSentence?: string;
  /** By the dotted path of a setting; the empty path is the form itself. */
  config?: Readonly<Record<string, SettingText>>;
  /** What is wrong with a setting. The messages of the checks in a channel's config schema are these codes. */
  invalid?: Readonly<Record<string, string>>;
  /** Why a message failed or an account does not work. */
  reasons?: Readonly<Record<string, string>>;
  /** The lines of *Test*. */
  checks?: Readonly<Record<string, string>>;
}

/** The texts of one folder; its codes are `<namespace>.<code>`. */
export interface Texts {
  namespace: string;
  files: Readonly<Record<Language, TextFile>>;
}

/**
 * How messages get in and out: everything of a channel that depends on the company behind an account. Most kinds have one
 * provider, which is written directly into their `Channel`; a kind with several composes them (`kit/channel-with-providers.ts`).
 */
// The registry holds channels of many configs; each is used only with what its own schema has parsed.
// oxlint-disable-next-line typescript/no-explicit-any
export interface Transport<Config = any> {
  /** Dotted paths of config values that are encrypted at rest and never sent back. */
  readonly secrets: readonly string[];
  /**
   * Completes settings as a person has entered them. A secret that is kept is dots here. Those that are `saved`, of servers and users that
   * are the same as before, are there to be compared: none is copied to where it was not entered for.
   */
  completeEntered?(entered: Config, saved: Readonly<Record<string, unknown>>): Config;
  /** Which secret is used in the place of another one that is not there: it is sent to the server of that, too. */
  lentSecret?(config: Config): { secret: string; to: string } | undefined;
  /** Texts of this folder first, then those that it shares with others. */
  readonly texts: readonly Texts[];

  /** Our own addresses under this config: what the public edge accepts for it. */
  addresses(config: Config): Handle[];
  /** Answers the provider's subscription challenge, where there is one; undefined: it is not one, or not ours. */
  handshake?(request: RawRequest, config: Config): RawResponse | undefined;
  /** Did the provider really send this? Over the raw bytes, in constant time. Absent: nobody calls us. */
  verify?(request: RawRequest, config: Config): boolean;
  /** Parameters of the called address that prove who called: they are taken out of `:url` before a call is stored. */
  readonly secretParameters?: readonly string[];
  /** What the provider signed beside the bytes, by which the same bytes may be another call; a repeated call has the same. */
  callMark?(request: RawRequest): string;
  /** Whom a call is for, where a provider reports on several accounts in one: values of their `addresses`. */
  addressed?(request: RawRequest): string[];
  /** Does the provider call us by this config? By default, where there is `verify`. */
  isCalled?(config: Config): boolean;
  /** Are the provider's calls GET, with what they report in the query? By default they are POST. */
  callsByGet?(config: Config): boolean;
  /** What a provider expects once its payload is durable; by default 200 with an empty body. */
  acknowledgement?(config: Config): RawResponse;
  /** What must be appended to the webhook address in the provider's settings, e.g. `#rc=5&rp=all`. */
  webhookSuffix?(config: Config): string;
  /**
   * Who really wrote the messages of a payload, where the channel itself does not vouch for it. It comes before `parse`, may be
   * repeated and writes nothing. What could not be looked up is `temperror`; it rejects only for a fault of the program.
   */
  judge?(request: RawRequest, config: Config, resolve: ResolveDns): Promise<Authentication>;
  /** The server in front of the channel whose word of who wrote a message counts by these settings; undefined where there is none. */
  trustedServer?(config: Config): string | undefined;
  /** The server in front of the channel takes a payload for spam; null where it does not, or says nothing. Pure. */
  spamVerdict?(request: RawRequest, config: Config): SpamVerdict | null;
  /** Everything that happened in one payload. Pure: no network, no clock, no database. Throws `Unparsable`. */
  parse(request: RawRequest, config: Config): Promise<InboundEvent[]>;
  /** Reads as a message what `parse` takes for a report, for an agent who wants to read it; absent where reports are no messages. */
  readReport?(request: RawRequest, config: Config): Promise<InboundEvent[]>;
  /**
   * Pull channels: yields payloads until aborted, and a cursor alone once the source is open. Ends by throwing ChannelError;
   * the caller reconnects with backoff.
   */
  listen?(config: Config, io: ChannelIo, options: ListenOptions): AsyncIterable<Pulled>;
  /** The content behind `source` of an attachment; `name` and `type` where the provider knows better. Throws ChannelError. */
  fetch?(source: string, config: Config, io: ChannelIo): Promise<{ content: Uint8Array; name?: string; type?: string }>;
  /** Sends once; of a message in parts, those that were not sent yet. Throws ChannelError, whose `retryable` decides what happens next. */
  deliver(message: OutboundMessage, config: Config, io: ChannelIo): Promise<Delivered>;
  /** Really connects, step by step; registers `webhookUrl` with the provider where that is done by its API. Never throws. */
  test(config: Config, io: ChannelIo, webhookUrl: string | null): Promise<ChannelCheck[]>;
}

/** A company by which accounts of a kind may send and receive. Its id is the `provider` of an account's config. */
// oxlint-disable-next-line typescript/no-explicit-any
export interface Provider<Config = any> extends Transport<Config> {
  readonly id: string;
  /** An object whose `provider` is the id of this one. */
  readonly config: z.ZodObject;
}

/**
 * A *kind* of channel: what citizens use and agents see, such as SMS. It says how its messages look and what they can do; a
 * *provider* is the company by which they are carried, such as Twilio or OVHcloud; a channel account is one configured
 * number, mailbox or page of a kind.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export interface Channel<Config = any> extends Transport<Config> {
  readonly kind: ChannelKind;
  /** Its line drawing, as paths of an SVG of 24 × 24 that are stroked and not filled. */
  readonly icon: readonly string[];
  /** What an open case of this channel counts in an agent's load where nothing else is set, in points. */
  readonly weight: number;
  /** How replies are written for it; `page`, `letter`: like those. */
  readonly rendering: ReplyRendering | 'page' | 'letter';
  /** Validated when saved; its JSON Schema draws the settings form. */
  readonly config: z.ZodType<Config>;
  /** Of a kind with several providers: the texts of each, by its id. */
  readonly providerTexts?: Readonly<Record<string, readonly Texts[]>>;
  readonly capabilities: Capabilities;

  /** The one spelling of an address. Undefined when it is not one of this channel's. */
  identify(address: string): Handle | undefined;
  /**
   * For so many seconds after the first time, sending again under the same externalId is harmless: the receiver knows it, or
   * shows it once. 0: never; `Infinity`: always.
   */
  readonly repeatableForSeconds: number;
  /**
   * Messages are lines of one conversation per account and person, without letters that reply to each other: a new one goes
   * on in the case where the last one was, as long as that is not long closed.
   */
  readonly isConversation: boolean;
  /** The original of a message is a file of its own that agents may have (mail); elsewhere it may hold what others wrote. */
  readonly hasOriginalFile: boolean;
  /** Seconds before each further attempt to send; after the last one the message has failed. */
  readonly retrySeconds: readonly number[];
  /** The most bytes of a call; by default 4 MB. */
  readonly maxCallBytes?: number;

  /** Can this account write to that handle at all? By default: to one that `identify` knows. */
  reaches?(handle: Handle, config: Config): boolean;
  /** Messages that the provider has approved for when the reply window is closed. */
  templates?(config: Config): ProviderTemplate[];
  /** Does the built-in mail server accept mail for this config? Absent: never. */
  acceptsSmtp?(config: Config): boolean;
  /** Where a message may have to wait, so that not too many are sent there at once. Absent: nowhere. */
  lanes?(message: OutboundMessage, config: Config): Lane[];
  /** The domains from which mail leaves by this config, and how. Absent: the channel sends none. */
  sendingDomains?(config: Config): SendingDomains;
  /**
   * Minutes after which a reply that nobody has seen is sent by mail, where its reader has left and gave an address. Null or
   * absent: never.
   */
  mailUnseenAfterMinutes?(config: Config): number | null;
  /** Seconds during which a reply can still be cancelled. */
  undoSeconds(config: Config): number;
  /** What the provider knows of a person whose messages carry no name. Undefined: nothing. Throws ChannelError. */
  profile?(handle: Handle, config: Config, io: ChannelIo): Promise<{ name: string } | undefined>;
  /** What the owner of a web page pastes into it, where the channel lives in a page. */
  embed?(channelAccountId: string, publicUrl: string): string;
  /** How an account of this config signs in with OAuth 2; undefined: it signs in otherwise. */
  oauth?(config: Config): OAuthSignIn | undefined;
  /** Ends pooled connections and workers. */
  close?(): Promise<void>;
}
