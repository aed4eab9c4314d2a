import { channels } from '@guichet/channels';
import { ChannelAccount } from '@guichet/database';
import { openCase } from '../../../../test/support/open-case.js';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { HostileRelay, messageIdOf, type Behaviour } from '../../../../test/support/hostile-relay.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { setAccountHealth } from '../accounts/account-health-and-changed-event.js';

let outbox: Outbox;
let healthy: MailSink;
let healthyAccount: string;
let relays: HostileRelay[];

beforeAll(async () => {
  [outbox, healthy] = await Promise.all([Outbox.open(), MailSink.open()]);
  healthyAccount = await connect(healthy.port, 600);
});
beforeEach(() => (relays = []));
afterEach(async () => {
  await channels.email.close?.();
  await Promise.all(relays.map((relay) => relay.close()));
});
afterAll(async () => {
  await outbox?.close();
  await healthy?.close();
});

let accounts = 0;
const connect = (port: number, timeoutSeconds: number) =>
  outbox.connect('email', {
    address: `contact${(accounts += 1)}@town.test`,
    inbound: { smtp: true },
    outbound: { host: '127.0.0.1', port, secure: false, timeoutSeconds },
    undoSeconds: 0,
  });

/** An account whose relay behaves so, for as long as the relay wants where its patience is not said. */
async function hostile(behaviour: Behaviour, timeoutSeconds = 600): Promise<{ relay: HostileRelay; account: string }> {
  const relay = await HostileRelay.open(behaviour);
  relays.push(relay);
  return { relay, account: await connect(relay.port, timeoutSeconds) };
}

/** A reply in a case of its own. */
async function write(channelAccountId: string, text: string, to = `${text}@citizen.test`) {
  const caseId = await openCase(outbox.town, outbox.ana, text);
  const entryId = await outbox.answer(caseId, { channelAccountId, to, text });
  return { entryId, delivery: () => outbox.delivery(entryId) };
}
const writeMany = async (account: string, name: string, count: number) => {
  const written = [];
  for (let n = 1; n <= count; n += 1) written.push(await write(account, `${name}${n}`));
  return written;
};
const statesOf = async (written: Awaited<ReturnType<typeof writeMany>>) =>
  (await Promise.all(written.map(({ delivery }) => delivery()))).map(({ state }) => state);
const healthOf = (id: string) => outbox.town.database.source.getRepository(ChannelAccount).findOneByOrFail({ id });

describe('relays that hang', () => {
  // Threats: D04.
  it('keep no message of another account waiting, and have five connections each', async () => {
    const dead = [
      await hostile('silent-at-command'),
      await hostile('silent-after-data'),
      await hostile('endless-reply'),
    ];
    for (const [index, { account }] of dead.entries()) await writeMany(account, `hangs-${index}-`, 6);
    const worker = outbox.worker();
    worker.start();
    await Promise.all(dead.map(({ relay }) => relay.opened(5)));

    const urgent = await write(healthyAccount, 'urgent');
    await healthy.find(({ envelope }) => envelope.to.includes('urgent@citizen.test'));

    // All attempts of the others are still under way.
    expect(dead.map(({ relay }) => [relay.connections, relay.most])).toEqual([
      [5, 5],
      [5, 5],
      [5, 5],
    ]);
    for (const { relay } of dead) {
      relay.behaviour = 'busy-at-greeting';
      relay.hangUp();
    }
    await worker.drain();
    await worker.stop();
    expect((await urgent.delivery()).state).toBe('sent');
  });

  // Threats: D04.
  it.each([
    ['silent-at-greeting', false],
    ['silent-at-command', false],
    ['endless-reply', false],
    ['silent-after-data', true],
  ] as const)('are given up where they are %s, which leaves its fate open: %s', async (behaviour, isUncertain) => {
    const { account } = await hostile(behaviour, 0.2);
    const { delivery } = await write(account, `given-up-${behaviour}`);
    await outbox.run();
    const { state, reason, uncertainSince } = await delivery();
    expect({ state, isUncertain: uncertainSince !== null }).toEqual({ state: 'queued', isUncertain });
    expect(reason).toContain('email.timeout');
  });
});

