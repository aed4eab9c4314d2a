import { addNote, inbox, markRead, updateCase } from '@guichet/cases';
import { createToken, deleteToken, openSession, type Principal } from '@guichet/access';
import { CaseQuery, type Change, type CaseViewers } from '@guichet/contracts';
import { broadcast, Database, NotificationListener } from '@guichet/database';
import { cookieName, EventTail, LiveGateway, LiveModule } from '@guichet/live';
import { Config, Logger, loadConfig, newId } from '@guichet/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { io, type Socket } from 'socket.io-client';
import { openCase } from '../support/open-case.js';
import { TestTown } from '../support/test-town.js';

let town: TestTown;
let app: NestFastifyApplication;
let tail: EventTail;
let notificationListener: NotificationListener;
let url: string;
const logger = new Logger('silent');

@Module({})
class Around {}
@Module({})
class Root {}

const seen = new Set<string>();
/** Where the tail stands once it has all that was committed before: other suites' transactions may hold it back. */
async function settled(): Promise<string> {
  const teamId = newId();
  await town.database.write({ kind: 'system', name: 'Spec' }, (tx) =>
    Promise.resolve(tx.publish('team.changed', { teamId }, { everybody: 'It is a test.' })),
  );
  while (!seen.has(teamId)) await new Promise((resolve) => setTimeout(resolve, 10));
  return tail.position;
}

beforeAll(async () => {
  town = await TestTown.build();
  notificationListener = new NotificationListener(town.database.url);
  await notificationListener.start();
  const given = [
    { provide: Database, useValue: town.database },
    { provide: NotificationListener, useValue: notificationListener },
    { provide: Logger, useValue: logger },
    { provide: Config, useValue: loadConfig({}) },
  ];
  const around = {
    module: Around,
    global: true,
    providers: given,
    exports: [Database, NotificationListener, Logger, Config],
  };
  app = await NestFactory.create<NestFastifyApplication>(
    { module: Root, imports: [around, LiveModule], providers: [LiveGateway] },
    new FastifyAdapter(),
    { logger, forceCloseConnections: true },
  );
  tail = app.get(EventTail);
  tail.read(({ type, data }) => void (type === 'team.changed' && seen.add(data.teamId)));
  await app.init();
  await tail.start();
  await app.listen(0, '127.0.0.1');
  url = `${await app.getUrl()}/live`;
});
afterAll(async () => {
  await app.close();
  await notificationListener.close();
  await town.close();
});

const cookieFor = async (who: Principal) =>
  `${cookieName('session', 'http://localhost')}=${await town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) => openSession(tx, who.id, { userAgent: null, address: null }))}`;

async function connect(
  who: Principal,
  after?: string,
): Promise<{ socket: Socket; changes: Change[]; caughtUp: Promise<{ changes: number; heard: number }> }> {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie: await cookieFor(who) },
    auth: after ? { after } : {},
  });
  const changes: Change[] = [];
  socket.on('change', (change: Change) => changes.push(change));
  // Listened to from the start: it may come in one breath with the connection.
  const caughtUp = new Promise<{ changes: number; heard: number }>((resolve) =>
    // Counted at that moment: what comes afterwards is live again.
    socket.once('caughtUp', (frame: { changes: number }) => resolve({ ...frame, heard: changes.length })),
  );
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return { socket, changes, caughtUp };
}

const once = (socket: Socket, event: string): Promise<unknown> => new Promise((resolve) => socket.once(event, resolve));

