import type { Principal } from '@guichet/access';
import { blockSource, CreateTemplate, TemplateContent, type Language, type TemplateBlock } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { TestTown } from '../../../../test/support/test-town.js';
import { seedTemplates } from '../seed/seed-templates.js';
import { createTemplate } from './edit-template.js';
import { listVersions } from './template-versions.queries.js';
import { approveVersion, submitVersion } from './version-review-steps.js';

let town: TestTown;
let sam: Principal;

beforeEach(async () => {
  town = await TestTown.build();
  sam = await town.agent('Sam', [], 'administrator');
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const create = (wanted: object, who = sam) =>
  as(who, (tx) => createTemplate(tx, who, CreateTemplate.parse({ title: 'Cantine', ...wanted })));
const blocksOf = async (id: string): Promise<TemplateBlock[]> =>
  (await listVersions(town.database, id))[0]!.content.blocks;
const begun = async (language: Language, who = sam) => blocksOf(await create({ language }, who));

async function approved(wanted: object): Promise<string> {
  const id = await create(wanted);
  const which = { language: 'fr', number: 1 } as const;
  await as(sam, (tx) => submitVersion(tx, sam, { id, which }));
  await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which }));
  return id;
}
const content = (...blocks: { kind: string; full: string }[]) => TemplateContent.parse({ blocks });

it('begins with the greeting and the signature that most texts of its language have', async () => {
  await seedTemplates(town.database);
  const [greeting, decision, signature] = await begun('fr');
  expect(greeting).toMatchObject({ kind: 'greeting', full: expect.stringMatching(/^Bonjour/), short: '' });
  expect(decision).toMatchObject({ kind: 'decision', full: '' });
  expect(signature).toMatchObject({ kind: 'signature', full: expect.stringMatching(/^\{\{ agent_name \}\}/) });
  expect((await begun('en'))[0]!.full).toMatch(/^Hello/);
});

it('begins with empty blocks where no text is in use', async () => {
  expect((await begun('fr')).map(({ kind, full }) => [kind, full])).toEqual([
    ['greeting', ''],
    ['decision', ''],
    ['signature', ''],
  ]);
});

it('begins with the shared block that the texts in use include, and with nothing that few of them say', async () => {
  const notice = await approved({
    isBlock: true,
    title: 'Mentions',
    content: content({ kind: 'legal', full: 'Vos données sont protégées.' }),
  });
  const legal = { kind: 'legal', full: blockSource(notice) };
  const text = (full: string) =>
    content({ kind: 'greeting', full: 'Madame, Monsieur,' }, { kind: 'facts', full }, legal);
  await approved({ content: text('La cantine ouvre à midi.') });
  await approved({ content: content({ kind: 'next', full: 'Revenez vers nous.' }, legal) });
  await approved({ content: text('La piscine est fermée.') });

  expect((await begun('fr')).map(({ kind, full }) => [kind, full])).toEqual([
    ['greeting', 'Madame, Monsieur,'],
    ['decision', ''],
    ['legal', blockSource(notice)],
    ['signature', ''],
  ]);
});

// Threats: A018.
it('takes nothing from texts of a team that the author does not know', async () => {
  const schools = await town.team('Écoles');
  const otto = await town.agent('Otto', [await town.team('Voirie')]);
  await approved({
    ...{ scope: 'team', teamId: schools },
    content: content({ kind: 'greeting', full: 'Chers parents,' }),
  });
  const id = await create({ scope: 'mine' }, otto);
  expect((await blocksOf(id))[0]!.full).toBe('');
});
