import type { Tx } from '@guichet/database';
import { TestTown } from '../../../test/support/test-town.js';
import { DEVICE_DAYS, endDevices, isKnownDevice, rememberDevice } from './known-devices.js';
import { purgeExpiredSessionsAndTokens } from './purge-expired-sessions-and-tokens.js';
import { digestOf, newSecret } from './secrets-and-digests.js';

let town: TestTown;
beforeAll(async () => (town = await TestTown.build()));
afterAll(() => town.close());

const write = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'system', name: 'Sign-in' }, work);
const signIn = (agentId: string, secret: string | null) => write((tx) => rememberDevice(tx, agentId, secret));

describe('a device', () => {
  // ASVS: 6.3.5.
  it('is news to its agent once, and not where they sign in for the first time at all', async () => {
    const ana = await town.agent('Ana');
    const desk = await signIn(ana.id, null);
    expect(desk.isNew).toBe(false);
    const phone = await signIn(ana.id, null);
    expect(phone.isNew).toBe(true);
    expect(await signIn(ana.id, phone.secret)).toEqual({ secret: phone.secret, isNew: false });
    expect(await signIn(ana.id, newSecret())).toMatchObject({ isNew: true });
  });

  it('is known for the agents who have signed in there, and for nobody else', async () => {
    const [bao, cleo] = [await town.agent('Bao'), await town.agent('Cleo')];
    const first = await signIn(bao.id, null);
    expect(await isKnownDevice(town.database, bao.email.toUpperCase(), first.secret)).toBe(true);
    expect(await isKnownDevice(town.database, cleo.email, first.secret)).toBe(false);
    expect(await isKnownDevice(town.database, bao.email, digestOf(first.secret))).toBe(false);

    // At a counter, several agents share a computer.
    const both = await signIn(cleo.id, first.secret);
    for (const { email } of [bao, cleo]) expect(await isKnownDevice(town.database, email, both.secret)).toBe(true);
  });

  it('that was planted in a foreign browser is worth nothing once its agent has signed in there', async () => {
    const [eve, dora] = [await town.agent('Eve'), await town.agent('Dora')];
    const planted = await signIn(eve.id, null);
    await signIn(dora.id, planted.secret);
    expect(await isKnownDevice(town.database, dora.email, planted.secret)).toBe(false);
  });

  it('is forgotten with a password that others may know, and half a year after it was used', async () => {
    const ana = await town.agent('Fay');
    const old = await signIn(ana.id, null);
    await write((tx) => endDevices(tx, ana.id));
    expect(await isKnownDevice(town.database, ana.email, old.secret)).toBe(false);
    const again = await signIn(ana.id, old.secret);
    expect(again).toMatchObject({ isNew: true });
    expect(again.secret).not.toBe(old.secret);

    await town.database.execute(`update known_device set used_at = now() - $1 * interval '1 day'`, [DEVICE_DAYS + 1]);
    expect(await isKnownDevice(town.database, ana.email, again.secret)).toBe(false);
    await write(purgeExpiredSessionsAndTokens);
    expect(await town.database.query(`select 1 from known_device`)).toEqual([]);
  });
});
