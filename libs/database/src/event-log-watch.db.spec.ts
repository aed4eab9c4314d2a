import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Logger, newId } from '@guichet/platform';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { currentPosition } from './event.queries.js';
import { LogReader } from './log-reader.js';
import { NotificationListener } from './pg-notification-listener.js';

/** Far longer than any look at the log is away, and far shorter than the minute after which the loop takes a turn by itself. */
const GIVEN_UP_MS = 15_000;
const SOMEBODY = { kind: 'system', name: 'Spec' } as const;
let home: TestDatabase;
let database: Database;
/** A door between the listener and the database. */
let door: Server;
const open = new Set<{ socket: Socket; upstream: Socket }>();
let isShut = false;
let listener: NotificationListener;
let reader: LogReader;
/** Teams of the events that were read. */
let read: string[] = [];
let onRead = () => {};

beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url, { poolSize: 6 });
  const real = new URL(home.url);
  door = createServer((socket) => {
    socket.on('error', () => undefined);
    if (isShut) return void socket.destroy();
    const upstream = connect(Number(real.port), real.hostname);
    const both = { socket, upstream };
    open.add(both);
    socket.on('close', () => (open.delete(both), upstream.destroy()));
    upstream.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
});
afterAll(async () => {
  door.close();
  await database.close();
  await home.drop();
});
beforeEach(async () => {
  isShut = false;
  read = [];
  const { port } = door.address() as AddressInfo;
  const url = Object.assign(new URL(home.url), { host: `127.0.0.1:${port}`, search: '' });
  listener = new NotificationListener(url.href, { retryMs: 10 });
  await listener.start();
  reader = new LogReader(database, {
    listener,
    logger: new Logger('silent'),
    name: 'spec',
    handlers: {
      spec: (_, events) => {
        for (const event of events) if (event.type === 'team.changed') read.push(event.data.teamId);
        onRead();
        return Promise.resolve();
      },
    },
    calmMs: 0,
  });
  reader.start();
  await reader.drain();
});
afterEach(async () => {
  await reader.stop();
  await listener.close();
});

/** Publishes an event in a transaction that has its place in the order before it waits. */
async function publish(meanwhile: () => Promise<void> = async () => {}): Promise<string> {
  const teamId = newId();
  await database.write(SOMEBODY, async (tx) => {
    await tx.query('select pg_current_xact_id()');
    await meanwhile();
    tx.publish('team.changed', { teamId }, { everybody: 'It is a test.' });
  });
  return teamId;
}

/** Throws where only the turn that the loop takes by itself each minute would read it. */
function untilRead(teamId: string): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  return new Promise<void>((resolve, reject) => {
    limit = setTimeout(() => reject(new Error('Nobody has woken the reader for an event.')), GIVEN_UP_MS);
    onRead = () => {
      if (read.includes(teamId)) resolve();
    };
    onRead();
  }).finally(() => clearTimeout(limit));
}

/** Whether the log is looked at again soon although nobody has been behind at the last look. */
async function isLookedAtSoon(): Promise<boolean> {
  const watch = database.eventLogWatch;
  const position = jest.spyOn(reader as unknown as { readUpTo: () => string | null }, 'readUpTo');
  // The first look may have begun before the last event was read.
  while (position.mock.calls.length < 2 || watch['isLooking']) await setImmediate();
  return watch['isSoon'];
}

describe('a reader of the log', () => {
  it('reads what an older transaction hid, once that has ended without an event of its own', async () => {
    const begun = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const older = database.write(SOMEBODY, async (tx) => {
      await tx.query('select pg_current_xact_id()');
      begun.resolve();
      await ended.promise;
    });
    await begun.promise;
    const from = await currentPosition(database.query);
    const notified = once(listener, 'event');
    const hidden = await publish();
    await notified;
    // Whoever is woken by the notification finds nothing.
    await reader['loop'].idle();
    expect(read).not.toContain(hidden);
    expect(await database.events.after(from, 10)).toEqual([]);

    ended.resolve();
    await older;
    await untilRead(hidden);
  });

  it('reads what happens while nobody can listen for notifications', async () => {
    isShut = true;
    for (const { socket } of open) socket.destroy();
    await untilRead(await publish());
    await untilRead(await publish());
    expect(listener.isListening).toBe(false);
    expect(await isLookedAtSoon()).toBe(true);
  });

  it('reads what happens while notifications are lost on a connection that seems to be open', async () => {
    for (const { socket, upstream } of open) upstream.unpipe(socket);
    await untilRead(await publish());
    await untilRead(await publish());
    expect(listener.isListening).toBe(true);
    expect(await isLookedAtSoon()).toBe(true);
  });

  it('is looked after seldom where notifications come and everything is read', async () => {
    await untilRead(await publish());
    expect(await isLookedAtSoon()).toBe(false);
  });

  it('is looked after seldom where the newest event is one that only a newer version knows', async () => {
    await untilRead(await publish());
    await database.execute(`insert into event (type, audience, data) values ('later.invented', 'everybody', '{}')`);
    expect(await isLookedAtSoon()).toBe(false);
    await reader.drain();
  });

  it('has the lock of its loop again after the connection of the locks was lost, without being woken', async () => {
    for (const { socket, upstream } of open) upstream.unpipe(socket);
    const held = `select pid from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted
      and datname = current_database() and application_name = 'guichet leader'`;
    const [before] = await database.query<{ pid: number }>(held);
    await database.execute('select pg_terminate_backend($1)', [before!.pid]);
    await untilRead(await publish());
    const [after] = await database.query<{ pid: number }>(held);
    expect(after!.pid).not.toBe(before!.pid);
  });
});

describe('those who read the log', () => {
  afterEach(() => void jest.useRealTimers());

  it('are looked after on another connection where a look hangs on one that has silently died', async () => {
    await publish();
    const { port } = door.address() as AddressInfo;
    const url = Object.assign(new URL(home.url), { host: `127.0.0.1:${port}`, search: '' });
    const others = new Set(open);
    const through = await Database.connect(url.href, { poolSize: 2 });
    await through.query('select 1');
    const [dead, ...more] = [...open].filter((one) => !others.has(one));
    expect(more).toEqual([]);
    dead!.upstream.unpipe(dead!.socket);

    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
    const woken = Promise.withResolvers<void>();
    const unfollow = through.eventLogWatch.follow(listener, { position: () => '', wake: woken.resolve });
    const hangs = once(dead!.socket, 'data');
    jest.advanceTimersByTime(250);
    await hangs;
    const anew = once(door, 'connection');
    await jest.advanceTimersByTimeAsync(5_000);
    await jest.advanceTimersByTimeAsync(250);
    await anew;
    await woken.promise;
    unfollow();
    dead!.socket.destroy();
    await through.close();
  }, 20_000);
});
