import { randomUUID } from 'node:crypto';
import { endSession, openSession, saveOrganisation, type Principal } from '@guichet/access';
import { NotificationPreferences, Organisation, type JobPayload } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { Keyring } from '@guichet/platform';
import { endAbsence, setAbsence } from '@guichet/workforce';
import { PushServiceEmulator } from '../../../../test/providers/push-service.js';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { notify } from '../insert-notifications.js';
import { markNotificationsRead } from '../list-and-mark-read-notifications.js';
import { pauseNotifications, savePreferences } from '../preferences/save-preferences.js';
import { planPushes, schedulePushes } from './plan-pushes.js';
import { addPushDevice, pushDevices, removePushDevice } from './push-devices.js';
import { sendPush } from './send-push.js';
import { makeVapidKeys } from './vapid-keys.js';

let town: TestTown;
let service: PushServiceEmulator;
let ana: Principal;
let caseId: string;
let warned: string[];

beforeEach(async () => {
  [town, service, warned] = [await TestTown.build(), await PushServiceEmulator.start(), []];
  const schools = await town.team('Écoles');
  ana = await signedIn(await town.agent('Ana', [schools]));
  caseId = await openCase(town, ana, 'Cantine de Zoé');
  await as(ana, (tx) => makeVapidKeys(tx, context()));
});
afterEach(async () => {
  await service.close();
  await town.close();
});

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

async function signedIn(who: Principal): Promise<Principal> {
  await as(who, (tx) => openSession(tx, who.id, { userAgent: null, address: null }));
  const [row] = await town.database.query<{ id: string }>(
    `select id from session where agent_id = $1 order by id desc limit 1`,
    [who.id],
  );
  const session = { id: row!.id, csrfToken: '', provedAt: new Date(), secondFactor: 'off', secondFactorDueAt: null } as const; // prettier-ignore
  return { ...who, session };
}

const subscribe = (who: Principal) =>
  as(who, (tx) =>
    addPushDevice(tx, who, {
      keyring: town.keyring,
      config: { pushServices: [service.host] },
      device: service.subscribe(),
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    }),
  );
const mention = (n = 1) =>
  as(ana, (tx) => notify(tx, [{ agentId: ana.id, caseId, about: { type: 'mentioned', by: `Bob ${n}` } }]));

interface Job {
  id: string;
  name: 'push-notifications' | 'send-push';
  payload: JobPayload<'push-notifications'> & JobPayload<'send-push'>;
  inSeconds: number;
}

/** The jobs that wait, when they are due from now on. */
const waiting = () =>
  town.database.query<Job>(
    `select j.id, t.identifier as name, j.payload, round(extract(epoch from j.run_at - now()))::int as "inSeconds"
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier in ('push-notifications', 'send-push') order by j.id`,
  );

/** Runs the jobs that wait, whenever they are due, and those that they set, until none is left or one waits again. */
async function runJobs(): Promise<void> {
  for (const { id, name, payload } of await waiting()) {
    await town.database.execute(`select graphile_worker.complete_jobs(array[$1::bigint])`, [id]);
    if (name === 'send-push') await sendPush(context(), payload);
    else await as(ana, (tx) => planPushes(tx, payload.agentId));
  }
}
const context = () => ({
  database: town.database,
  keyring: town.keyring,
  io: service.io,
  config: { publicUrl: 'https://guichet.test' },
  logger: { warn: (message: string) => void warned.push(message) },
});
const runAll = async () => {
  await runJobs();
  await runJobs();
};

