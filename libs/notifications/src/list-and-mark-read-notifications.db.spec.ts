import { openCase } from '../../../test/support/open-case.js';
import { TestTown } from '../../../test/support/test-town.js';
import { notify } from './insert-notifications.js';
import { listNotifications } from './list-and-mark-read-notifications.js';

describe('a notification', () => {
  // Threats: A018.
  it('names its case to whoever may still see it, and stays for whoever may not', async () => {
    const town = await TestTown.build();
    const [schools, roads] = [await town.team('Écoles'), await town.team('Voirie')];
    const ana = await town.agent('Ana', [schools, roads]);
    const caseId = await openCase(town, ana, 'Cantine');
    await town.database.execute(`update cases set citizen_name = 'Zoé Martin' where id = $1`, [caseId]);
    await town.database.write({ kind: 'system', name: 'Cases' }, (tx) =>
      notify(tx, [{ agentId: ana.id, caseId, about: { type: 'mentioned', by: 'Bob' } }]),
    );
    const listed = (teamIds: string[]) => listNotifications(town.database, { ...ana, teamIds }, { limit: 10 });
    expect(await listed([schools])).toMatchObject({
      items: [{ case: { id: caseId, subject: 'Cantine', citizen: 'Zoé Martin' } }],
      unread: 1,
    });
    expect(await listed([roads])).toMatchObject({ items: [{ case: null }], unread: 1 });
    const { items } = await listNotifications(town.database, { ...ana, grants: [] }, { limit: 10 });
    expect(items).toMatchObject([{ case: null }]);
    await town.close();
  });
});
