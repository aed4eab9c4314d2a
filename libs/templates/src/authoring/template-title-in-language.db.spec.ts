import { TemplateQuery, templateTitle } from '@guichet/contracts';
import type { Principal } from '@guichet/access';
import { TestTown } from '../../../../test/support/test-town.js';
import { seedTemplates } from '../seed/seed-templates.js';
import { updateTemplate } from './edit-template.js';
import { listTemplates } from './template.queries.js';

let town: TestTown;
let sam: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  sam = await town.agent('Sam', [], 'administrator');
  await seedTemplates(town.database);
});
afterAll(() => town.close());

const list = async (query: object) =>
  (
    await listTemplates(town.database, sam, {
      today: '2026-11-25',
      query: TemplateQuery.parse({ limit: 200, ...query }),
    })
  ).items;
const found = async (q: string) => (await list({ q })).map(({ key }) => key);

it('finds a shipped template by its English name, purpose and tags, and by the French ones', async () => {
  expect(await found('missing documents')).toContain('missing-documents');
  expect(await found('whoever poses as us')).toEqual(['fraud-warning']);
  expect(await found('mediation')).toContain('complaint-reply');
  expect(await found('Pièces manquantes')).toContain('missing-documents');
});

it('lists them by the names of the language that is shown, page by page', async () => {
  const names = async (namesIn: 'fr' | 'en') => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = TemplateQuery.parse({ limit: 9, cursor, namesIn });
      const page = await listTemplates(town.database, sam, { today: '2026-11-25', query });
      seen.push(...page.items.map((item) => templateTitle(item, namesIn)));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return seen;
  };
  for (const namesIn of ['fr', 'en'] as const) {
    const seen = await names(namesIn);
    expect(seen).toHaveLength(28);
    expect(seen).toEqual(seen.toSorted(new Intl.Collator('fr').compare));
  }
});

it('finds one that was renamed by its own name alone', async () => {
  const [fraud] = await list({ q: 'fraude' });
  await town.database.write({ kind: 'agent', id: sam.id, name: sam.name }, (tx) =>
    updateTemplate(tx, sam, { id: fraud!.id, wanted: { title: 'Arnaques' } }),
  );
  expect(await found('Beware of fraud')).toEqual([]);
  expect(await found('arnaques')).toEqual(['fraud-warning']);
});
