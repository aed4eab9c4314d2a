import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { NotificationListener } from './pg-notification-listener.js';

let database: TestDatabase;
/** A door to the database that can be shut. */
let door: Server;
let shutFor = 0;
let attempts = 0;
const open = new Set<Socket>();
let notificationListener: NotificationListener;

beforeAll(async () => {
  database = await createDatabase();
  const real = new URL(database.url);
  door = createServer((socket) => {
    attempts += 1;
    socket.on('error', () => undefined);
    if (shutFor > 0) {
      shutFor -= 1;
      socket.destroy();
      return;
    }
    const upstream = connect(Number(real.port), real.hostname);
    open.add(socket);
    socket.on('close', () => (open.delete(socket), upstream.destroy()));
    upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const url = Object.assign(new URL(database.url), {
    host: `127.0.0.1:${(door.address() as AddressInfo).port}`,
    search: '',
  });
  notificationListener = new NotificationListener(url.href, { retryMs: 10 });
  await notificationListener.start();
});
afterAll(async () => {
  await notificationListener.close();
  door.close();
  await database.drop();
});

async function lose(refusals: number): Promise<number> {
  attempts = 0;
  shutFor = refusals;
  const woken = once(notificationListener, 'channel');
  for (const socket of open) socket.destroy();
  await woken;
  return attempts;
}

describe('a lost connection', () => {
  it('is tried one at a time while the database is away, and ends as one connection that wakes everybody', async () => {
    expect(await lose(6)).toBe(7);
    // Whatever else had been tried meanwhile would now be lost too, and come back beside it.
    expect(await lose(0)).toBe(1);
    expect(await lose(3)).toBe(4);
    expect(open.size).toBe(1);
  });

  it('is let go for good once closed', async () => {
    const gone = once([...open][0]!, 'close');
    await notificationListener.close();
    await gone;
    expect(open.size).toBe(0);
  });
});
