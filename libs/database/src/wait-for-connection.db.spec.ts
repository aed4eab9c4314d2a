import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { NotificationListener } from './pg-notification-listener.js';

let home: TestDatabase;
/** A door to the database that lets nobody in at once: whoever knocks waits until it is opened. */
let door: Server;
const waiting: Socket[] = [];
let url: string;

const open = () => {
  const real = new URL(home.url);
  for (const socket of waiting.splice(0)) {
    const upstream = connect(Number(real.port), real.hostname);
    socket.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  }
};
/** Sets the clock forward, but for that of sockets and of what is run at once. */
const busyFor = (ms: number) => jest.advanceTimersByTime(ms);
const knocked = () => once(door, 'connection');

beforeAll(async () => {
  home = await createDatabase();
  door = createServer((socket) => waiting.push(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(door, 'listening');
  url = Object.assign(new URL(home.url), {
    host: `127.0.0.1:${(door.address() as AddressInfo).port}`,
    search: '',
  }).href;
});
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
});
afterEach(() => {
  jest.useRealTimers();
});
afterAll(async () => {
  for (const socket of waiting) socket.destroy();
  door.close();
  await home.drop();
});

describe('on a busy machine', () => {
  it('who comes when every connection is in use waits for one', async () => {
    const database = await Database.connect(home.url, { poolSize: 1 });
    const done = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const first = database.write({ kind: 'system', name: 'Spec' }, async () => {
      begun.resolve();
      await done.promise;
    });
    await begun.promise;
    const second = database.query<{ n: number }>('select 1 as n');
    second.catch(() => undefined);
    busyFor(20_000);
    done.resolve();
    await first;
    await expect(second).resolves.toEqual([{ n: 1 }]);
    await database.close();
  });

  it('a connection that is long in coming is waited for', async () => {
    const connecting = Database.connect(url, { poolSize: 1 });
    connecting.catch(() => undefined);
    await knocked();
    busyFor(20_000);
    open();
    await (await connecting).close();
  });

  it('so is the one that hears of news', async () => {
    const listener = new NotificationListener(url);
    const starting = listener.start();
    starting.catch(() => undefined);
    await knocked();
    busyFor(20_000);
    open();
    await expect(starting).resolves.toBeUndefined();
    await listener.close();
  });
});

describe('a database of which every connection is stuck', () => {
  it('is known not to be ready within seconds', async () => {
    const connecting = Database.connect(url, { poolSize: 1 });
    await knocked();
    open();
    const database = await connecting;
    const done = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const first = database.write({ kind: 'system', name: 'Spec' }, async () => {
      begun.resolve();
      await done.promise;
    });
    await begun.promise;
    const ready = database.assertReady();
    ready.catch(() => undefined);
    busyFor(6_000);
    await expect(ready).rejects.toThrow('did not respond');
    done.resolve();
    await first;
    await database.close();
  });
});
