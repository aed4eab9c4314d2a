import type { Handle } from '@guichet/contracts';
import { Unparsable } from '../channel-error.js';
import type { InboundAttachment, InboundEvent, InboundMessage } from '../inbound-events.js';
import type { RawRequest } from '../raw-request.js';
import { plainMessage } from '../kit/text-only-message-fields.js';
import { fingerprintOf } from '../kit/message-fingerprint.js';
import { referenceHints } from '../kit/case-references.js';
import { sourceOf, type WebhookConfig } from './config.js';
import { Call, Event, type MessageEvent } from './payload-schema.js';

/** The events of one call. One that does not fit loses no other: it becomes a message that says so. */
export async function parse(request: RawRequest, config: WebhookConfig): Promise<InboundEvent[]> {
  const source = sourceOf(config);
  const call = Call.safeParse(json(request.body));
  if (!call.success) throw new Unparsable('unparsable', 'The body is neither an event nor { "events": [...] }.');
  return call.data.map((item) => {
    const event = Event.safeParse(item);
    if (event.success) return understood(event.data, source);
    const where = event.error.issues.map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`).join('; ');
    return notShown(item, source, where);
  });
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new Unparsable('unparsable', 'The body is no JSON in UTF-8.', { cause: error });
  }
}

const idOf = (source: string, id: string): string => `webhook:${source}:${id}`;

const personOf = (source: string, { id, name }: { id: string; name?: string | undefined }): Handle => ({
  type: 'account',
  value: `webhook:${source}/${id}`,
  ...(name ? { name } : {}),
  verified: true,
});

const dateOf = (at: string | undefined): Date | null => (at ? new Date(at) : null);

function understood(event: Event, source: string): InboundEvent {
  switch (event.type) {
    case 'message':
      return message(event, source);
    case 'receipt': {
      const { about, status, reason = null, at } = event;
      // We gave the message its id, so they name it as it is.
      return { type: 'receipt', threadKeys: [`ref:${about}`], status, recipient: null, reason, at: dateOf(at) };
    }
    case 'consent':
      return { ...event, from: personOf(source, event.from), at: dateOf(event.at) };
    default: {
      const { about, from, at, ...rest } = event;
      const isOurs = about.includes('@');
      return { ...rest, target: isOurs ? about : idOf(source, about), from: personOf(source, from), at: dateOf(at) };
    }
  }
}
type Event = ReturnType<typeof Event.parse>;

function message(event: MessageEvent, source: string): InboundMessage {
  const { id, from, text, subject, sentAt, answers, automatic } = event;
  return {
    ...plainMessage(text),
    externalId: idOf(source, id),
    fingerprint: fingerprintOf([from.id, subject, text, ...event.attachments.map(({ name }) => name)]),
    threadKeys: [
      ...(answers ? [`ref:${answers}`, `ref:${idOf(source, answers)}`] : []),
      ...referenceHints(`${subject} ${text}`),
    ],
    from: personOf(source, from),
    to: [{ type: 'account', value: `webhook:${source}`, verified: true }],
    subject,
    sentAt: dateOf(sentAt),
    attachments: event.attachments.map(fileOf),
    ...(automatic ? { automatic: 'bulk' as const } : {}),
  };
}

const fileOf = ({ name, type, content, url }: MessageEvent['attachments'][number]): InboundAttachment => ({
  name,
  type,
  content: content === undefined ? { source: url! } : new Uint8Array(Buffer.from(content, 'base64')),
  inline: false,
});

/** Nothing that was signed is thrown away: an agent sees what came, and what is wrong with it. */
function notShown(item: unknown, source: string, fault: string): InboundMessage {
  const text = `${fault}\n\n${JSON.stringify(item, null, 2).slice(0, 20_000)}`;
  const from = (item as { from?: { id?: unknown; name?: unknown } } | null)?.from;
  return {
    ...plainMessage(text),
    // The same again, signed anew, is no second message.
    externalId: idOf(source, fingerprintOf(item)),
    fingerprint: fingerprintOf([text]),
    threadKeys: [],
    from: typeof from?.id === 'string' && from.id.trim() ? personOf(source, { id: from.id.trim() }) : null,
    to: [{ type: 'account', value: `webhook:${source}`, verified: true }],
    sentAt: null,
    flags: ['not-shown'],
  };
}
