import type { Principal } from '@guichet/access';
import { citizensBeginning } from '@guichet/citizens';
import { CaseQuery } from '@guichet/contracts';
import { TestTown } from '../../../../test/support/test-town.js';
import { inbox } from '../inbox/inbox.queries.js';
import { openCase } from '../verbs/open-case.js';
import { search } from './search.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;
let id: string;

beforeAll(async () => {
  town = await TestTown.build();
  const [schools, taxes] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [schools]);
  bao = await town.agent('Bao', [taxes]);
  id = await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
    openCase(tx, ana, { subject: 'Cantine', address: '+33639980042', citizenName: 'Zoé Martin' }),
  );
});
afterAll(() => town.close());

const found = async (who: Principal, q: string) =>
  (await search(town.database, who, { q, limit: 10 })).hits.map((hit) => hit.case.id);
const listed = async (who: Principal, q: string) =>
  (await inbox(town.database, who, CaseQuery.parse({ q }))).items.map((item) => item.id);

describe('a telephone number', () => {
  // Threats: T07.
  it.each(['06 39 98 00 42', '06.39.98.00.42', '0639980042', '+33 6 39 98 00 42', '0033639980042', '06 39 98'])(
    'typed as “%s” finds the case and the person of whoever called',
    async (q) => {
      expect([await found(ana, q), await listed(ana, q)]).toEqual([[id], [id]]);
      const [hit] = (await search(town.database, ana, { q, limit: 10 })).hits;
      expect(hit!.snippet).toEqual([{ text: '+33639980042', hit: true }]);
      expect((await citizensBeginning(town.database, ana, { q, limit: 10 })).items).toMatchObject([
        { name: 'Zoé Martin', handles: [{ type: 'phone', value: '+33639980042' }] },
      ]);
    },
  );

  // Threats: A022.
  it('finds nothing for whoever may not see the case, and none that begins otherwise', async () => {
    expect([await found(bao, '06 39 98 00 42'), await listed(bao, '06 39 98 00 42')]).toEqual([[], []]);
    expect(await found(ana, '07 39 98 00 42')).toEqual([]);
  });
});
