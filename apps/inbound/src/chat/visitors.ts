import { randomBytes } from 'node:crypto';
import { identified, type ChatConfig } from '@guichet/channels';
import type { ChatHello, ChatProfile, Handle } from '@guichet/contracts';
import type { Keyring } from '@guichet/platform';
import { z } from 'zod';
import { seal, unseal } from './sealed.js';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** Nobody vouches for an anonymous visitor: whoever is at that browser after a day is taken for somebody else. */
const ANONYMOUS_MS = DAY_MS;
/** Of an identified person: opens nothing without the page's signature. */
const IDENTIFIED_MS = 180 * DAY_MS;
const SESSION_MS = 12 * HOUR_MS;

/** `owner` says, without naming them, which identified person this visitor was. */
const Token = z.object({
  channelId: z.string(),
  visitor: z.string(),
  owner: z.string().nullable(),
  issued: z.number(),
});
const Session = z.object({
  channelId: z.string(),
  handles: z.array(z.object({ type: z.enum(['visitor', 'subject']), value: z.string() })),
  until: z.number(),
});

export type HandleRef = Pick<Handle, 'type' | 'value'>;

/** Whose conversation it is. */
export interface Whose {
  channelId: string;
  handles: readonly HandleRef[];
}

export interface Visitor extends Whose {
  /** As whom they write. */
  from: Handle;
  identity: 'none' | 'confirmed' | 'refused';
  /** What the page says of them; signed or not, a claim. */
  claims: ChatProfile;
  token: string;
  /** Then the token, and the socket that it opened, are good no longer. */
  until: Date;
  session: string;
  /** They showed a token that is not theirs. */
  isAnother: boolean;
}

export const keyOf = ({ type, value }: HandleRef): string => `${type}:${value}`;

/**
 * Who comes in. Anonymous visitors are known by a token of ours, a new one each time, people whom the page vouches for by its signature, on every
 * device. A visitor who once was an identified person is nobody else's: on a shared computer the next one begins anew.
 */
export function admit(
  keyring: Keyring,
  { id: channelId, config }: { id: string; config: ChatConfig },
  { token, identity }: Pick<ChatHello, 'token' | 'identity'>,
  now: Date,
): Visitor {
  const person = identity && config.identitySecret ? identified(identity, config.identitySecret, now) : null;
  const owner = person && keyring.sign('chat-owner', `${channelId}:${person.userId}`);
  const known = token === undefined ? null : unseal(keyring, 'chat-visitor', Token, token);
  const isTheirs =
    known?.channelId === channelId && now < expiryOf(known) && (known.owner === null || known.owner === owner);
  const visitor = isTheirs ? known.visitor : randomBytes(16).toString('base64url');

  const anonymous: Handle = { type: 'visitor', value: `visitor:${visitor}`, verified: true };
  const subject: Handle | null = person && {
    type: 'subject',
    value: `${channelId}:${person.userId}`,
    ...(person.name && { name: person.name }),
    verified: true,
  };
  const issued = { channelId, visitor, owner, issued: now.getTime() };
  const handles = [...(subject ? [subject] : []), anonymous].map(({ type, value }) => ({ type, value }));
  return {
    channelId,
    from: subject ?? anonymous,
    handles,
    identity: !identity ? 'none' : person ? 'confirmed' : 'refused',
    isAnother: token !== undefined && !isTheirs,
    claims: claimsOf(person),
    token: seal(keyring, 'chat-visitor', issued),
    until: expiryOf(issued),
    session: seal(keyring, 'chat-session', { channelId, handles, until: now.getTime() + SESSION_MS }),
  };
}

const expiryOf = ({ owner, issued }: Pick<z.infer<typeof Token>, 'owner' | 'issued'>): Date =>
  new Date(issued + (owner === null ? ANONYMOUS_MS : IDENTIFIED_MS));

function claimsOf(person: { name: string | undefined; email: string | undefined } | null): ChatProfile {
  const email = z.email().safeParse(person?.email);
  return { ...(person?.name && { name: person.name }), ...(email.success && { email: email.data }) };
}

/** Who asks by HTTP: the bearer of a session that `admit` made. */
export function whoseSession(keyring: Keyring, channelId: string, bearer: string, now: Date): Whose | null {
  const session = unseal(keyring, 'chat-session', Session, bearer);
  return session?.channelId === channelId && now.getTime() < session.until ? session : null;
}
