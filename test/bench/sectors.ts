import { grantOfWord, type Principal } from '@guichet/access';
import { shippedRole } from '@guichet/contracts';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openCluster } from './bench-databases.js';
import { loadTree, requestsOf, type Request, type Tree } from './requests-by-tree.js';
import { seedSectors } from './seed-sectors.js';
import { agentOf } from './seed-town.js';
import { administrator } from '../support/product-process.js';
import { conclude, median, percentile, rounded, say } from './statistics-and-results.js';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    data: { type: 'string' },
    /** The work tree of another commit, whose queries are asked beside ours. */
    before: { type: 'string' },
    rounds: { type: 'string', default: '40' },
    /** Only requests whose name contains one of these, with commas between them. */
    only: { type: 'string', default: '' },
    plans: { type: 'boolean' },
  },
});
const cases = Number(options.cases);
const rounds = Number(options.rounds);

interface Reader {
  name: string;
  /** As each of the trees knows them: sectors and broken glasses are ours alone. */
  now: Principal;
  then: Principal;
  of: { team: string; caseId: string; reference: string };
}

/** What takes long is asked less often. */
const [FEWEST, MOST_MS] = [6, 5_000];

/** What came out slower than this is measured again at the end, this often, as a machine has slow seconds; the median counts. */
const [LIMIT, AGAIN] = [1.2, 6];

type Side = 'now' | 'then';

const HEAVY_SECTOR = 1;

async function readersOf({ database }: Tree): Promise<Reader[]> {
  const { permissions, id } = shippedRole('supervisor');
  const role = { id, roleId: id, permissions, validUntil: null, teamIds: [], sectorIds: [] };
  const [sector] = await database.query<{ id: string; teamIds: string[] }>(
    `select s.id, array(select t.id from team t where t.sector_id = s.id) as "teamIds" from sector s where position = $1`,
    [HEAVY_SECTOR],
  );
  const rows = await database.query<{ id: string; email: string; teamIds: string[]; restricted: string[] }>(
    `select a.id, a.email,
       array(select team_id from team_member m where m.agent_id = a.id) as "teamIds",
       array(select c.id from cases c join team_member m on m.team_id = c.team_id and m.agent_id = a.id where restricted_to is not null limit 5) as restricted
     from agent a where a.email = any($1) or a.id = (
       select m.agent_id from team_member m where m.team_id = any($2::uuid[]) order by (
         select count(*) from cases c where c.assignee_id = m.agent_id and c.team_id = any($2)) desc limit 1)`,
    [[administrator.email, agentOf(0).email], sector!.teamIds],
  );
  const admin = rows.find(({ email }) => email === administrator.email)!;
  const agent = rows.find(({ email }) => email === agentOf(0).email)!;
  // Nobody keeps a case that is out of their reach: whoever has a role for the sector alone has cases there.
  const ofSector = rows.find((row) => row !== admin && row !== agent)!;
  const principal = (of: { id: string; teamIds: string[] }, grants: object[], brokenGlass: string[] = []) =>
    ({ ...{ id: of.id, name: 'Reader', scopes: null, session: null, changesAt: null }, teamIds: of.teamIds, grants, brokenGlass }) as unknown as Principal; // prettier-ignore
  const own = { ...role, reach: 'own-teams' };
  const inSector = { ...role, teamIds: sector!.teamIds };
  const drawn = async (teamIds: string[] | null) => {
    const [row] = await database.query<Reader['of']>(
      `select team_id as team, id as "caseId", reference from cases where ($1::uuid[] is null or team_id = any($1)) and restricted_to is null
       order by id desc offset 20 limit 1`,
      [teamIds],
    );
    return row!;
  };
  const whole = principal(admin, [grantOfWord('administrator')]);
  return [
    { name: 'all teams', now: whole, then: whole, of: await drawn(null) },
    {
      name: 'one sector',
      now: principal(ofSector, [{ ...inSector, reach: 'sectors', sectorIds: [sector!.id] }]),
      then: principal(ofSector, [{ ...inSector, reach: 'teams' }]),
      of: await drawn(sector!.teamIds),
    },
    { name: 'own teams', now: principal(agent, [own]), then: principal(agent, [own]), of: await drawn(agent.teamIds) },
    {
      name: 'open glass',
      now: principal(agent, [own], agent.restricted),
      then: principal(agent, [own]),
      of: await drawn(agent.teamIds),
    },
  ];
}

