import { availableParallelism } from 'node:os';
import type { InboundEvent } from '../inbound-events.js';
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