describe('a relay that takes nothing', () => {
  // Threats: D04.
  it('is tried by one message at a time, which its health says, and gets all of them once it is back', async () => {
    const { relay, account } = await hostile('busy-at-greeting');
    const written = await writeMany(account, 'waits', 7);
    await outbox.run();
    expect(relay.connections).toBe(5);
    const stopped = await healthOf(account);
    expect(stopped).toMatchObject({
      health: 'error',
      healthReason: expect.stringMatching(/^channel\.sending-stopped /),
    });
    expect(stopped.healthReason).toContain('421 4.3.2 too busy');

    // It was stopped: what was not tried yet waits with the others.
    await outbox.run();
    expect(relay.connections).toBe(5);
    outbox.pass(31);
    await outbox.run();
    expect(relay.connections).toBe(6);
    const later = await healthOf(account);
    expect(later.healthReason).toContain('"failures":6');
    expect(later.healthAt).toEqual(stopped.healthAt);

    relay.behaviour = 'well';
    outbox.pass(61);
    await outbox.run();
    expect(new Set(await statesOf(written))).toEqual(new Set(['sent']));
    expect(new Set(relay.mails.map(messageIdOf)).size).toBe(7);
    expect(relay.mails).toHaveLength(7);
    expect(await healthOf(account)).toMatchObject({ health: 'ok', healthReason: null });
  });

  it('is not forgotten because mail still comes in', async () => {
    const { account } = await hostile('busy-at-greeting');
    await writeMany(account, 'comes-in', 3);
    await outbox.run();
    await outbox.as((tx) => setAccountHealth(tx, account, { state: 'ok', reason: null }));
    expect(await healthOf(account)).toMatchObject({ health: 'error' });
  });

  it('is no account that one message was refused by', async () => {
    const account = healthyAccount;
    healthy.refuse = () => ({ code: 451, message: '4.2.0 later' });
    await writeMany(account, 'refused', 4);
    await outbox.run();
    healthy.refuse = null;
    expect(await healthOf(account)).not.toMatchObject({ health: 'error' });
    const after = await write(account, 'after-refusals');
    await outbox.run();
    expect((await after.delivery()).state).toBe('sent');
  });
});

describe('a relay that closes before it says that it has taken a message', () => {
  // Threats: D03, D04.
  it('gets it again under the same Message-ID, and each repetition is counted', async () => {
    const { relay, account } = await hostile('closes-before-250');
    const { delivery } = await write(account, 'repeated');
    await outbox.run();
    outbox.pass(31);
    await outbox.run();
    relay.behaviour = 'well';
    outbox.pass(121);
    await outbox.run();
    expect(await delivery()).toMatchObject({ state: 'sent', attempts: 3 });
    expect(relay.mails).toHaveLength(3);
    expect(new Set(relay.mails.map(messageIdOf)).size).toBe(1);
  });
});

describe('a domain to which too much is sent', () => {
  it('has its messages wait, and nothing else waits for it', async () => {
    const { relay, account } = await hostile('well');
    relay.tooMuchFor = 'busy.test';
    const busy = await write(account, 'busy1', 'busy1@busy.test');
    const worker = outbox.worker();
    worker.start();
    await worker.drain();
    const later = await write(account, 'busy2', 'busy2@busy.test');
    const free = await write(account, 'free');
    await worker.drain();
    // The first would be due again after its pause of 30 seconds, and waits for the end of that of the domain.
    outbox.pass(31);
    await worker.drain();
    expect(relay.recipients).toEqual(['RCPT TO:<busy1@busy.test>', 'RCPT TO:<free@citizen.test>']);
    expect(await statesOf([busy, later, free])).toEqual(['queued', 'queued', 'sent']);
    expect(await healthOf(account)).not.toMatchObject({ health: 'error' });

    relay.tooMuchFor = null;
    outbox.pass(31);
    await worker.drain();
    await worker.stop();
    expect(await statesOf([busy, later])).toEqual(['sent', 'sent']);
  });

  it('by the setting of an account gets the others later, which are no attempts', async () => {
    const { relay } = await hostile('well');
    const account = await outbox.connect('email', {
      ...{ address: 'slow@town.test', inbound: { smtp: true }, undoSeconds: 0 },
      outbound: { host: '127.0.0.1', port: relay.port, secure: false, perMinute: 2 },
    });
    const written = [];
    for (let n = 1; n <= 13; n += 1) written.push(await write(account, `slow${n}`, `slow${n}@many.test`));
    const worker = outbox.worker();
    worker.start();
    await worker.drain();
    const waiting = (await Promise.all(written.map(({ delivery }) => delivery()))).filter(({ state }) => state === 'queued'); // prettier-ignore
    expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0]);
    expect(waiting[0]?.reason).toContain('channel.sent-more-slowly');
    expect(relay.mails).toHaveLength(11);
    outbox.pass(61);
    await worker.drain();
    await worker.stop();
    expect(new Set(await statesOf(written))).toEqual(new Set(['sent']));
  });
});
