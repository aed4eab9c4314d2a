import { ChannelError, type ChannelCheck, type ChannelIo, type Delivered, type OutboundMessage } from '../channel.js';
import { sourceOf, type WebhookConfig } from './config.js';
import { SIGNATURE_HEADER, sign } from './signature.js';

/** Posts one message. The other system knows a repeated one by its `id`, which is the `Idempotency-Key` too. */
export async function deliver(message: OutboundMessage, config: WebhookConfig, io: ChannelIo): Promise<Delivered> {
  const [to] = message.to;
  const attachments = await Promise.all(
    message.attachments.map(async ({ name, type, size, content }) => ({
      name,
      type,
      size,
      content: Buffer.from(await content()).toString('base64'),
    })),
  );
  const prefix = `webhook:${sourceOf(config)}`;
  const answered = message.references.at(-1);
  const response = await post(config, io, message.externalId, {
    type: 'message',
    id: message.externalId,
    to: { id: to!.value.slice(prefix.length + 1), ...(to!.name ? { name: to!.name } : {}) },
    from: message.from.name ?? '',
    subject: message.subject,
    text: message.text,
    ...(answered?.startsWith(`${prefix}:`) ? { answers: answered.slice(prefix.length + 1) } : {}),
    automatic: message.automatic,
    attachments,
  });
  return { externalId: message.externalId, refused: [], response };
}

async function post(config: WebhookConfig, io: ChannelIo, key: string, payload: object): Promise<string> {
  const body = JSON.stringify(payload);
  const response = await io.fetch(config.outboundUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      [SIGNATURE_HEADER]: sign(config.secret, body, new Date()),
    },
    body,
  });
  const words = (await response.text()).slice(0, 200).trim();
  const told = `The other system answered ${response.status}${words ? `: ${words}` : ''}.`;
  if (response.ok) return told;
  const later = response.status === 429 || response.status === 408 || response.status >= 500;
  const afterSeconds = Number(response.headers.get('retry-after')) || undefined;
  throw new ChannelError(told, later, false, afterSeconds === undefined ? {} : { afterSeconds });
}

/** Says hello, signed as every message is. */
export async function check(config: WebhookConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  const name = 'Their address';
  try {
    return [{ name, ok: true, detail: await post(config, io, `ping-${Date.now()}`, { type: 'ping' }) }];
  } catch (error) {
    return [{ name, ok: false, detail: error instanceof ChannelError ? error.reason : 'It could not be reached.' }];
  }
}
