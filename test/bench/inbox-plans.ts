import { grantOfWord, type Principal } from '@guichet/access';
import { countSavedViews, inbox, search } from '@guichet/cases';
import { CaseFilter, CaseQuery } from '@guichet/contracts';
import { Database } from '@guichet/database';

/** Views as agents make them: narrow and wide, of what is open and of all that ever came, by words and by what is due. */
const someViews = [
  { view: 'all' },
  { view: 'mine', sort: 'due' },
  { view: 'team', due: 'late' },
  { view: 'unassigned', channel: 'email' },
  { view: 'all', status: 'any', channel: 'sms' },
  { view: 'all', status: 'closed', priority: 'urgent' },
  { view: 'all', status: 'any', tag: 'urgent' },
  { view: 'all', status: 'any', q: 'passeport' },
  { view: 'all', status: 'any', q: 'has:file after:2026-01-01' },
  { view: 'all', status: 'any', q: 'from:zoe' },
].map((filter, at) => ({ id: `01930000-0000-7000-8000-00000000000${at}`, filter: CaseFilter.parse(filter) }));

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
    for (const opened of ['this-week', 'last-month', '2026-01-10..2026-01-20'])
      for (const [title, reader] of [
        ['two teams', who],
        ['all teams', admin],
      ] as const)
        await explained(`inbox, ${title}, opened ${opened}`, () =>
          inbox(database, reader, CaseQuery.parse({ status: 'any', opened })),
        );
    await explained('counts of saved views', () => countSavedViews(database, who, someViews));
    await explained('counts of saved views, all teams', () => countSavedViews(database, admin, someViews));
    await explained('inbox, filtered by a word', () =>
      inbox(database, who, CaseQuery.parse({ view: 'all', q: 'passeport' })),
    );
    await explained('search, a frequent word', () => search(database, who, { q: 'passeport', limit: 20 }));
    await explained('search, an address', () => search(database, admin, { q: 'citizen777@example.org', limit: 20 }));
  } finally {
    await database.close();
  }
}
