import { randomBytes } from 'node:crypto';
import { checkIdentity, type ChatConfig } from '@guichet/channels';
import type { ChatHello, ChatIdentityFault, ChatProfile, Handle } from '@guichet/contracts';
import type { Keyring } from '@guichet/platform';
import { z } from 'zod';
import { signToken, openToken } from './signed-token.js';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** An anonymous visitor is not vouched for: after a day, somebody else may use that browser. */
const ANONYMOUS_MS = DAY_MS;
/** The token of an identified person, which opens nothing without the page's signature. */
const IDENTIFIED_MS = 180 * DAY_MS;
const SESSION_MS = 12 * HOUR_MS;

/** `owner` says, without naming them, which identified person this visitor was. */
const Token = z.object({
  channelAccountId: z.string(),
  visitor: z.string(),
  owner: z.string().nullable(),
  issued: z.number(),
});
const Session = z.object({
  channelAccountId: z.string(),
  handles: z.array(z.object({ type: z.enum(['visitor', 'subject']), value: z.string() })),
  until: z.number(),
});

export type HandleRef = Pick<Handle, 'type' | 'value'>;

/** ConversationOwner conversation it is. */
export interface ConversationOwner {
  channelAccountId: string;
  handles: readonly HandleRef[];
}

export interface Visitor extends ConversationOwner {
  /** The handle under which they write. */
  from: Handle;
  identity: 'none' | 'confirmed' | 'refused';
  /** Why the identity was refused; null where it was not. */
  identityFault: ChatIdentityFault | null;
  /** What the page says of them. Signed or not, it is a claim. */
  claims: ChatProfile;
  token: string;
  /** When the token expires, and with it the socket that it opened. */
  until: Date;
  session: string;
  /** They showed a token that is not theirs, so the browser must forget the other conversation. */
  isAnother: boolean;
}

export const keyOf = ({ type, value }: HandleRef): string => `${type}:${value}`;

/**
 * Identifies a visitor. Anonymous visitors are known by a token of ours, which is renewed each time; people whom the page
 * vouches for by its signature are known on every device. The token of an identified person is never accepted for anybody
 * else: on a shared computer the next visitor starts a conversation of their own.
 */
export function identifyVisitor(
  { keyring, now }: { keyring: Keyring; now: Date },
  { id: channelAccountId, config }: { id: string; config: ChatConfig },
  { token, identity }: Pick<ChatHello, 'token' | 'identity'>,
): Visitor {
  const { person, fault } = personOf({ identity, config }, now);
  const owner = person && keyring.sign('chat-owner', `${channelAccountId}:${person.userId}`);
  const known = token === undefined ? null : openToken({ keyring, purpose: 'chat-visitor', schema: Token }, token);
  const isTheirs =
    known?.channelAccountId === channelAccountId &&
    now < expiryOf(known) &&
    (known.owner === null || known.owner === owner);
  const visitor = isTheirs ? known.visitor : randomBytes(16).toString('base64url');

  const anonymous: Handle = { type: 'visitor', value: `visitor:${visitor}`, verified: true };
  const subject: Handle | null = person && {
    type: 'subject',
    value: `${channelAccountId}:${person.userId}`,
    ...(person.name && { name: person.name }),
    verified: true,
  };
  const issued = { channelAccountId, visitor, owner, issued: now.getTime() };
  const handles = [...(subject ? [subject] : []), anonymous].map(({ type, value }) => ({ type, value }));
  return {
    channelAccountId,
    from: subject ?? anonymous,
    handles,
    identity: !identity ? 'none' : person ? 'confirmed' : 'refused',
    identityFault: fault,
    isAnother: token !== undefined && !isTheirs,
    claims: claimsOf(person),
    token: signToken(keyring, 'chat-visitor', issued),
    until: expiryOf(issued),
    session: signToken(keyring, 'chat-session', { channelAccountId, handles, until: now.getTime() + SESSION_MS }),
  };
}

/** The person for whom the page vouches. Where no secret is set, no signature can be right. */
function personOf({ identity, config }: { identity: ChatHello['identity']; config: ChatConfig }, now: Date) {
  if (!identity) return { person: null, fault: null };
  if (!config.identitySecret) return { person: null, fault: 'wrong-signature' } as const;
  return checkIdentity(identity, config.identitySecret, now);
}

const expiryOf = ({ owner, issued }: Pick<z.infer<typeof Token>, 'owner' | 'issued'>): Date =>
  new Date(issued + (owner === null ? ANONYMOUS_MS : IDENTIFIED_MS));

function claimsOf(person: { name: string | undefined; email: string | undefined } | null): ChatProfile {
  const email = z.email().safeParse(person?.email);
  return { ...(person?.name && { name: person.name }), ...(email.success && { email: email.data }) };
}

/** Who sends an HTTP request: the bearer of a session that `identifyVisitor` made. Null where the session is not valid. */
export function ownerOfSession(
  { keyring, now }: { keyring: Keyring; now: Date },
  channelAccountId: string,
  bearer: string,
): ConversationOwner | null {
  const session = openToken({ keyring, purpose: 'chat-session', schema: Session }, bearer);
  return session?.channelAccountId === channelAccountId && now.getTime() < session.until ? session : null;
}
