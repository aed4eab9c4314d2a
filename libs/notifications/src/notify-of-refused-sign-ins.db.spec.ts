import { grantOfWord, type Principal } from '@guichet/access';
import { TestTown } from '../../../test/support/test-town.js';
import { listNotifications } from './list-and-mark-read-notifications.js';
import { notifyOfRefusedSignIns } from './notify-of-refused-sign-ins.js';

let town: TestTown;
beforeAll(async () => {
  town = await TestTown.build();
});
afterAll(() => town.close());

const notified = async (who: Principal) =>
  (await listNotifications(town.database, who, { limit: 10 })).items.map(({ about }) => about.type);

describe('unusually many refused sign-ins', () => {
  it('reach those alone who manage agents, as long as they act here', async () => {
    const team = await town.team('Voirie');
    const [ana, sue] = [await town.agent('Ana', [team]), await town.agent('Sue', [], 'supervisor')];
    const [root, gone] = [await town.agent('Root', [], 'administrator'), await town.agent('Gone', [], 'administrator')];
    await town.database.execute(`update agent set active = false where id = $1`, [gone.id]);
    expect(ana.grants).toEqual([grantOfWord('agent')]);
    await town.database.write({ kind: 'system', name: 'Sign-in' }, (tx) =>
      notifyOfRefusedSignIns(tx, { account: null, address: '203.0.113.0/24', count: 100 }),
    );
    expect([await notified(root), await notified(ana), await notified(sue), await notified(gone)]).toEqual([
      ...[['refused-sign-ins'], [], [], []],
    ]);
  });
});