describe('a notification on a device', () => {
  it('says what happened in which case, and nothing of whom it is about', async () => {
    await subscribe(ana);
    await mention();
    await runAll();

    const [pushed] = service.sent;
    const reference = (await town.database.query<{ reference: string }>(`select reference from cases`))[0]?.reference;
    expect(pushed?.message).toEqual({
      ...{ title: 'Une note vous mentionne', body: reference, tag: caseId, caseId, url: `/cases/${caseId}` },
      ...{ silent: true, unread: 1, lang: 'fr' },
    });
    expect(JSON.stringify(pushed)).not.toMatch(/Zoé|Cantine|Bob/);
    expect(pushed).toMatchObject({ ttl: '14400', urgency: 'normal' });
    expect(pushed?.topic).toMatch(/^[\w-]{32}$/);
    expect(pushed?.authorization).toMatch(/^vapid t=[\w.-]+, k=[\w-]+$/);
    const { devices } = await pushDevices(town.database, ana);
    expect(devices).toMatchObject([{ current: true, usedAt: expect.any(String) as string }]);
  });

  it.each([
    ['says the subject where the organisation has chosen so', `select 1`, / · Cantine de Zoé$/],
    [
      'never says that of a restricted case',
      `update cases set restricted_to = array(select id from agent)`,
      /^[\w-]+$/,
    ],
    ['never says that of a confidential team', `update team set confidential = true`, /^[\w-]+$/],
  ])('%s', async (_what, sql, body) => {
    const root = await town.agent('Root', [], 'administrator');
    await as(root, (tx) => saveOrganisation(tx, root, Organisation.parse({ subjectsInNotifications: true })));
    await town.database.execute(sql);
    await subscribe(ana);
    await mention();
    await runAll();

    expect(service.sent.map(({ message }) => message['body'])).toEqual([expect.stringMatching(body)]);
  });

  it('waits a moment, in which whoever has the case open reads of it', async () => {
    await subscribe(ana);
    await mention();
    expect((await waiting()).map(({ name, inSeconds }) => [name, inSeconds > 5])).toEqual([
      ['push-notifications', true],
    ]);
    await as(ana, (tx) => markNotificationsRead(tx, ana, {}));
    await runAll();

    expect(service.sent).toEqual([]);
  });

  it('is one for all that came in quiet hours, when they end', async () => {
    await subscribe(ana);
    const until = new Date(town.database.now.getTime() + 3_600_000);
    await as(ana, (tx) => pauseNotifications(tx, ana, until.toISOString()));
    for (const n of [1, 2, 3]) await mention(n);
    await runAll();
    expect(service.sent).toEqual([]);
    expect((await waiting()).map(({ inSeconds }) => Math.round(inSeconds / 60))).toEqual([60]);

    town.database.clock = () => new Date(until.getTime() + 1000);
    await runAll();

    expect(service.sent.map(({ message }) => [message['title'], message['unread']])).toEqual([
      ['Une note vous mentionne', 3],
    ]);
  });

  // Threats: A018.
  it.each([
    ['the case was restricted to others', `update cases set restricted_to = '{}'`],
    ['they were taken off the team', `delete from team_member`],
    ['they were deactivated', `update agent set active = false`],
    ['their session has ended by itself', `update session set expires_at = now() - interval '1 second'`],
  ])('is not sent where, in the last moment, %s', async (_what, sql) => {
    await subscribe(ana);
    await mention();
    await runJobs();
    await town.database.execute(sql);
    await runJobs();

    expect([service.sent, await waiting()]).toEqual([[], []]);
  });

  it('is sent again when the push service says so, and at last given up', async () => {
    await subscribe(ana);
    await mention();
    await runJobs();
    service.answer = { status: 429, retryAfter: 120 };
    await runJobs();
    expect((await waiting())[0]?.inSeconds).toBeGreaterThan(115);

    service.answer = { status: 503 };
    const waits = [];
    for (let n = 0; n < 6; n += 1) {
      await runJobs();
      waits.push((await waiting())[0]?.inSeconds ?? null);
    }

    expect(waits.map((wait) => wait && Math.round(wait / 30))).toEqual([2, 4, 8, 16, null, null]);
    expect(warned).toEqual(['A push service accepts nothing.']);
  });

  it('waits for the end of a pause that began while the push service was in trouble', async () => {
    await subscribe(ana);
    await mention();
    await runJobs();
    service.answer = { status: 503 };
    await runJobs();
    const until = new Date(town.database.now.getTime() + 3_600_000);
    await as(ana, (tx) => pauseNotifications(tx, ana, until.toISOString()));
    service.answer = { status: 201 };
    await runAll();
    expect(service.sent).toEqual([]);

    town.database.clock = () => new Date(until.getTime() + 1000);
    await runAll();

    expect(service.sent.map(({ message }) => message['unread'])).toEqual([1]);
  });

  it('waits for the end of an absence for whoever wants it so, also where they are back before', async () => {
    await subscribe(ana);
    const { quiet } = NotificationPreferences.parse({});
    const chosen = NotificationPreferences.parse({ quiet: { ...quiet, whileAbsent: true } });
    await as(ana, (tx) => savePreferences(tx, ana, chosen));
    const until = new Date(town.database.now.getTime() + 7_200_000).toISOString();
    const absence = { until, substituteId: null, handOver: 'keep' } as const;
    await as(ana, (tx) => setAbsence(tx, ana, { agentId: ana.id, absence }));
    await mention();
    await runAll();
    expect(service.sent).toEqual([]);
    expect((await waiting()).map(({ inSeconds }) => Math.round(inSeconds / 60))).toEqual([120]);

    await as(ana, (tx) => endAbsence(tx, ana, ana.id));
    expect((await waiting()).map(({ inSeconds }) => inSeconds < 5)).toEqual([true]);
    await runAll();
    expect(service.sent).toHaveLength(1);
  });

  it('waits until a team of theirs opens for whoever wants it so', async () => {
    await subscribe(ana);
    const { quiet } = NotificationPreferences.parse({});
    const chosen = NotificationPreferences.parse({ quiet: { ...quiet, outsideTeamHours: true } });
    await as(ana, (tx) => savePreferences(tx, ana, chosen));
    town.database.clock = () => new Date('2026-06-12T16:00:00Z');
    await mention();
    await runJobs();
    await runJobs();
    expect(service.sent).toEqual([]);

    town.database.clock = () => new Date('2026-06-15T07:00:00Z');
    await as(ana, (tx) => planPushes(tx, ana.id));
    expect((await waiting()).map(({ name }) => name)).toContain('send-push');
  });

  it('is planned for several agents in one order, so that two transactions never wait for each other', async () => {
    const ids = Array.from({ length: 3 }, () => randomUUID()).sort();
    await as(ana, (tx) => schedulePushes(tx, ids.toReversed()));
    expect((await waiting()).map(({ payload }) => payload.agentId)).toEqual(ids);
  });

  it.each([404, 410])('ends the subscription that the push service no longer knows (%i)', async (status) => {
    await subscribe(ana);
    await mention();
    service.answer = { status };
    await runAll();

    expect((await pushDevices(town.database, ana)).devices).toEqual([]);
  });
});

