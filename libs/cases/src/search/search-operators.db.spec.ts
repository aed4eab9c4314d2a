import type { Principal } from '@guichet/access';
import { TestTown } from '../../../../test/support/test-town.js';
import { openCase } from '../verbs/open-case-by-hand.js';
import { updateCase } from '../verbs/update-case.js';
import { addNote } from '../verbs/add-note.js';
import { search } from './search.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;
const ids = new Map<string, string>();

beforeAll(async () => {
  town = await TestTown.build();
  const [schools, taxes] = [await town.team('État civil'), await town.team('Impôts')];
  ana = await town.agent('Ana', [schools, taxes], 'supervisor');
  bao = await town.agent('Bao', [taxes]);
  await open('acte', { who: { ...ana, teamIds: [schools] }, citizenName: 'Zoé Martin', address: 'zoe@citizen.test' });
  await open('clos', { who: { ...ana, teamIds: [schools] }, citizenName: 'Luc Noir', address: '+33639980042' });
  await open('taxe', { who: { ...ana, teamIds: [taxes] }, citizenName: 'Zoé Blanc', address: 'blanc@citizen.test' });
  await as(ana, (tx) => updateCase(tx, ana, { id: ids.get('clos')!, wanted: { status: 'closed' } }));
  await as(ana, (tx) => updateCase(tx, ana, { id: ids.get('taxe')!, wanted: { tags: ['Relancé'] } }));
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

async function open(name: string, { who, ...wanted }: { who: Principal; citizenName: string; address: string }) {
  const id = await as(ana, (tx) => openCase(tx, who, { subject: `Demande ${name}`, ...wanted }));
  await as(ana, (tx) => addNote(tx, ana, { caseId: id, note: { text: 'Le sanglier est passé', mentions: [] } }));
  ids.set(name, id);
}
const found = async (q: string, who = ana) => {
  const { hits } = await search(town.database, who, { q, limit: 10 });
  return hits.map((hit) => [...ids].find(([, id]) => id === hit.case.id)?.[0]).sort();
};

describe('an operator', () => {
  it.each([
    ['sanglier', ['acte', 'clos', 'taxe']],
    ['sanglier de:zoe', ['acte', 'taxe']],
    ['sanglier de:zoe équipe:état', ['acte']],
    ['sanglier de:zoe team:civil', ['acte']],
    ['sanglier team:ivil', []],
    ['sanglier équipe:"etat c"', ['acte', 'clos']],
    ['sanglier équipe:.tat', []],
    ['de:"06 39 98"', ['clos']],
    ['from:zoe@citizen', ['acte']],
    ['statut:clos', ['clos']],
    ['status:open sanglier', ['acte', 'taxe']],
    ['étiquette:relance', ['taxe']],
    ['sanglier après:2020-01-01', ['acte', 'clos', 'taxe']],
    ['sanglier avant:2020-01-01', []],
    ['avant:2020-01-01', []],
    ['avec:fichier sanglier', []],
    ['canal:fax', []],
    ['de:%', []],
  ])('narrows “%s”', async (q, names) => expect(await found(q)).toEqual(names));

  // Threats: A022. What one may not open, one may not find either.
  it('shows nothing of the cases of other teams', async () => {
    expect(await found('de:zoe', bao)).toEqual(['taxe']);
    expect(await found('équipe:état', bao)).toEqual([]);
  });

  // Threats: R04.
  it.each([
    "de:'",
    'de:\\',
    'équipe:"a\' or 1=1"',
    'équipe:(',
    'équipe:（',
    'équipe:[\\',
    'tag:{a,b}',
    'avant:9999-12-31',
    'de:😀',
  ])('takes %j literally', async (q) => expect(await search(town.database, ana, { q, limit: 10 })).toBeDefined());
});