describe('a client that loses its connection', () => {
  // Threats: W07.
  it('ends with exactly the state of the server, after 200 changes by three writers', async () => {
    const team = await town.team('Mairie');
    const writers = await Promise.all(['Ana', 'Bao', 'Cleo'].map((name) => town.agent(name, [team])));
    const reader = await town.agent('Rita', [team]);
    const cases = await Promise.all([1, 2, 3, 4, 5].map((n) => openCase(town, writers[0]!, `Case ${n}`)));
    const write = async (writer: Principal, n: number) => {
      const caseId = cases[n % cases.length]!;
      const actor = { kind: 'agent', id: writer.id, name: writer.name } as const;
      await town.database.write(actor, async (tx) => {
        if (n % 2) await addNote(tx, writer, { caseId, note: { text: `note ${n}`, mentions: [] } });
        else await updateCase(tx, writer, { id: caseId, wanted: { tags: [`t${n}`] } });
      });
    };

    const first = await connect(reader);
    // What a screen does with a change: it fetches the case it is about, and keeps what it got.
    const screen = new Map<string, number>();
    const refresh = async (changes: readonly Change[]) => {
      const versions = new Map(
        (await inbox(town.database, reader, CaseQuery.parse({}))).items.map(({ id, version }) => [id, version]),
      );
      for (const { caseId } of changes) if (caseId) screen.set(caseId, versions.get(caseId)!);
    };

    let written = 0;
    const story = Promise.all(
      writers.map(async (writer, w) => {
        for (let n = 0; n < 67; n += 1) {
          await write(writer, n * 3 + w);
          written += 1;
          if (written !== 60) continue;
          // It has heard of some by then, and not of all.
          while (first.changes.length === 0) await once(first.socket, 'change');
          first.socket.disconnect();
        }
      }),
    );
    await story;
    const position = first.changes.at(-1)!.position;
    const second = await connect(reader, position);
    const caughtUp = await second.caughtUp;
    const pushed = () =>
      [...first.changes, ...second.changes].filter(({ type }) => type === 'note.added' || type === 'case.changed');
    // The last ones may still be hidden by an older transaction, of another database even; then they are pushed.
    while (pushed().length < 201) await new Promise((resolve) => second.socket.once('change', resolve));
    await refresh(first.changes);
    await refresh(second.changes);

    const positions = pushed().map((change) => change.position);
    expect(new Set(positions).size).toBe(201);
    expect(positions).toEqual([...positions].sort());
    expect(caughtUp.changes).toBe(caughtUp.heard);
    const truth = (await inbox(town.database, reader, CaseQuery.parse({}))).items;
    expect(Object.fromEntries(screen)).toEqual(Object.fromEntries(truth.map(({ id, version }) => [id, version])));
    second.socket.disconnect();
  });

  // Threats: W07.
  it('misses nothing that is written while it catches up', async () => {
    const team = await town.team('Voirie');
    const writer = await town.agent('Wim', [team]);
    const caseId = await openCase(town, writer, 'Nid-de-poule');
    const before = await settled();
    const actor = { kind: 'agent', id: writer.id, name: writer.name } as const;
    let stop = false;
    let written = 0;
    const writing = (async () => {
      for (; !stop; written += 1)
        await town.database.write(actor, (tx) =>
          addNote(tx, writer, { caseId, note: { text: 'encore', mentions: [] } }),
        );
    })();

    const { socket, changes, caughtUp } = await connect(writer, before);
    await caughtUp;
    stop = true;
    await writing;
    while (changes.filter(({ type }) => type === 'note.added').length < written)
      await new Promise((resolve) => socket.once('change', resolve));

    const positions = changes.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].sort());
    expect(changes.filter(({ type }) => type === 'note.added')).toHaveLength(written);
    socket.disconnect();
  });

  // Threats: A034, A043, W03. The socket is the second door to a case, with the same lock.
  it('hears nothing of the cases of other teams, and is moved at once when its rights change', async () => {
    const [schools, taxes] = [await town.team('Écoles'), await town.team('Impôts')];
    const outsider = await town.agent('Otto', [schools]);
    const insider = await town.agent('Ines', [taxes]);
    const { socket, changes } = await connect(outsider);
    const caseId = await openCase(town, insider, 'Secret fiscal');
    const own = await openCase(town, outsider, 'Cantine');
    while (!changes.some((change) => change.caseId === own))
      await new Promise((resolve) => socket.once('change', resolve));
    expect(changes.some((change) => change.caseId === caseId)).toBe(false);

    const { updateAgent } = await import('@guichet/access');
    const admin = await town.agent('Root', [], 'administrator');
    const out = once(socket, 'disconnect');
    await town.database.write({ kind: 'agent', id: admin.id, name: admin.name }, (tx) =>
      updateAgent(tx, admin, { id: outsider.id, wanted: { active: false } }),
    );
    await out;
    await expect(connect(outsider)).rejects.toThrow('not-signed-in');
  });

  it('comes back by itself and misses nothing when catching up fails', async () => {
    const team = await town.team('Parcs');
    const agent = await town.agent('Pia', [team]);
    const before = await settled();
    const { socket, changes } = await connect(agent);
    const caseId = await openCase(town, agent, 'Banc cassé');
    // Until the tail has it: before that there is nothing to catch up with.
    while (!changes.some((change) => change.caseId === caseId)) await once(socket, 'change');
    changes.length = 0;

    await town.database.execute('alter table event rename to event_away');
    const lost = once(socket, 'disconnect');
    socket.auth = { after: before };
    socket.emit('catchUp', { after: before });
    // A lost wire: what a client reconnects after, unlike a good-bye of the server.
    expect(await lost).toBe('transport close');
    const caughtUp = once(socket, 'caughtUp');
    await town.database.execute('alter table event_away rename to event');
    await caughtUp;

    expect(changes.filter((change) => change.caseId === caseId).map(({ type }) => type)).toContain('case.opened');
    socket.disconnect();
  });

  it('is not deaf after a position that cannot be', async () => {
    const team = await town.team('Ports');
    const agent = await town.agent('Paz', [team]);
    const { socket, changes } = await connect(agent, `${'9'.repeat(20)}-${'9'.repeat(20)}`);
    const answer = await socket.emitWithAck('catchUp', { after: `${'9'.repeat(20)}-${'0'.repeat(20)}` });
    expect(answer).toEqual({ error: 'invalid-request' });

    const caseId = await openCase(town, agent, 'Amarrage');
    while (!changes.some((change) => change.caseId === caseId)) await once(socket, 'change');
    socket.disconnect();
  });

  it('gets what it missed once, however often it asks', async () => {
    const team = await town.team('Musées');
    const agent = await town.agent('Mia', [team]);
    const before = await settled();
    const caseId = await openCase(town, agent, 'Horaires');
    const { socket, changes } = await connect(agent, before);
    await Promise.all(Array.from({ length: 20 }, () => socket.emitWithAck('catchUp', { after: before })));
    const pushed = () => changes.filter((change) => change.caseId === caseId && change.type === 'case.opened');
    while (pushed().length === 0) await once(socket, 'change');
    const opened = pushed();
    // Those that asked while one was under way share it.
    expect(opened.length).toBeLessThan(10);
    socket.disconnect();
  });
});

