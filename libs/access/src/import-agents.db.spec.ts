import type { ImportedLine } from '@guichet/contracts';
import { TestTown } from '../../../test/support/test-town.js';
import { agents } from './agents.js';
import { importAgents, NotImported } from './import-agents.js';
import { actorOf, type Principal } from './principal.js';
import { createRole } from './roles.js';

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
const held = async (email: string) => {
  const rows = await town.database.query<{ role: string; reach: string; of: string[] | null }>(
    `select coalesce(r.key, r.name) as role, g.reach, (select array_agg(t.name) from team t where t.id = any(g.team_ids)) as of
     from role_grant g join role r on r.id = g.role_id join agent a on a.id = g.agent_id where a.email = $1`,
    [email],
  );
  return rows.map(({ role, reach, of }) => [role, reach, ...(of ?? [])].join(' '));
};
const brief = (lines: ImportedLine[]) =>
  lines.map(({ line, what, errors }) => [line, what, ...errors.map(({ column, reason }) => `${column} ${reason}`)]);

it('makes agents with their teams and role, as French spreadsheets write them, and changes those that there are', async () => {
  const first = await run(
    '\uFEFFNom;Adresse e-mail;Équipes;Rôle\r\n"Martin; Zoé";Zoe@Town.example;écoles | VOIRIE;Accueil\r\n\r\nPaul;paul@town.example;;\r\n',
  );
  expect(first.done).toBe(true);
  expect(brief(first.lines)).toEqual([
    [2, 'created'],
    [4, 'created'],
  ]);
  const zoe = (await named()).get('zoe@town.example')!;
  expect(zoe).toMatchObject({ name: 'Martin; Zoé', role: 'agent', active: true });
  expect(zoe.caseTeamIds).toHaveLength(2);
  expect(zoe.teamIds).toHaveLength(2);
  expect(invited).toHaveLength(2);
  const second = await run(
    'email,name,teams,role\nzoe@town.example,Zoé Petit,,expert\npaul@town.example,Paul,Voirie,\nzoe2@town.example,Zoé,,\n',
  );
  expect(brief(second.lines)).toEqual([
    [2, 'changed'],
    [3, 'changed'],
    [4, 'created'],
  ]);
  // A role is for new agents: a word would replace all that one holds.
  expect((await named()).get('zoe@town.example')).toMatchObject({ name: 'Zoé Petit', role: 'agent' });
  expect(await held('zoe@town.example')).toEqual(['front-desk own-teams']);
  expect((await named()).get('zoe@town.example')!.teamIds).toHaveLength(2);
  expect((await run('email\npaul@town.example\n')).lines).toMatchObject([{ what: 'unchanged', name: 'Paul' }]);
});

it('gives the role of a contractor for what is assigned to them, unless the file says otherwise', async () => {
  const lines = [
    'email;name;rôle;portée',
    'con@town.example;Con;Prestataire;',
    'ext@town.example;Ext;contractor;ses équipes',
  ];
  const result = await run(lines.join('\n'));
  expect(result.lines.map(({ role }) => [role?.key, role?.reach])).toEqual([
    ['contractor', 'assigned-cases'],
    ['contractor', 'own-teams'],
  ]);
  expect(await held('con@town.example')).toEqual(['contractor assigned-cases']);
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
    [7, 'refused', 'role csv-no-such-role', 'teams csv-no-such-team'],
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
  const { done, lines } = await run('email,name,role,reach\nboss@town.example,Boss,administrator,all teams\n', {
    who: { ...admin, grants },
  });
  expect([done, ...brief(lines)]).toEqual([false, [2, 'refused', 'null beyond-own-rights']]);
  for (const who of [
    { ...admin, grants: [] },
    { ...admin, scopes: ['admin' as const] },
  ])
    await expect(run('email\na@town.example\n', { who })).rejects.toMatchObject({ code: 'not-permitted' });
});

it('takes every role by its name in either language or its key, for the agent’s own teams unless the file says otherwise', async () => {
  const clerk = { name: 'Régie', description: '', permissions: ['case.read' as const] };
  await town.database.write(actorOf(admin), (tx) => createRole(tx, admin, clerk));
  const { lines } = await run(
    [
      'courriel;nom;équipes;rôle;portée',
      'r1@town.example;A;Voirie;Superviseur;',
      'r2@town.example;B;Voirie, Écoles;supervisor;ses équipes',
      'r3@town.example;C;;Data protection officer;Toutes les équipes',
      'r4@town.example;D;;régie;voirie',
      'r5@town.example;E;;Administrateur fonctionnel;toutes les équipes',
      'r6@town.example;F;Écoles;;',
    ].join('\n'),
  );
  expect(lines.map(({ role }) => role && [role.key ?? role.name, role.reach, ...role.of].join(' '))).toEqual([
    'supervisor own-teams',
    'supervisor own-teams',
    'dpo all-teams',
    'Régie teams Voirie',
    'administrator all-teams',
    'case-worker own-teams',
  ]);
  for (const [n, { role }] of lines.entries())
    expect(await held(`r${n + 1}@town.example`)).toEqual([
      [role!.key ?? role!.name, role!.reach, ...role!.of].join(' '),
    ]);
});

it('refuses what is no reach, and gives nobody the administration of all because a cell was left empty', async () => {
  const { lines } = await run(
    'email;name;role;reach\na1@town.example;A;expert;nowhere\na2@town.example;B;administrator;\n',
  );
  expect(brief(lines)).toEqual([
    [2, 'refused', 'reach csv-no-such-reach'],
    [3, 'refused', 'reach csv-reach-needed'],
  ]);
});
