import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Arrivals } from '../support/arrivals.js';

/** A file that a person and the product exchange. */
export interface EmulatedFile {
  name: string;
  type: string;
  content: Uint8Array;
}

/** A provider as a real HTTP server, which keeps what the product sends and emits it as `sent`. */
export abstract class Emulator<Sent, Events extends Record<keyof Events, unknown[]> = object> extends EventEmitter<
  Events & { sent: [Sent] }
> {
  /** What the product has sent, the newest last. */
  readonly sent: Sent[] = [];
  private readonly arrivals = new Arrivals();
  private readonly inFlight = new Set<Promise<unknown>>();
  private readonly server = createServer((request, response) => {
    buffer(request)
      .then((body) => this.serve(request, response, body))
      .catch(() => response.destroy());
  });
  private port = 0;

  static async start<Provider extends Emulator<unknown>>(this: new () => Provider): Promise<Provider> {
    const provider = new this();
    provider.setMaxListeners(0);
    await provider.listen();
    return provider;
  }

  /** The address of the API for accounts of the product. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    await this.stopListening();
    await this.settled();
  }

  /** Returns the first matching message, and waits for it where it was not sent yet. */
  find(matches: (sent: Sent) => boolean): Promise<Sent> {
    return this.arrivals.until(
      () => this.sent.find(matches),
      () => this.sent.map((sent) => JSON.stringify(sent).slice(0, 200)),
    );
  }

  /** Waits until all calls have ended, and those that follow from them, too. */
  async settled(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight);
  }

  /** Records a message that the product has sent. */
  deliver(sent: Sent): void {
    this.sent.push(sent);
    this.arrivals.wake();
    (this as EventEmitter).emit('sent', sent);
  }

  protected abstract serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void>;

  protected async track<Result>(work: Promise<Result>): Promise<Result> {
    this.inFlight.add(work);
    try {
      return await work;
    } finally {
      this.inFlight.delete(work);
    }
  }

  /** Listens again at the address of the first time, which accounts have stored. */
  protected async listen(): Promise<void> {
    await once(this.server.listen(this.port, '127.0.0.1'), 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  protected async stopListening(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const sendJson = (
  response: ServerResponse,
  { status, json, headers = {} }: { status: number; json: unknown; headers?: object },
): void =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));

/** The content of a call. */
export async function contentOf({ headers }: IncomingMessage, body: Buffer) {
  const type = headers['content-type'] ?? '';
  const [isForm, isJson] = ['multipart/form-data', 'application/json'].map((start) => type.startsWith(start));
  return {
    form: isForm ? await new Response(body, { headers: { 'content-type': type } }).formData() : null,
    json: isJson ? (JSON.parse(body.toString()) as Record<string, unknown>) : {},
  };
}
