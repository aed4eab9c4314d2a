import type { ChannelCheck, ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { checkStep } from '../kit/account-check-step.js';
import { retryAfterSeconds } from '../kit/retry-after.js';
import type { Delivered, OutboundMessage } from '../outbound-message.js';
import { sourceOf, type WebhookConfig } from './config.js';
import { SIGNATURE_HEADER, sign } from './signature.js';
import { reason } from './texts.js';

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
  const response = await post(config, io, {
    key: message.externalId,
    payload: {
      type: 'message',
      id: message.externalId,
      to: { id: to!.value.slice(prefix.length + 1), ...(to!.name ? { name: to!.name } : {}) },
      from: message.from.name ?? '',
      subject: message.subject,
      text: message.text,
      ...(answered?.startsWith(`${prefix}:`) ? { answers: answered.slice(prefix.length + 1) } : {}),
      automatic: message.automatic,
      attachments,
    },
  });
  return { externalId: message.externalId, refused: [], response };
}

async function post(
  config: WebhookConfig,
  io: ChannelIo,
  { key, payload }: { key: string; payload: object },
): Promise<string> {
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
  const said = (await response.text()).slice(0, 200).trim();
  const { status } = response;
  const result = said ? reason('responded-with', { status, said }) : reason('responded', { status });
  if (response.ok) return result;
  const retryable = status === 429 || status === 408 || status >= 500;
  throw new ChannelError(result, { retryable, afterSeconds: retryAfterSeconds(response.headers) });
}

/** Sends a signed `ping`, as every message is signed. Never throws. */
export async function check(config: WebhookConfig, io: ChannelIo): Promise<ChannelCheck[]> {
  return [
    await checkStep(reason('address'), async () => [
      true,
      await post(config, io, { key: `ping-${Date.now()}`, payload: { type: 'ping' } }),
    ]),
  ];
}
