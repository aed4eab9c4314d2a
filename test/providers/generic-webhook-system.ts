import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Emulator } from './emulator.js';

export interface OtherMessage {
  id: string;
  to: { id: string; name?: string };
  text: string;
  subject: string;
  answers?: string;
  attachments: { name: string; type: string; size: number; content: string }[];
}

/** Another system with its own people, connected by the generic webhook: a real server that signs its calls and checks ours. */
export class OtherSystem extends Emulator<OtherMessage> {
  readonly secret = 'a secret that both systems know';
  readonly fault = { outage: false, limited: 0 };
  private serial = 0;
  private webhookUrl = '';

  /** The settings that an administrator enters for the account. */
  get config(): { outboundUrl: string; secret: string; source: string; undoSeconds: number } {
    return { outboundUrl: `${this.url}/guichet`, secret: this.secret, source: 'parking', undoSeconds: 0 };
  }

  connect({ webhookUrl }: { webhookUrl: string }): void {
    this.webhookUrl = webhookUrl;
  }

  /** Sends a message of a person. Returns the id of the message. */
  async write(
    from: { id: string; name?: string },
    text: string,
    more: { answers?: string; attachments?: object[] } = {},
  ): Promise<string> {
    this.serial += 1;
    const id = `m-${this.serial}`;
    await this.post({ type: 'message', id, from, text, ...more });
    return id;
  }

  /** Posts a payload, with a valid signature unless another secret is given. */
  async post(payload: unknown, secret = this.secret): Promise<number> {
    const body = JSON.stringify(payload);
    const seconds = Math.floor(Date.now() / 1000);
    const v1 = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    const response = await fetch(this.webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-guichet-signature': `t=${seconds},v1=${v1}` },
      body,
    });
    await response.arrayBuffer();
    return response.status;
  }

  protected async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    if (request.method === 'GET' && request.url?.startsWith('/files/'))
      return void response.writeHead(200, { 'content-type': 'text/plain' }).end(`file ${request.url}`);
    if (this.fault.outage) return void response.writeHead(503).end('maintenance');
    if (this.fault.limited > 0) {
      this.fault.limited -= 1;
      return void response.writeHead(429, { 'retry-after': '7' }).end();
    }
    if (!this.isSigned(request, body)) return void response.writeHead(401).end('bad signature');
    const message = JSON.parse(body.toString()) as OtherMessage & { type: string };
    // A second call with the same id is about the same message.
    if (message.type === 'message' && !this.sent.some(({ id }) => id === message.id)) this.deliver(message);
    response.writeHead(200).end('taken');
  }

  private isSigned(request: IncomingMessage, body: Buffer): boolean {
    const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['x-guichet-signature']));
    if (!match) return false;
    const expected = createHmac('sha256', this.secret).update(`${match[1]}.`).update(body).digest();
    return timingSafeEqual(expected, Buffer.from(match[2]!, 'hex'));
  }
}
