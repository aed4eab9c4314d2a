import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Where clamd listens. */
export interface ClamdAddress {
  host: string;
  port: number;
}

/** As much as is sent in one piece; clamd takes any. */
const CHUNK_BYTES = 256 * 1024;
/** A reply is one line. */
const REPLY_BYTES = 4096;

/**
 * Sends bytes to clamd (INSTREAM, https://docs.clamav.net/manual/Usage/Scanning.html#clamd) and returns its reply: `stream: OK`,
 * `stream: <signature> FOUND` or `… ERROR`. Rejects where it cannot be reached, or does not reply before `signal` is aborted.
 */
export const instream = (address: ClamdAddress, content: Uint8Array, signal: AbortSignal): Promise<string> =>
  command(address, signal, async (socket) => {
    socket.write('zINSTREAM\0');
    for (let at = 0; at < content.byteLength; at += CHUNK_BYTES) {
      const chunk = content.subarray(at, at + CHUNK_BYTES);
      const size = Buffer.alloc(4);
      size.writeUInt32BE(chunk.byteLength);
      socket.write(size);
      if (!socket.write(chunk)) await once(socket, 'drain', { signal });
    }
    socket.write(Buffer.alloc(4));
  });

/** `PONG` */
export const ping = (address: ClamdAddress, signal: AbortSignal): Promise<string> =>
  command(address, signal, (socket) => Promise.resolve(void socket.write('zPING\0')));

async function command(
  { host, port }: ClamdAddress,
  signal: AbortSignal,
  send: (socket: Socket) => Promise<void>,
): Promise<string> {
  signal.throwIfAborted();
  const socket = connect({ host, port, signal });
  try {
    // It replies and closes before all is sent where that is more than it takes, so both happen at once.
    const reply = replyOf(socket);
    const sent = once(socket, 'connect').then(() => send(socket));
    sent.catch(() => undefined);
    return await reply;
  } finally {
    socket.destroy();
  }
}

function replyOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = () => (text.includes('\0') ? resolve(text.slice(0, text.indexOf('\0')).trim()) : reject(new Error('clamd closed the connection without a reply.'))); // prettier-ignore
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('latin1');
      if (text.includes('\0') || text.length > REPLY_BYTES) end();
    });
    socket.on('error', (error) => (text.includes('\0') ? end() : reject(error)));
    socket.on('close', end);
  });
}