/** The milliseconds that the connection of a tree and we have computed so far: what else the machine does is not in it. */
function computedBy(backend: number): number {
  const { user, system } = process.cpuUsage();
  return Number(readFileSync(`/proc/${backend}/schedstat`, 'utf8').split(' ')[0]) / 1e6 + (user + system) / 1000;
}

async function backendOf({ database }: Tree): Promise<number> {
  const [row] = await database.query<{ pid: number }>(`select pg_backend_pid() as pid`);
  return row!.pid;
}

/** Asks both in turns, each as often first as the other. */
async function compared(trees: Record<Side, Tree>, { reader, request }: { reader: Reader; request: Request }) {
  const [wall, cpu] = [
    { now: [] as number[], then: [] as number[] },
    { now: [] as number[], then: [] as number[] },
  ];
  const backends = { now: await backendOf(trees.now), then: await backendOf(trees.then) };
  const until = performance.now() + MOST_MS;
  // The first ones plan: Postgres keeps a plan for all values from the sixth on.
  for (let round = -6; round < rounds && (round < FEWEST || performance.now() < until); round += 1)
    for (const side of round % 2 ? (['now', 'then'] as const) : (['then', 'now'] as const)) {
      const [begun, before] = [performance.now(), computedBy(backends[side])];
      await request(trees[side], reader[side]);
      if (round < 0) continue;
      wall[side].push(performance.now() - begun);
      cpu[side].push(computedBy(backends[side]) - before);
    }
  const of = ({ now, then }: Record<Side, number[]>) => ({
    ...{ then: rounded(median(then)), now: rounded(median(now)) },
    // Of each round: a machine whose pace changes is as fast for both of one.
    p50: rounded(median(now.map((ms, round) => ms / then[round]!))),
    p95: rounded(percentile(now, 0.95) / percentile(then, 0.95)),
  });
  return { wall: of(wall), cpu: of(cpu) };
}

const cluster = await openCluster(options.data);
try {
  const url = await cluster.databaseWith(cases, { name: 'sectors', fill: seedSectors, isRead: true });
  const now = await loadTree(process.cwd(), url);
  const then = await loadTree(options.before ?? process.cwd(), url);
  const asked = (await readersOf(now)).flatMap(
    (reader) =>
    Object.entries(requestsOf(reader.of)).map(([name, request]) => ({ name: `${reader.name}: ${name}`, reader, request })), // prettier-ignore
  );
  const measure = async (one: (typeof asked)[number]) => {
    const result = await compared({ now, then }, one);
    const line = ({ then: t, now: n, p50, p95 }: typeof result.wall) => `${t} → ${n} ms, × ${p50} (p95 × ${p95})`;
    say(`${one.name}: ${line(result.wall)}; computed ${line(result.cpu)}`);
    // Others take time that is not ours, and workers of Postgres compute what its connection does not: slower is what is so by both.
    return Math.min(result.cpu.p50, result.wall.p50);
  };
  const results = [];
  for (const one of asked) {
    if (!options.only.split(',').some((part) => one.name.includes(part))) continue;
    results.push({ ...one, times: await measure(one) });
    if (options.plans) for (const [tree, who] of [[then, one.reader.then], [now, one.reader.now]] as const) await explain(tree, () => one.request(tree, who)); // prettier-ignore
  }
  const isSlower = ({ times }: { times: number }) => times > LIMIT;
  const again = results.filter(isSlower);
  const more: number[][] = [];
  for (let time = 0; time < AGAIN; time += 1)
    for (const [n, one] of again.entries()) (more[n] ??= []).push(await measure(one));
  for (const [n, one] of again.entries()) one.times = median([one.times, ...more[n]!]);
  const slower = results.filter(isSlower).map(({ name, times }) => `${name}: ${times}`);
  const all = results.map(({ times }) => times);
  const [ratio, figure] = [rounded(median(all)), Math.max(...all)];
  const asAsked = { cases, asked: results.length, askedAgain: again.length, slower };
  conclude({ bench: 'sectors', figure, unit: '× before', floor: 1, ratio, ...asAsked });
  await now.database.close();
  await then.database.close();
} finally {
  await cluster.close();
}
process.exit();

/** Prints the plan of each statement of a request, with the buffers that it reads. */
async function explain({ database }: Tree, ask: () => Promise<unknown>): Promise<void> {
  const { query } = database;
  database.query = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
    const plan = await query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${sql}`, parameters);
    say(plan.map((row) => row['QUERY PLAN']).join('\n'));
    return query<Row>(sql, parameters);
  };
  await ask();
  database.query = query;
}
