import { z } from 'zod';
import { Id, Instant, Language } from './primitives.js';

/** What a visitor says of themselves before the conversation. A claim: it proves nothing. */
export const ChatProfile = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  email: z.email().max(254).optional(),
  /** They agreed to `preChat.consentText`. */
  consent: z.boolean().optional(),
});
export type ChatProfile = z.infer<typeof ChatProfile>;

/**
 * Who the host page says the visitor is. `hash` is HMAC-SHA256 of the user id under the account's identity secret, in hex;
 * `jwt` is signed by HS256 under the same secret, with the user id as `sub` and maybe `name`, `email`, `exp`.
 */
export const ChatIdentity = z.union([
  z.strictObject({
    userId: z.string().min(1).max(200),
    name: z.string().max(120).optional(),
    email: z.string().max(254).optional(),
    hash: z.string().max(128),
  }),
  z.strictObject({ jwt: z.string().max(4000) }),
]);
export type ChatIdentity = z.infer<typeof ChatIdentity>;

/** `auth` of the socket, namespace `/chat`. */
export const ChatHello = z.strictObject({
  channelAccountId: Id,
  /** The visitor's own, from an earlier `welcome`. Without one, or with one that is no longer good, they are new. */
  token: z.string().max(1000).optional(),
  identity: ChatIdentity.optional(),
  /** Of the page: answers that go on by mail are introduced in it. */
  language: Language.default('fr'),
  /** `at` of the last message that the client has: it gets those since. */
  after: Instant.optional(),
});
export type ChatHello = z.input<typeof ChatHello>;

/** What a visitor may send. Anything else, or a frame that does not fit, is refused and counted. */
export const chatFrames = {
  /** Again with the same `clientId` is harmless: acknowledged is what is durable. `files` are tokens of uploads. */
  say: z.strictObject({
    clientId: z.uuid(),
    text: z.string().max(10_000),
    files: z.array(z.string().max(2000)).max(10).default([]),
    profile: ChatProfile.optional(),
  }),
  /** Answers that have arrived, or were looked at. */
  seen: z.strictObject({ ids: z.array(Id).min(1).max(100), how: z.enum(['received', 'read']) }),
  typing: z.strictObject({}),
  /** Answers `{ messages, complete }`: the page before a message. */
  history: z.strictObject({ before: z.strictObject({ at: Instant, id: Id }) }),
} as const;
export type ChatFrame = keyof typeof chatFrames;

/** Every frame is answered: `{ ok: true, … }`, or why not. */
export const ChatRefusal = z.enum([
  'invalid-request',
  'too-many-requests', // again after `retryAfter` seconds
  'profile-needed', // a name, an address or a consent that the account asks for is missing
  'file-unknown',
  'unavailable', // nothing was stored: again later
]);
export type ChatRefusal = z.infer<typeof ChatRefusal>;
export type ChatAnswer<Result = object> = ({ ok: true } & Result) | { error: ChatRefusal; retryAfter?: number };

/** One line of the conversation, as the visitor sees it. */
export const ChatMessage = z.object({
  id: Id,
  direction: z.enum(['in', 'out']),
  /** When it came, or when the answer left: the order of the conversation, with `id`. */
  at: Instant,
  text: z.string(),
  /** Name of the agent; empty for the visitor's own. */
  author: z.string(),
  files: z.array(z.object({ id: Id, name: z.string(), type: z.string(), size: z.number().int() })),
  /** The visitor's own: as they sent it. */
  clientId: z.string().nullable(),
  /** The visitor's own: an agent has read it. */
  seen: z.boolean(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export interface ChatPage {
  messages: ChatMessage[];
  /** There is nothing before them. */
  complete: boolean;
}

export interface ChatWelcome extends ChatPage {
  /** For the next time. */
  token: string;
  /** Bearer of the file routes, in memory only; good for some hours. */
  session: string;
  identity: 'none' | 'confirmed' | 'refused';
  /** What they said of themselves earlier. */
  profile: ChatProfile;
  /** The token that was shown is somebody else's, or too old: so is all that the client keeps beside it. */
  forget: boolean;
  /** Too much was missed: these messages replace what the client has. */
  reset: boolean;
}

/** What the server sends. */
export interface ChatServerFrames {
  welcome: ChatWelcome;
  message: ChatMessage;
  /** An agent has read what the visitor wrote until then. */
  seen: { upTo: string };
  typing: { on: boolean; name: string };
}

/** `POST /chat/:channelAccountId/files`, the bytes as the body, the name URI-encoded in `X-File-Name`. The token goes into `say.files`. */
export const ChatUpload = z.object({ token: z.string(), name: z.string(), type: z.string(), size: z.number().int() });
export type ChatUpload = z.infer<typeof ChatUpload>;

export const PreChatField = z.enum(['off', 'optional', 'required']);

/** `GET /chat/:channelAccountId`: what the widget needs before anybody has said anything. Public. */
export const ChatInfo = z.object({
  title: z.string(),
  /** CSS colour. */
  accent: z.string().nullable(),
  welcome: z.object({ fr: z.string(), en: z.string() }),
  preChat: z.object({ name: PreChatField, email: PreChatField, consentText: z.string().nullable() }),
  open: z.boolean(),
  /** When somebody is there again; null while open. */
  opensAt: Instant.nullable(),
  /** While closed, a form instead of a conversation. */
  offlineForm: z.boolean(),
  maxText: z.number().int(),
  maxFileBytes: z.number().int(),
  maxFiles: z.number().int(),
});
export type ChatInfo = z.infer<typeof ChatInfo>;