describe('a subscription', () => {
  it.each([401, 403])('stays where the push service does not accept the keys of this server (%i)', async (status) => {
    await subscribe(ana);
    await mention();
    service.answer = { status };
    await runAll();

    expect((await pushDevices(town.database, ana)).devices).toHaveLength(1);
    expect(warned).toEqual(['A push service refused a message.']);
  });

  it('stays where the browser has subscribed anew while the push service said that it no longer knows the old one', async () => {
    await subscribe(ana);
    await mention();
    await runJobs();
    service.answer = { status: 410 };
    const [job] = await waiting();
    const fetch = async (url: string, init: RequestInit) => {
      await subscribe(ana);
      return service.io.fetch(url, init);
    };
    await sendPush({ ...context(), io: { fetch } }, job!.payload);

    expect((await pushDevices(town.database, ana)).devices).toHaveLength(1);
  });
});

describe('a device', () => {
  it('is one per session, and ends with it', async () => {
    const phone = await signedIn(ana);
    for (const who of [ana, ana, phone]) await subscribe(who);
    const of = async (who: Principal) => (await pushDevices(town.database, who)).devices;
    expect((await of(phone)).map(({ current }) => current)).toEqual([true, false]);

    await as(phone, (tx) => endSession(tx, phone.id, phone.session!.id));
    expect(await of(ana)).toMatchObject([{ current: true }]);

    const [left] = await of(ana);
    const bob = await town.agent('Bob');
    await expect(as(bob, (tx) => removePushDevice(tx, bob, left!.id))).rejects.toMatchObject({ code: 'not-found' });
    await as(ana, (tx) => removePushDevice(tx, ana, left!.id));
    await mention();
    expect([await of(ana), await waiting()]).toEqual([[], []]);
  });

  it('is kept encrypted, as is the key by which the push service knows this installation', async () => {
    await subscribe(ana);
    const rows = await town.database.query<{ text: string }>(
      `select row_to_json(s)::text || encode(s.sealed, 'escape') as text from push_subscription s
       union all select value::text from setting where key = 'web-push-keys'`,
    );
    expect(rows).toHaveLength(2);
    expect(rows.map(({ text }) => text).join(' ')).not.toContain(service.host);

    const before = await pushDevices(town.database, ana);
    await as(ana, (tx) => makeVapidKeys(tx, context()));
    expect((await pushDevices(town.database, ana)).publicKey).toBe(before.publicKey);
  });

  it('subscribes anew where the secret of the server is another than before, as nothing opens what the old one sealed', async () => {
    await subscribe(ana);
    const before = await pushDevices(town.database, ana);
    const keyring = new Keyring(Buffer.from('another secret of a test, long enough'));
    for (let start = 0; start < 2; start++) await as(ana, (tx) => makeVapidKeys(tx, { ...context(), keyring }));

    const after = await pushDevices(town.database, ana);
    expect(after.publicKey).not.toBe(before.publicKey);
    expect(after.devices).toEqual([]);
    expect(warned).toHaveLength(1);
  });
});
