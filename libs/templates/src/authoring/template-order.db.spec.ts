import { TEMPLATE_USE_DAYS, TemplateQuery, type TemplateSort } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { ReplyScenario } from '../../../../test/support/reply-scenario.js';
import { listTemplateChoices } from '../rendering/template-choices.queries.js';
import { listTemplates } from './template.queries.js';

const DAY = 86_400_000;

let town: ReplyScenario;

beforeAll(async () => {
  town = await ReplyScenario.open(new Date('2026-11-25T09:12:00Z'));
  // How many days ago replies were sent with each.
  await used('transfer', [80, 50, 40]);
  await used('missing-documents', [3]);
  await used('appointment', [TEMPLATE_USE_DAYS + 10, TEMPLATE_USE_DAYS + 20]);
});
afterAll(() => town?.close());

const list = async (query: object) =>
  listTemplates(town.town.database, town.supervisor, {
    today: '2026-11-25',
    query: TemplateQuery.parse({ limit: 200, ...query }),
  });

/** A reply is sent with a template whose fields are few, and kept as sent with another, earlier. */
async function used(key: string, days: readonly number[]): Promise<void> {
  for (const ago of days) {
    const { entryId } = await town.answer({
      ...{ template: 'transfer', language: 'fr', team: 0, agent: 0, channel: 'email' },
      values: { authority: 'la préfecture', decided_on: '2026-11-24' },
      written: (text) => text,
    });
    await town.as(town.supervisor, (tx) =>
      tx.query(`update template_use set template_id = $2, at = $3 where entry_id = $1`, [
        ...[entryId, town.template(key), new Date(tx.now.getTime() - ago * DAY)],
      ]),
    );
  }
}

/** The keys of the library in an order, page by page. */
async function keys(sort: TemplateSort): Promise<(string | null)[]> {
  const seen: (string | null)[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ sort, limit: 7, cursor });
    seen.push(...page.items.map(({ key }) => key));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return seen;
}

it('counts the uses of the period that the reports begin with, and knows the last one however long ago it was', async () => {
  const { items } = await list({});
  const of = (key: string) => items.find((one) => one.key === key)!;
  expect(of('transfer').uses).toBe(3);
  expect(of('appointment').uses).toBe(0);
  expect(of('appointment').lastUsedAt).not.toBeNull();
  expect(of('fraud-warning').lastUsedAt).toBeNull();
});

it('lists templates by uses and by last use, and those of one rank by title, page by page', async () => {
  const byTitle = (await list({})).items.map(({ key }) => key);
  const without = (...gone: string[]) => byTitle.filter((key) => !gone.includes(key!));
  expect(await keys('title')).toEqual(byTitle);
  expect(await keys('uses')).toEqual([
    ...['transfer', 'missing-documents'],
    ...without('transfer', 'missing-documents'),
  ]);
  const recent = ['missing-documents', 'transfer', 'appointment'];
  expect(await keys('recent')).toEqual([...recent, ...without(...recent)]);
  expect(await keys('unused')).toEqual([...without(...recent), ...recent.toReversed()]);
});

interface PlanNode {
  'Relation Name'?: string;
  'Actual Loops': number;
  Plans?: PlanNode[];
}

/** How often the uses of a template are looked up while these are listed. */
async function looksAtUses(query: object): Promise<number> {
  const { database } = town.town;
  let asked: [string, unknown[]] = ['', []];
  const reader = { now: database.now, query: (...one: typeof asked) => ((asked = one), Promise.resolve([])) };
  await listTemplates(reader as unknown as Reader, town.supervisor, {
    today: '2026-11-25',
    query: TemplateQuery.parse({ limit: 4, ...query }),
  });
  const [explained] = await database.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    `explain (analyze, format json) ${asked[0]}`,
    asked[1],
  );
  const looks = ({ Plans = [], ...node }: PlanNode): number =>
    (node['Relation Name'] === 'template_use' ? node['Actual Loops'] : 0) +
    Plans.reduce((sum, plan) => sum + looks(plan), 0);
  return looks(explained!['QUERY PLAN'][0]!.Plan);
}

it('looks up the uses of those that a page shows; of all of them, where they are put in order by these', async () => {
  const known = (await list({})).items.length;
  // Of a page and the first one after it, how many and the last one.
  const ofPage = 2 * (4 + 1);
  expect(known).toBeGreaterThan(ofPage);
  expect(await looksAtUses({})).toBe(ofPage);
  expect(await looksAtUses({ q: 'la', language: 'fr', state: 'usable' })).toBeLessThanOrEqual(ofPage);
  expect(await looksAtUses({ sort: 'uses' })).toBe(known + ofPage);
});

it('says of the last use in the library alone, not to whoever chooses for a reply', async () => {
  const { caseId } = await town.answer({
    ...{ template: 'transfer', language: 'fr', team: 0, agent: 0, channel: 'email' },
    values: { authority: 'la préfecture', decided_on: '2026-11-24' },
    written: (text) => text,
  });
  const reader = { reader: town.town.database, who: town.supervisor, linkTo: town.town.linkTo };
  const [choice] = await listTemplateChoices(reader, caseId, TemplateQuery.parse({ limit: 9 }));
  expect(choice).toHaveProperty('uses');
  expect(choice).not.toHaveProperty('lastUsedAt');
});
