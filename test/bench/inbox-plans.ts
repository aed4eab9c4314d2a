import { grantOfWord, type Principal } from '@guichet/access';
import { inbox, search } from '@guichet/cases';
import { CaseQuery } from '@guichet/contracts';
import { Database } from '@guichet/database';

/** Prints the plans of the inbox's queries, with the buffers that they read, to stderr. */
export async function explainInbox(url: string, agentId: string): Promise<void> {
  const database = await Database.connect(url, { poolSize: 1 });
  try {
    const rows = await database.query<{ team_id: string }>(`select team_id from team_member where agent_id = $1`, [
      agentId,
    ]);
    const who = {
      id: agentId,
      grants: [grantOfWord('agent')],
      scopes: null,
      teamIds: rows.map(({ team_id }) => team_id),
      brokenGlass: [],
    } as unknown as Principal;
    const admin = { ...who, grants: [grantOfWord('administrator')] } as Principal;
    const ask = database.query;
    const explained = async (title: string, run: () => Promise<unknown>) => {
      database.query = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
        const plan = await ask<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${sql}`, parameters);
        process.stderr.write(`── ${title}\n${plan.map((row) => row['QUERY PLAN']).join('\n')}\n`);
        return ask<Row>(sql, parameters);
      };
      await run();
      database.query = ask;
    };
    for (const view of ['mine', 'unassigned', 'team', 'all'] as const) {
      await explained(`inbox, ${view}`, () => inbox(database, who, CaseQuery.parse({ view })));
    }
    await explained('inbox, all teams', () => inbox(database, admin, CaseQuery.parse({ view: 'all' })));
    for (const view of ['mine', 'unassigned', 'team', 'all'] as const) {
      await explained(`inbox, ${view}, by what is due`, () =>
        inbox(database, who, CaseQuery.parse({ view, sort: 'due' })),
      );
    }
    await explained('inbox, all teams, by what is due', () => inbox(database, admin, CaseQuery.parse({ sort: 'due' })));
    for (const query of [
      { due: 'late', sort: 'due' },
      { due: 'late' },
      { due: 'soon', sort: 'due' },
      { problem: 'delivery' },
    ])
      await explained(`inbox, all teams, ${JSON.stringify(query)}`, () =>
        inbox(database, admin, CaseQuery.parse(query)),
      );
    await explained('inbox, filtered by a word', () =>
      inbox(database, who, CaseQuery.parse({ view: 'all', q: 'passeport' })),
    );
    await explained('search, a frequent word', () => search(database, who, { q: 'passeport', limit: 20 }));
    await explained('search, an address', () => search(database, admin, { q: 'citizen777@example.org', limit: 20 }));
  } finally {
    await database.close();
  }
}
