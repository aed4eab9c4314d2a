import type { ImportedLine } from '@guichet/contracts';
import { TestTown } from '../../../test/support/test-town.js';
import { agents } from './agents.js';
import { importAgents, NotImported } from './import-agents.js';
import { actorOf, type Principal } from './principal.js';

let town: TestTown;
let admin: Principal;
beforeAll(async () => {
  town = await TestTown.build();
  await town.team('Écoles');
  await town.team('Voirie');
  admin = await town.agent('Ana', [], 'administrator');
});
afterAll(() => town.close());

const invited: string[] = [];
async function run(text: string, { dryRun = false, who = admin } = {}) {
  const created = (id: string) => Promise.resolve(invited.push(id));
  return town.database
    .write(actorOf(who), (tx) => importAgents(tx, who, { text, dryRun, created }))
    .catch((error: unknown) => {
      if (error instanceof NotImported) return error.result;
      throw error;
    });
}
const named = async () => new Map((await agents(town.database)).map((agent) => [agent.email, agent]));
const brief = (lines: ImportedLine[]) =>
  lines.map(({ line, what, errors }) => [line, what, ...errors.map(({ column, reason }) => `${column} ${reason}`)]);

it('makes agents with their teams and role, as French spreadsheets write them, and changes those that there are', async () => {
  const first = await run(
    '\uFEFFNom;Adresse e-mail;Équipes;Rôle\r\n"Martin; Zoé";Zoe@Town.example;écoles | VOIRIE;superviseur\r\n\r\nPaul;paul@town.example;;\r\n',
  );
  expect(first.done).toBe(true);
  expect(brief(first.lines)).toEqual([
    [2, 'created'],
    [4, 'created'],
  ]);
  const zoe = (await named()).get('zoe@town.example')!;
  expect(zoe).toMatchObject({ name: 'Martin; Zoé', role: 'supervisor', active: true });
  expect(zoe.teamIds).toHaveLength(2);
  expect(invited).toHaveLength(2);
  const second = await run(
    'email,name,teams,role\nzoe@town.example,Zoé Petit,,agent\npaul@town.example,Paul,Voirie,\nzoe2@town.example,Zoé,,\n',
  );
  expect(brief(second.lines)).toEqual([
    [2, 'changed'],
    [3, 'changed'],
    [4, 'created'],
  ]);
  // A role is for new agents: a word would replace all that one holds.
  expect((await named()).get('zoe@town.example')).toMatchObject({ name: 'Zoé Petit', role: 'supervisor' });
  expect((await named()).get('zoe@town.example')!.teamIds).toHaveLength(2);
  expect((await run('email\npaul@town.example\n')).lines).toMatchObject([{ what: 'unchanged', name: 'Paul' }]);
});

it('says in a dry run what would happen, and does nothing', async () => {
  const before = await named();
  const dry = await run('email\tname\tteams\nnew@town.example\tNew\tVoirie\n', { dryRun: true });
  expect(dry).toMatchObject({ done: false, lines: [{ line: 2, what: 'created', joins: ['Voirie'] }] });
  expect(await named()).toEqual(before);
});

it('names what is wrong by line and column, and then writes no line at all', async () => {
  const before = await named();
  const { done, lines } = await run(
    [
      'email;name;teams;role',
      'good@town.example;Good;;',
      ';Nobody;;',
      'not an address;X;;',
      'good@town.example;Again;;',
      `long@town.example;${'x'.repeat(121)};;`,
      'team@town.example;Team;Nowhere;king',
      'unnamed@town.example;;;',
    ].join('\n'),
  );
  expect(done).toBe(false);
  expect(brief(lines)).toEqual([
    [2, 'created'],
    [3, 'refused', 'email value-missing'],
    [4, 'refused', 'email not-an-email-address'],
    [5, 'refused', 'email csv-twice'],
    [6, 'refused', 'name text-too-long'],
    [7, 'refused', 'role not-one-of', 'teams csv-no-such-team'],
    [8, 'refused', 'name value-missing'],
  ]);
  expect(await named()).toEqual(before);
});

it.each([
  ['a file without addresses', 'name\nX\n', 'csv-column-missing'],
  ['a quotation mark that is never closed', 'email;name\n"a@town.example;X\n', 'csv-unreadable'],
  ['more lines than one transaction bears', `email\n${'a@town.example\n'.repeat(2001)}`, 'csv-too-long'],
])('refuses %s', async (_what, text, reason) => {
  await expect(run(text)).rejects.toMatchObject({ more: { errors: [{ path: 'text', reason }] } });
});

it('gives nobody more than who imports may give, and is for a person who manages agents', async () => {
  const grants = [{ ...admin.grants[0]!, permissions: ['agent.manage' as const, 'agent.read' as const] }];
  const { done, lines } = await run('email,name,role\nboss@town.example,Boss,administrator\n', {
    who: { ...admin, grants },
  });
  expect([done, ...brief(lines)]).toEqual([false, [2, 'refused', 'null beyond-own-rights']]);
  for (const who of [
    { ...admin, grants: [] },
    { ...admin, scopes: ['admin' as const] },
  ])
    await expect(run('email\na@town.example\n', { who })).rejects.toMatchObject({ code: 'not-permitted' });
});
