import { availableParallelism } from 'node:os';
import { Unparsable } from '../channel-error.js';
import type { InboundEvent, InboundMessage } from '../inbound-events.js';
import type { RawRequest } from '../raw-request.js';
import { ownAddresses, type EmailConfig } from './config.js';
import { Pool } from './parse-worker-pool.js';

const pool = new Pool({ size: Math.min(2, availableParallelism()), timeLimitMs: 5000, memoryLimitMb: 256 });

/** Reads a mail off the main thread, within limits of time and memory; see `parseMail`. */
export const parse = (request: RawRequest, config: EmailConfig): Promise<InboundEvent[]> =>
  read(request, config, false);

/** As `parse`, but a bounce, a receipt or a complaint is a message, too. */
export const readReport = (request: RawRequest, config: EmailConfig): Promise<InboundEvent[]> =>
  read(request, config, true);

/**
 * Reads a mail that is a file of another one, within the same limits. The bytes are taken over.
 *
 * @throws Unparsable
 */
export async function readEnclosedMail(content: Uint8Array): Promise<InboundMessage> {
  const [event] = await pool.run({
    ...{ raw: ownBytes(content), digest: '', mailFrom: null, rcptTo: [], receivedAt: Date.now(), own: [] },
    ...{ withHtml: true, asMessage: true, isEnclosed: true },
  });
  if (event?.type !== 'message') throw new Unparsable('unparsable', 'This file is no mail.');
  return event;
}

async function read(request: RawRequest, config: EmailConfig, asMessage: boolean): Promise<InboundEvent[]> {
  const { headers, body } = request;
  const events = await pool.run({
    raw: ownBytes(body),
    digest: request.externalId,
    mailFrom: headers['mail-from'] ?? null,
    rcptTo: (headers['rcpt-to'] ?? '').split(',').filter((address) => address !== ''),
    receivedAt: request.receivedAt.getTime(),
    own: ownAddresses(config),
    withHtml: true,
    asMessage,
  });
  if (headers['x-truncated'] !== undefined) events.forEach(truncated);
  return events;
}

function truncated(event: InboundEvent): void {
  if (event.type !== 'message') return;
  event.hiddenParts += 1;
  if (!event.flags.includes('parts-hidden')) event.flags.push('parts-hidden');
}

/** A small Buffer is a view of a shared one, which would be transferred to the thread as a whole. */
const ownBytes = (body: Uint8Array): Uint8Array =>
  body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);

export const closeParsers = (): Promise<void> => pool.close();
