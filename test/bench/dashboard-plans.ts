import { grantOfWord, type Principal } from '@guichet/access';
import { inbox } from '@guichet/cases';
import { CaseQuery, MetricCasesQuery, MetricQuery, type MetricName } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { ageing, getBoard, metricCases, computeMetric } from '../../libs/metrics/src/index.js';

/** Prints the plans of the dashboards' queries, with the buffers that they read. */
export async function dashboardPlans(url: string, ids: { kind: string; agent: string }): Promise<string> {
  const database = await Database.connect(url, { poolSize: 1 });
  try {
    const teams = await database.query<{ id: string }>(`select team_id as id from team_member where agent_id = $1`, [
      ids.agent,
    ]);
    const who = {
      id: ids.agent,
      role: 'administrator',
      grants: [grantOfWord('administrator')],
      scopes: null,
      teamIds: teams.map(({ id }) => id),
      brokenGlass: [],
    } as unknown as Principal;
    const agent = { ...who, role: 'agent', grants: [grantOfWord('agent')] } as Principal;
    const lines: string[] = [];
    const ask = database.query;
    const explained = async (title: string, run: () => Promise<unknown>) => {
      database.query = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
        const plan = await ask<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${sql}`, parameters);
        lines.push(`── ${title}`, ...plan.map((row) => row['QUERY PLAN']), '');
        return ask<Row>(sql, parameters);
      };
      await run();
      database.query = ask;
    };
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    const year = { from: day(364), to: day(0) };
    const metric = (name: MetricName, query: object) =>
      explained(`${name} ${JSON.stringify(query)}`, () =>
        computeMetric(database, who, { name, query: MetricQuery.parse({ ...year, ...query }) }),
      );
    await metric('contacts', {});
    await metric('contacts', { groupBy: 'channel' });
    await metric('contacts', { groupBy: 'week', by: 'channel' });
    await metric('replies', { groupBy: 'agent' });
    await metric('replies', { groupBy: 'agent', by: 'channel' });
    await metric('first-response', {});
    await metric('first-response', { groupBy: 'channel' });
    await metric('first-response', { groupBy: 'channel', by: 'caseType' });
    await metric('backlog', { groupBy: 'month', by: 'team' });
    await explained('ageing', () => ageing(database, who));
    await explained('board', () => getBoard(database, who));
    await explained('cases behind contacts', () =>
      metricCases(database, who, { name: 'contacts', query: MetricCasesQuery.parse(year) }),
    );
    await explained('cases behind backlog', () =>
      metricCases(database, who, { name: 'backlog', query: MetricCasesQuery.parse(year) }),
    );
    for (const view of ['mine', 'unassigned', 'team', 'all'] as const)
      for (const reader of [who, agent])
        await explained(`inbox by remaining time, ${view}, ${reader.role}`, () =>
          inbox(database, reader, CaseQuery.parse({ view, sort: 'due' })),
        );
    return `${lines.join('\n')}\n`;
  } finally {
    await database.close();
  }
}
