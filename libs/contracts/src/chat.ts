import { z } from 'zod';
import { Id, Instant, Language } from './primitives.js';

/** What visitors say of themselves before the conversation. It is a claim and proves nothing. */
export const ChatProfile = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  email: z.email().max(254).optional(),
  /** Whether they agreed to `preChat.consentText`. */
  consent: z.boolean().optional(),
});
export type ChatProfile = z.infer<typeof ChatProfile>;

/** How long a page may vouch for a visitor by one signature, in seconds. */
export const CHAT_IDENTITY_SECONDS = 86_400;

/**
 * Who the host page says the visitor is, until a time that it signs, too: `expires` or `exp`, in seconds since 1970 and at most
 * `CHAT_IDENTITY_SECONDS` ahead. `hash` is HMAC-SHA256 of `<expires>:<user id>` under the account's identity secret, in hex;
 * `jwt` is signed by HS256 under the same secret, with the user id as `sub`, with `exp`, and maybe with `name` and `email`.
 */
export const ChatIdentity = z.union([
  z.strictObject({
    userId: z.string().min(1).max(200),
    name: z.string().max(120).optional(),
    email: z.string().max(254).optional(),
    /** An identity without it is refused by a reason that the page's developer can read, and the visitor stays anonymous. */
    expires: z.number().int().positive().optional(),
    hash: z.string().max(128),
  }),
  z.strictObject({ jwt: z.string().max(4000) }),
]);
export type ChatIdentity = z.infer<typeof ChatIdentity>;

/** Why an identity is refused. All but the first are said only of what the page has really signed. */
export type ChatIdentityFault = 'wrong-signature' | 'no-expiry' | 'expired' | 'expires-too-late' | 'not-valid-yet';

/** The `auth` of the socket in the namespace `/chat`. */
export const ChatHello = z.strictObject({
  channelAccountId: Id,
  /** The visitor's token from an earlier `welcome`. Without a valid one, they are a new visitor. */
  token: z.string().max(1000).optional(),
  identity: ChatIdentity.optional(),
  /** The language of the page, in which replies that are sent by mail are introduced. */
  language: Language.default('fr'),
  /** The `at` of the last message that the client has; it gets the later ones. */
  after: Instant.optional(),
});
export type ChatHello = z.input<typeof ChatHello>;

/** The frames that a visitor may send. Any other frame is refused and counted. */
export const chatFrames = {
  /** A message. It is acknowledged once it is durable, and may be sent again with the same `clientId`. `files` are tokens of uploads. */
  say: z.strictObject({
    clientId: z.uuid(),
    text: z.string().max(10_000),
    files: z.array(z.string().max(2000)).max(10).default([]),
    profile: ChatProfile.optional(),
  }),
  /** The replies that have arrived, or were looked at. */
  seen: z.strictObject({ ids: z.array(Id).min(1).max(100), how: z.enum(['received', 'read']) }),
  typing: z.strictObject({}),
  /** Asks for the page of messages before one; the response is `{ messages, complete }`. */
  history: z.strictObject({ before: z.strictObject({ at: Instant, id: Id }) }),
} as const;
export type ChatFrame = keyof typeof chatFrames;

/** The response to every frame: `{ ok: true, … }`, or why it was refused. */
export const ChatRefusal = z.enum([
  'invalid-request',
  'too-many-requests', // the client may try again after `retryAfter` seconds
  'profile-needed', // a name, an address or a consent that the account asks for is missing
  'file-unknown',
  'unavailable', // nothing was stored; the client may try again later
]);
export type ChatRefusal = z.infer<typeof ChatRefusal>;
export type ChatAnswer<Result = object> = ({ ok: true } & Result) | { error: ChatRefusal; retryAfter?: number };

/** One line of the conversation, as the visitor sees it. */
export const ChatMessage = z.object({
  id: Id,
  direction: z.enum(['in', 'out']),
  /** The time when it was received, or when the reply was sent. The conversation is ordered by it and then by `id`. */
  at: Instant,
  text: z.string(),
  /** The name of the agent; empty for the visitor's own messages. */
  author: z.string(),
  files: z.array(z.object({ id: Id, name: z.string(), type: z.string(), size: z.number().int() })),
  /** For the visitor's own messages: the `clientId` under which the widget sent it. */
  clientId: z.string().nullable(),
  /** For the visitor's own messages: whether an agent has read it. */
  seen: z.boolean(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

/** Somebody else takes over the conversation: the agent has lost their connection while the visitor waited. */
export interface ChatHandover {
  /** When the conversation went back to the queue. */
  at: string;
}

export interface ChatPage {
  messages: ChatMessage[];
  /** Whether there are no messages before these. */
  complete: boolean;
}

export interface ChatWelcome extends ChatPage {
  /** The token that the visitor shows the next time. */
  token: string;
  /** The bearer token of the file routes. It is valid for some hours and kept in memory only. */
  session: string;
  identity: 'none' | 'confirmed' | 'refused';
  /** Why the identity was refused; null where it was not. */
  identityFault: ChatIdentityFault | null;
  /** What the visitor has said of themselves earlier. */
  profile: ChatProfile;
  /** True where the client's token was not valid: the client must discard all that it keeps beside it. */
  forget: boolean;
  /** True where the client missed too many messages: these replace the ones it has. */
  reset: boolean;
  /** Null: nobody has to take over, or an agent has replied since. */
  handover: ChatHandover | null;
}

/** The frames that the server sends. */
export interface ChatServerFrames {
  welcome: ChatWelcome;
  message: ChatMessage;
  /** An agent has read all that the visitor wrote until this time. */
  seen: { upTo: string };
  typing: { on: boolean; name: string };
  handover: ChatHandover;
}

/** `POST /chat/:channelAccountId/files`, the bytes as the body, the name URI-encoded in `X-File-Name`. The token goes into `say.files`. */
export const ChatUpload = z.object({ token: z.string(), name: z.string(), type: z.string(), size: z.number().int() });
export type ChatUpload = z.infer<typeof ChatUpload>;

export const PreChatField = z.enum(['off', 'optional', 'required']);

/** `GET /chat/:channelAccountId`: what the widget needs before anybody has said anything. Public. */
export const ChatInfo = z.object({
  title: z.string(),
  /** A CSS colour. */
  accent: z.string().nullable(),
  welcome: z.object({ fr: z.string(), en: z.string() }),
  preChat: z.object({ name: PreChatField, email: PreChatField, consentText: z.string().nullable() }),
  open: z.boolean(),
  /** The time when agents are available again; null while the chat is open. */
  opensAt: Instant.nullable(),
  /** Whether a form replaces the conversation while the chat is closed. */
  offlineForm: z.boolean(),
  maxText: z.number().int(),
  maxFileBytes: z.number().int(),
  maxFiles: z.number().int(),
});
export type ChatInfo = z.infer<typeof ChatInfo>;
