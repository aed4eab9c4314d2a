import { Handle } from '@guichet/contracts';
import { z } from 'zod';
import { Unparsable } from '../channel-error.js';
import type { InboundEvent, InboundMessage, Segment } from '../inbound-events.js';
import type { RawRequest } from '../raw-request.js';
import { fingerprintOf } from '../kit/message-fingerprint.js';

/**
 * What the chat gateway stores for each action of a visitor, whose identity it has checked. `profile` is what visitors say of
 * themselves, and is present when it has changed.
 */
export const ChatPayload = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('say'),
    channelAccountId: z.string(),
    clientId: z.string(),
    from: Handle,
    text: z.string(),
    files: z.array(z.object({ digest: z.string(), size: z.number().int(), name: z.string(), type: z.string() })),
    profile: z
      .object({ name: z.string().optional(), email: z.string().optional(), consent: z.boolean().optional() })
      .nullable(),
  }),
  z.object({
    type: z.literal('seen'),
    how: z.enum(['received', 'read']),
    /** The external ids of our messages. */
    ids: z.array(z.string()),
    at: z.iso.datetime(),
  }),
]);
export type ChatPayload = z.infer<typeof ChatPayload>;
type Said = Extract<ChatPayload, { type: 'say' }>;

const externalIdOf = (channelAccountId: string, clientId: string): string => `chat:${channelAccountId}:${clientId}`;
/** Returns the client's own id of a message that a visitor wrote. */
export const clientIdOf = (externalId: string): string | null => /^chat:[^:]+:(.+)$/.exec(externalId)?.[1] ?? null;

export async function parse({ body, receivedAt }: RawRequest): Promise<InboundEvent[]> {
  const payload = ChatPayload.safeParse(json(body));
  if (!payload.success) throw new Unparsable('unparsable', 'This is no frame of the chat.', { cause: payload.error });
  return payload.data.type === 'say'
    ? [message(payload.data, receivedAt)]
    : receipts(payload.data.ids, payload.data.how, new Date(payload.data.at));
}

function message({ channelAccountId, clientId, from, text, files, profile }: Said, receivedAt: Date): InboundMessage {
  const segments = [{ kind: 'visible', text }, signature(profile)].filter((part) => part?.text) as Segment[];
  return {
    type: 'message',
    externalId: externalIdOf(channelAccountId, clientId),
    fingerprint: fingerprintOf([from.type, from.value, clientId]),
    threadKeys: [],
    from,
    to: [],
    cc: [],
    subject: '',
    sentAt: receivedAt,
    text: segments.map((segment) => segment.text).join(''),
    segments,
    html: null,
    remoteImages: [],
    attachments: files.map(({ digest, size, name, type }) => ({
      name,
      type,
      content: { digest, size },
      inline: false,
    })),
    flags: [],
    hiddenParts: 0,
  };
}

/**
 * Puts the contact details that the visitor typed below the text, as a signature: they are a claim for the agent to
 * read, and not verified.
 */
function signature(profile: Said['profile']): Segment | null {
  if (!profile?.email) return null;
  return { kind: 'signature', text: `\n\n${[profile.name, profile.email].filter(Boolean).join(' · ')}` };
}

const receipts = (ids: readonly string[], how: 'received' | 'read', at: Date): InboundEvent[] =>
  ids.map((id) => ({
    type: 'receipt',
    threadKeys: [`ref:${id}`],
    status: how === 'read' ? 'read' : 'delivered',
    recipient: null,
    reason: null,
    at,
  }));

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
