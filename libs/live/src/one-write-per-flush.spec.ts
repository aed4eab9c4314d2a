import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket as Connection } from 'node:net';
import { Server } from 'socket.io';
import { writeOncePerFlush } from './one-write-per-flush.js';

const CHANGES = Array.from({ length: 40 }, (_, n) => n + 1);

/** A listener who speaks the protocol by itself: connects, and returns the changes that it hears. */
async function listener(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const heard: number[] = [];
  const connected = Promise.withResolvers<void>();
  const complete = Promise.withResolvers<void>();
  socket.addEventListener('message', ({ data }) => {
    const frame = String(data);
    if (frame.startsWith('0')) socket.send('40');
    if (frame.startsWith('40')) connected.resolve();
    if (frame.startsWith('42')) heard.push((JSON.parse(frame.slice(2)) as [string, number])[1]);
    if (heard.length === CHANGES.length) complete.resolve();
  });
  await connected.promise;
  return { heard, complete: complete.promise, close: () => socket.close() };
}

/** Sends all changes at once. Returns them as they were heard, and by how many calls the server wrote them. */
async function sendAtOnce(prepare: (server: Server) => void): Promise<{ calls: number; heard: number[] }> {
  const http = createServer();
  let calls = 0;
  http.on('connection', (connection: Connection) => {
    const write = connection._writev!.bind(connection);
    connection._writev = (chunks, done) => {
      calls += 1;
      write(chunks, done);
    };
  });
  const server = new Server(http, { transports: ['websocket'] });
  prepare(server);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  try {
    const { heard, complete, close } = await listener((http.address() as AddressInfo).port);
    const before = calls;
    for (const n of CHANGES) server.emit('change', n);
    await complete;
    const result = { calls: calls - before, heard };
    close();
    return result;
  } finally {
    await server.close();
  }
}

describe('What is sent to a listener at once', () => {
  it('is written by two calls: the first frame, and all that came while it was written', async () => {
    expect(await sendAtOnce((server) => writeOncePerFlush(server.engine))).toEqual({ calls: 2, heard: CHANGES });
  });

  it('is written frame by frame by the library alone', async () => {
    expect(await sendAtOnce(() => {})).toEqual({ calls: CHANGES.length, heard: CHANGES });
  });
});
