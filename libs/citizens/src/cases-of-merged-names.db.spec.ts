import { scope, type Principal } from '@guichet/access';
import { caseDetail, mergePeople, unmergePeople } from '@guichet/cases';
import type { Reader, Tx } from '@guichet/database';
import { from, receive, type Intake } from '../../../test/support/receive-messages.js';
import { TestTown } from '../../../test/support/test-town.js';
import { casesOfMergedNames } from './cases-of-merged-names.queries.js';
import { citizenById } from './citizen.queries.js';

/** So many citizens have a name that begins as what is typed, and were never merged. */
const NAMESAKES = 20_000;

let town: TestTown;
let ana: Principal;
let account: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Accueil');
  ana = await town.agent('Ana', [team]);
  account = await town.mailbox(team);
  await town.database.execute(
    `insert into citizen (id, name, created_at, root_id)
     select id, 'Martin ' || n, now(), id from (select gen_random_uuid() as id, n from generate_series(1, ${NAMESAKES}) n) planned`,
  );
});
afterAll(() => town.close());

const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
async function write(name: string) {
  const address = `${name.toLowerCase().replace(/\W/g, '')}@citizen.test`;
  const [caseId] = await receive(town, account, from('email', address, { name }));
  return { caseId: caseId!, id: (await caseDetail(town.database, ana, { id: caseId! })).citizen!.id };
}
const found = async (name: string, reader: Pick<Reader, 'query'> = town.database) =>
  (await casesOfMergedNames(reader, scope(ana, 'case.read'), name)).map(({ caseId }) => caseId);

interface Plan {
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
}
/** How many blocks are read or found in memory while the cases of a name are looked for. */
async function blocksFor(name: string): Promise<number> {
  let asked: [string, unknown[]] = ['', []];
  const recording = { query: (...one: typeof asked) => ((asked = one), Promise.resolve([])) };
  await found(name, recording as unknown as Reader);
  const [row] = await town.database.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    `explain (analyze, buffers, format json) ${asked[0]}`,
    asked[1],
  );
  const { Plan: plan } = row!['QUERY PLAN'][0]!;
  return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
}

describe('cases by the name of another record of their person', () => {
  it('are looked for among those who were merged alone, however many names begin as what is typed', async () => {
    const [one, other] = [await write('Martin Lenoir'), await write('Maurice Lenoir')];
    await as((tx) => mergePeople(tx, ana, { citizenId: one.id, intoId: other.id, reason: 'One person' }));
    await town.database.execute(
      `insert into cases select (jsonb_populate_record(k, jsonb_build_object(
         'id', gen_random_uuid(), 'reference', z.id, 'citizen_id', z.id, 'citizen_name', z.name))).*
       from cases k cross join citizen z where k.id = $1 and z.name like 'Martin %' and z.id <> k.citizen_id and z.id <> $2`,
      [other.caseId, one.id],
    );
    for (const table of ['citizen', 'cases']) await town.database.execute(`vacuum (analyze) ${table}`);
    expect(await found('mar')).toEqual([other.caseId]);
    expect(await blocksFor('mar')).toBeLessThan(500);
  });

  it('are found by the name of either, whichever was merged, and by none once that is undone', async () => {
    const [one, two, three] = [await write('Solveig Un'), await write('Thorvald Deux'), await write('Ulrika Trois')];
    const into = (from: typeof one, to: typeof one) =>
      as((tx) => mergePeople(tx, ana, { citizenId: from.id, intoId: to.id, reason: 'One person' }));
    await into(one, two);
    await into(two, three);
    const names = ['Solveig', 'Thorvald', 'Ulrika'];
    const all = [one, two, three].map(({ caseId }) => caseId);
    for (const [at, name] of names.entries())
      expect((await found(name)).toSorted()).toEqual(all.filter((_, other) => other !== at).toSorted());

    for (const { id } of (await citizenById(town.database, ana, one.id)).merges)
      await as((tx) => unmergePeople(tx, ana, { citizenId: one.id, mergeId: id }));
    for (const name of names) expect(await found(name)).toEqual([]);
  });
});