describe('a live socket', () => {
  // Threats: D01, W03.
  it('is cut when its rights cannot be read, and has those of now when it is back', async () => {
    const team = await town.team('Sports');
    const agent = await town.agent('Sam', [team]);
    const { socket } = await connect(agent);
    await town.database.execute('alter table session rename to session_away');
    const lost = once(socket, 'disconnect');
    await town.database.write({ kind: 'agent', id: agent.id, name: agent.name }, (tx) =>
      Promise.resolve(tx.publish('agent.changed', { agentId: agent.id }, { everybody: 'It is a test.' })),
    );
    expect(await lost).toBe('transport close');
    const back = once(socket, 'connect');
    await town.database.execute('alter table session_away rename to session');
    await back;
    socket.disconnect();
  });

  // Threats: W01, W03.
  it('by a token ends with the token', async () => {
    const agent = await town.agent('Tom', [await town.team('Tarifs')]);
    const as = { kind: 'agent', id: agent.id, name: agent.name } as const;
    const { id, token } = await town.database.write(as, (tx) =>
      createToken(tx, agent, { name: 'screen', scopes: ['cases:read'], expiresInDays: 1 }),
    );
    const socket = io(url, { transports: ['websocket'], forceNew: true, auth: { token } });
    await once(socket, 'connect');
    const out = once(socket, 'signedOut');
    await town.database.write(as, (tx) => deleteToken(tx, agent, id));
    await out;
    socket.disconnect();
  });

  it('tells whoever begins to look at a case who looks at it, also when that is no news', async () => {
    const team = await town.team('Eau');
    const [ada, ben] = [await town.agent('Ada', [team]), await town.agent('Ben', [team])];
    const caseId = await openCase(town, ada, 'Fuite');
    const [first, second] = [(await connect(ada)).socket, (await connect(ben)).socket];
    await first.emitWithAck('watch', { caseId });
    const pushed: CaseViewers[] = [];
    second.on('presence', (presence: CaseViewers) => pushed.push(presence));
    for (const again of ['first', 'again']) {
      await second.emitWithAck('watch', { caseId });
      const [last] = pushed.splice(0).slice(-1);
      expect([again, last?.agents.map(({ name }) => name).sort()]).toEqual([again, ['Ada', 'Ben']]);
    }
    first.disconnect();
    second.disconnect();
  });

  // Threats: A034, W03.
  it('is out of a case that another team has got before anything more is told of it', async () => {
    const [from, to] = [await town.team('Bois'), await town.team('Chasse')];
    const [una, ugo] = [await town.agent('Una', [from]), await town.agent('Ugo', [from, to])];
    const caseId = await openCase(town, una, 'Sangliers');
    const [left, right] = [await connect(una), await connect(ugo)];
    const typing: object[] = [];
    const pushed: CaseViewers[] = [];
    left.socket.on('typing', (frame: object) => typing.push(frame));
    right.socket.on('presence', (presence: CaseViewers) => pushed.push(presence));
    for (const { socket } of [left, right]) await socket.emitWithAck('watch', { caseId });
    pushed.splice(0);

    await town.database.write({ kind: 'agent', id: ugo.id, name: ugo.name }, (tx) =>
      updateCase(tx, ugo, { id: caseId, wanted: { teamId: to } }),
    );
    while (!pushed.some(({ agents }) => agents.every(({ name }) => name === 'Ugo')))
      await once(right.socket, 'presence');
    const heard = once(right.socket, 'typing');
    await broadcast(town.database, { type: 'typing', caseId, name: 'Zoé' });
    await heard;
    await left.socket.emitWithAck('unwatch', { caseId });
    expect(typing).toEqual([]);
    for (const { socket } of [left, right]) socket.disconnect();
  });

  // Threats: W04.
  it('leaves the case it looked at longest ago when it looks at too many, and says so', async () => {
    const team = await town.team('Gaz');
    const [gus, gil] = [await town.agent('Gus', [team]), await town.agent('Gil', [team])];
    const cases: string[] = [];
    for (let n = 0; n < 21; n += 1) cases.push(await openCase(town, gus, `Odeur ${n}`));
    const [busy, other] = [(await connect(gus)).socket, (await connect(gil)).socket];
    const pushed: CaseViewers[] = [];
    other.on('presence', (presence: CaseViewers) => pushed.push(presence));
    for (const caseId of cases) await busy.emitWithAck('watch', { caseId });
    while (!pushed.some(({ caseId, agents }) => caseId === cases[0] && agents.length === 0))
      await once(other, 'presence');
    busy.disconnect();
    other.disconnect();
  });

  it('hears of mail that could not be read only where every case is seen', async () => {
    const [agent, boss] = [
      await town.agent('Jo', [await town.team('État civil')]),
      await town.agent('Bo', [], 'supervisor'),
    ];
    const [one, all] = [await connect(agent), await connect(boss)];
    const before = await settled();
    await town.database.write({ kind: 'system', name: 'Understanding' }, (tx) => {
      tx.publish(
        'envelope.quarantined',
        { envelopeId: newId(), reason: 'too-deep' },
        { allTeams: 'What could not be read belongs to no team yet.' },
      );
      tx.publish('channel.changed', { channelAccountId: newId() }, { everybody: 'It is a test.' });
      return Promise.resolve();
    });
    const types = ({ changes }: { changes: Change[] }) => changes.map(({ type }) => type).slice(-2);
    while (!types(all).includes('channel.changed')) await once(all.socket, 'change');
    while (!types(one).includes('channel.changed')) await once(one.socket, 'change');
    expect(types(all)).toEqual(['envelope.quarantined', 'channel.changed']);
    expect(one.changes.map(({ type }) => type)).not.toContain('envelope.quarantined');
    const late = await connect(agent, before);
    await late.caughtUp;
    // That somebody has come is told, too, as soon as it is written down.
    const pushed = late.changes.map(({ type }) => type).filter((type) => type !== 'presence.changed');
    expect(pushed).toEqual(['channel.changed']);
    for (const { socket } of [one, all, late]) socket.disconnect();
  });

  it('hears that a case was read when there was more to read, and not again', async () => {
    const rob = await town.agent('Rob', [await town.team('Rues')]);
    const caseId = await openCase(town, rob, 'Lampadaire');
    const { socket, changes } = await connect(rob);
    const as = { kind: 'agent', id: rob.id, name: rob.name } as const;
    for (const position of [1, 1, 0, 1]) await town.database.write(as, (tx) => markRead(tx, rob, { caseId, position }));
    await town.database.write(as, (tx) => addNote(tx, rob, { caseId, note: { text: 'vu', mentions: [] } }));
    while (!changes.some(({ type }) => type === 'note.added')) await once(socket, 'change');
    expect(changes.flatMap(({ type, data }) => (type === 'case.read' ? [data.position] : []))).toEqual([1]);
    socket.disconnect();
  });

  // Threats: W10.
  it('hears the same where a proxy takes no web sockets', async () => {
    const agent = await town.agent('Pol', [await town.team('Plage')]);
    const socket = io(url, {
      transports: ['polling'],
      forceNew: true,
      extraHeaders: { cookie: await cookieFor(agent) },
    });
    const changes: Change[] = [];
    socket.on('change', (change: Change) => changes.push(change));
    await once(socket, 'connect');
    const caseId = await openCase(town, agent, 'Baignade');
    while (!changes.some((change) => change.caseId === caseId)) await once(socket, 'change');
    expect(socket.io.engine.transport.name).toBe('polling');
    socket.disconnect();
  });

  // Threats: A095, W02.
  it('refuses a frame that nobody knows', async () => {
    const { socket } = await connect(await town.agent('Ulf', [await town.team('Urbanisme')]));
    expect(await socket.emitWithAck('become', { role: 'administrator' })).toEqual({ error: 'invalid-request' });
    socket.disconnect();
  });

  it('refuses a frame with wrong data, and answers one that it understands', async () => {
    const team = await town.team('Archives');
    const agent = await town.agent('Ava', [team]);
    const caseId = await openCase(town, agent, 'Registre');
    const { socket } = await connect(agent);
    for (const wrong of [undefined, null, 'x', [{ caseId }], { caseId: 'x' }, { caseId, more: 1 }])
      expect(await socket.emitWithAck('watch', wrong)).toEqual({ error: 'invalid-request' });
    expect(await socket.emitWithAck('watch', { caseId })).toEqual({ ok: true });
    expect(await socket.emitWithAck('unwatch', { caseId })).toEqual({ ok: true });
    socket.disconnect();
  });

  it('says that a frame has failed and nothing of the reason, and serves the next one', async () => {
    const team = await town.team('Mobilier urbain');
    const agent = await town.agent('Paz', [team]);
    const caseId = await openCase(town, agent, 'Banc');
    const { socket } = await connect(agent);
    await town.database.execute('alter table cases rename to cases_away');
    try {
      expect(await socket.emitWithAck('watch', { caseId })).toEqual({ error: 'internal-error' });
    } finally {
      await town.database.execute('alter table cases_away rename to cases');
    }
    expect(await socket.emitWithAck('watch', { caseId })).toEqual({ ok: true });
    socket.disconnect();
  });

  it.each([
    ['known', 'unwatch'],
    ['unknown', 'become'],
  ])('sends away a client that floods it with %s frames', async (_kind, frame) => {
    const { socket } = await connect(await town.agent(`Flo ${frame}`, [await town.team(`Tri ${frame}`)]));
    const gone = once(socket, 'disconnect');
    for (let n = 0; n < 201; n += 1) socket.emit(frame, {});
    expect(await gone).toBe('io server disconnect');
  });
});
