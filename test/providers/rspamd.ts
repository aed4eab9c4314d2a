import type { IncomingMessage, ServerResponse } from 'node:http';
import { Emulator } from './emulator.js';

/** The worker of rspamd that judges mail: it takes what contains `GTUBE` for spam. */
export class RspamdEmulator extends Emulator<{ body: string; headers: IncomingMessage['headers'] }> {
  /** What it does with the next mails, besides judging them. */
  fault: 'none' | 'silent' | 'broken' = 'none';

  protected async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    if (request.url === '/ping') return void response.end('pong\r\n');
    this.deliver({ body: body.toString('latin1'), headers: request.headers });
    if (this.fault === 'silent') return;
    if (this.fault === 'broken') return void response.writeHead(500).end('oops');
    const isSpam = body.includes('GTUBE');
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        action: isSpam ? 'reject' : 'no action',
        score: isSpam ? 15 : 0.1,
        required_score: 15,
        symbols: isSpam ? { GTUBE: { score: 0 } } : {},
      }),
    );
  }
}
