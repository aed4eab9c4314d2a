import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as access from '@guichet/access';
import type { Principal } from '@guichet/access';
import type * as cases from '@guichet/cases';
import { CaseQuery, MetricCasesQuery, MetricName, MetricQuery } from '@guichet/contracts';
import type * as databases from '@guichet/database';
import type * as citizens from '../../libs/citizens/src/index.js';
import type * as metrics from '../../libs/metrics/src/index.js';
import type { Pool } from 'pg';
import type * as workforce from '../../libs/workforce/src/index.js';

/** The reads of the product as one tree of sources has them, and a connection of its own. */
export interface Tree {
  database: databases.Database;
  access: typeof access;
  cases: typeof cases;
  citizens: typeof citizens;
  metrics: typeof metrics;
  workforce: typeof workforce;
}

/** Loads the sources of a tree, which may be those of another commit: a work tree with its own links to its libs. */
export async function loadTree(folder: string, url: string): Promise<Tree> {
  const lib = async (name: string): Promise<unknown> =>
    import(pathToFileURL(join(folder, 'libs', name, 'src/index.ts')).href);
  const { Database } = (await lib('database')) as typeof databases;
  const database = await Database.connect(url, { poolSize: 1, timeouts: { statement: 0, lock: 0 } });
  // One connection, for whose time several statements of a request wait, however busy the machine is.
  const { master } = database.source.driver as unknown as { master: Pool };
  Object.assign(master.options, { connectionTimeoutMillis: 0, idleTimeoutMillis: 0 });
  return {
    database,
    access: (await lib('access')) as typeof access,
    cases: (await lib('cases')) as typeof cases,
    citizens: (await lib('citizens')) as typeof citizens,
    metrics: (await lib('metrics')) as typeof metrics,
    workforce: (await lib('workforce')) as typeof workforce,
  };
}

export type Request = (tree: Tree, who: Principal) => Promise<unknown>;

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const month = { from: day(29), to: day(0) };
const year = { from: day(364), to: day(0) };

const page =
  (query: object, depth = 1): Request =>
  async ({ database, cases: { inbox } }, who) => {
    let found = await inbox(database, who, CaseQuery.parse({ limit: 50, ...query }));
    for (let n = 1; n < depth && found.nextCursor; n += 1)
      found = await inbox(database, who, CaseQuery.parse({ limit: 50, ...query, cursor: found.nextCursor }));
    return found.items.length;
  };

const searched =
  (q: string): Request =>
  ({ database, cases: { search } }, who) =>
    search(database, who, { q, limit: 20 });

const metric =
  (name: MetricName, query: object): Request =>
  ({ database, metrics: { computeMetric } }, who) =>
    computeMetric(database, who, { name, query: MetricQuery.parse(query) });

/** What inbox, search and dashboards ask for, by its name. `team` and `caseId` are of whoever reads. */
export function requestsOf({ team, caseId, reference }: Record<'team' | 'caseId' | 'reference', string>) {
  const requests: Record<string, Request> = {
    principal: ({ database, access: { principalOf } }, who) => principalOf(database, who.id),
    counts: ({ database, cases: { counts } }, who) => counts(database, who),
    'tags in use': ({ database, cases: { tagsInUse } }, who) => tagsInUse(database, who),
  };
  for (const view of ['mine', 'unassigned', 'team', 'all', 'spam']) {
    requests[`inbox ${view}`] = page({ view });
    requests[`inbox ${view}, third page`] = page({ view }, 3);
    requests[`inbox ${view} by due`] = page({ view, sort: 'due' });
  }
  const filters = {
    ...{ closed: { status: 'closed' }, any: { status: 'any' }, team: { team }, late: { due: 'late', sort: 'due' } },
    ...{ tag: { tag: 'urgent' }, q: { q: 'passeport' }, 'q closed': { q: 'passeport naissance', status: 'any' } },
  };
  for (const [name, filter] of Object.entries(filters))
    requests[`inbox all, ${name}`] = page({ view: 'all', ...filter });
  Object.assign(requests, {
    case: ({ database, cases: { caseDetail } }: Tree, who: Principal) => caseDetail(database, who, { id: caseId }),
    timeline: ({ database, cases: { timeline } }: Tree, who: Principal) =>
      timeline(database, who, { caseId, query: { limit: 100 } }),
    'search frequent word': searched('passeport'),
    'search two words': searched('passeport naissance'),
    'search rare word': searched('réf4242'),
    'search address': searched('citizen777@example.org'),
    'search reference': searched(reference),
    'people beginning': ({ database, citizens: { citizensBeginning } }: Tree, who: Principal) =>
      citizensBeginning(database, who, { q: 'citizen 77', limit: 20 }),
    workforce: ({ database, workforce: { listWorkforce } }: Tree, who: Principal) => listWorkforce(database, who),
    board: ({ database, metrics: { getBoard } }: Tree, who: Principal) => getBoard(database, who),
    wallboard: ({ database, metrics: { getWallboard } }: Tree, who: Principal) => getWallboard(database, who),
    ageing: ({ database, metrics: { ageing } }: Tree, who: Principal) => ageing(database, who),
  } satisfies Record<string, Request>);
  for (const name of MetricName.options) requests[`metric ${name}, month`] = metric(name, month);
  for (const name of ['contacts', 'opened', 'replies', 'closed', 'backlog', 'first-response'] as const) {
    requests[`metric ${name}, year by team`] = metric(name, { ...year, groupBy: 'team' });
    requests[`metric ${name}, year by week and channel`] = metric(name, { ...year, groupBy: 'week', by: 'channel' });
    requests[`cases behind ${name}`] = ({ database, metrics: { metricCases } }, who) =>
      metricCases(database, who, { name, query: MetricCasesQuery.parse(month) });
  }
  return requests;
}
