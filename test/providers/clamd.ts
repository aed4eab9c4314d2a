import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { EICAR } from '../support/clamd.js';

/** clamd as far as the product speaks with it, with its faults: it finds EICAR where it stands in plain sight. */
export class ClamdEmulator {
  /** What it does instead of scanning; `closes`: it is broken, and `drops` the file that it was shown, but responds. */
  fault: 'none' | 'silent' | 'closes' | 'drops' | 'error' | 'too-small' = 'none';
  /** How many files it was shown. */
  scanned = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.serve(socket));

  static async start(): Promise<ClamdEmulator> {
    const clamd = new ClamdEmulator();
    await once(clamd.server.listen(0, '127.0.0.1'), 'listening');
    return clamd;
  }

  get url(): string {
    return `tcp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
    let bytes = Buffer.alloc(0);
    socket.on('data', (piece: Buffer) => {
      bytes = Buffer.concat([bytes, piece]);
      if (bytes.includes('zPING\0')) return socket.end(this.fault === 'closes' ? '' : 'PONG\0');
      // The last chunk of a stream has no length.
      if (!bytes.subarray(-4).equals(Buffer.alloc(4))) return;
      this.scanned += 1;
      if (this.fault !== 'silent') socket.end(this.replyTo(bytes));
    });
  }

  private replyTo(bytes: Buffer): string {
    if (this.fault === 'closes' || this.fault === 'drops') return '';
    if (this.fault === 'error') return 'stream: Can not open file ERROR\0';
    if (this.fault === 'too-small') return 'INSTREAM size limit exceeded. ERROR\0';
    return bytes.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
  }
}
