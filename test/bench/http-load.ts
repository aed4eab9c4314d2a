import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { percentile, rounded } from './statistics-and-results.js';

export interface Load {
  /** The number of requests, including those of the warm-up. */
  requests: number;
  /** The requests per second. */
  rate: number;
  /** The times of the requests, in milliseconds. */
  p50: number;
  p95: number;
}

/**
 * One HTTP connection that is kept for many requests. It reads only the status and the length, so that a benchmark on
 * two cores spends its time in the server.
 */
class Connection {
  private chunks: Buffer[] = [];
  private size = 0;
  private wanted = -1;
  private resolve: ((body: Buffer) => void) | null = null;
  private reject: ((error: Error) => void) | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.reject?.(error));
    socket.on('close', () => this.reject?.(new Error('the server closed the connection')));
  }

  static async open(url: URL): Promise<Connection> {
    const socket = connect(Number(url.port), url.hostname);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  get(request: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.socket.write(request);
    });
  }

  close(): void {
    this.reject = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.wanted < 0) {
      const head = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const header = head.subarray(0, end).toString('latin1');
      const length = /\r\ncontent-length: *(\d+)/i.exec(header)?.[1];
      if (!header.startsWith('HTTP/1.1 200') || !length) return this.reject!(new Error(header));
      this.wanted = end + 4 + Number(length);
    }
    if (this.size < this.wanted) return;
    const whole = Buffer.concat(this.chunks);
    const body = whole.subarray(whole.indexOf('\r\n\r\n') + 4);
    this.chunks = [];
    this.size = 0;
    this.wanted = -1;
    this.resolve!(body);
  }
}

const request = (url: URL, path: string, cookie: string) =>
  `GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\nCookie: ${cookie}\r\nAccept: application/json\r\n\r\n`;

export async function getJson<Body>(origin: string, path: string, cookie = ''): Promise<Body> {
  const url = new URL(origin);
  const connection = await Connection.open(url);
  try {
    return JSON.parse((await connection.get(request(url, path, cookie))).toString()) as Body;
  } finally {
    connection.close();
  }
}

/** Requests the paths in turn over several connections for some seconds, after a warm-up of one second. */
export async function load(
  origin: string,
  paths: readonly string[],
  { cookie = '', connections = 8, seconds = 5 },
): Promise<Load> {
  const url = new URL(origin);
  const requests = paths.map((path) => request(url, path, cookie));
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(url)));
  const warmUntil = performance.now() + 1000;
  const until = warmUntil + seconds * 1000;
  const times: number[] = [];
  let next = 0;
  await Promise.all(
    open.map(async (connection) => {
      for (;;) {
        const begun = performance.now();
        if (begun > until) return connection.close();
        await connection.get(requests[next++ % requests.length]!);
        if (begun > warmUntil) times.push(performance.now() - begun);
      }
    }),
  );
  return {
    requests: next,
    rate: rounded(times.length / seconds),
    p50: rounded(percentile(times, 0.5)),
    p95: rounded(percentile(times, 0.95)),
  };
}
