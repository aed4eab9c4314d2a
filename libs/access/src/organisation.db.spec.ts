import { Organisation } from '@guichet/contracts';
import { TestTown } from '../../../test/support/test-town.js';
import { organisationOf, saveOrganisation } from './organisation.js';

let town: TestTown;
beforeAll(async () => {
  town = await TestTown.build();
});
afterAll(() => town.close());

describe('who answers', () => {
  const valbourg = Organisation.parse({ name: ' Ville de Valbourg ', responseDays: 10 });

  it('is empty at first, and what an administrator says, as often as they say it', async () => {
    const root = await town.agent('Root', [], 'administrator');
    expect(await organisationOf(town.database)).toEqual(Organisation.parse({}));
    for (const wanted of [valbourg, { ...valbourg, phone: '03 87 55 50 00' }]) {
      await town.database.write({ kind: 'agent', id: root.id, name: root.name }, (tx) =>
        saveOrganisation(tx, root, wanted),
      );
      expect(await organisationOf(town.database)).toEqual(wanted);
    }
    expect(valbourg.name).toBe('Ville de Valbourg');
  });

  it('is not for agents and supervisors to say', async () => {
    for (const role of ['agent', 'supervisor'] as const) {
      const who = await town.agent('Ana', [], role);
      const saving = town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
        saveOrganisation(tx, who, valbourg),
      );
      await expect(saving).rejects.toMatchObject({ code: 'not-permitted' });
    }
  });
});
