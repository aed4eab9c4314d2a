import { blockSource, CreateTemplate, TemplateContent, TemplateQuery } from '@guichet/contracts';
import { ReplyScenario } from '../../../../test/support/reply-scenario.js';
import { createTemplate, saveDraft } from '../authoring/edit-template.js';
import { listTemplates } from '../authoring/template.queries.js';
import { findVersion } from '../authoring/template-versions.queries.js';
import { approveVersion, submitVersion } from '../authoring/version-review-steps.js';
import { getUseReport } from './template-use-report.queries.js';

const HOURS = 'La mairie ouvre à 9 h 30, du lundi au vendredi.';

let town: ReplyScenario;
let hours: string;
let unused: string;

const approve = async (id: string, number: number): Promise<void> => {
  const which = { language: 'fr', number } as const;
  const { supervisor } = town;
  await town.as(supervisor, (tx) => submitVersion(tx, supervisor, { id, which }));
  await town.as(supervisor, (tx) => approveVersion(tx, supervisor, { approved: [], id, which }));
};

const block = async (title: string): Promise<string> => {
  const content = TemplateContent.parse({ blocks: [{ kind: 'facts', full: HOURS }] });
  const wanted = CreateTemplate.parse({ title, isBlock: true, content });
  const id = await town.as(town.supervisor, (tx) => createTemplate(tx, town.supervisor, wanted));
  await approve(id, 1);
  return id;
};

/** The text of a shipped template ends with a block from now on. */
const include = async (key: string, blockId: string): Promise<void> => {
  const id = town.template(key);
  const before = (await findVersion(town.town.database, { templateId: id, language: 'fr', number: undefined }))!;
  const blocks = [...before.content.blocks, { ...before.content.blocks[0]!, full: blockSource(blockId), short: null }];
  const content = { ...before.content, blocks };
  await town.as(town.supervisor, (tx) =>
    saveDraft(tx, town.supervisor, { id, language: 'fr', content, revision: null }),
  );
  await approve(id, before.number + 1);
};

const send = () =>
  town.answer({
    ...{ template: 'transfer', language: 'fr', team: 0, agent: 0, channel: 'email' },
    values: { authority: 'la préfecture', decided_on: '2026-11-24' },
    written: (text) => text,
  });

beforeAll(async () => {
  town = await ReplyScenario.open(new Date('2026-11-25T09:12:00Z'));
  hours = await block('Horaires');
  unused = await block('Adresse');
  await send();
  await include('transfer', hours);
  const { sent } = await send();
  expect(sent).toContain(HOURS);
  // Its next version is in use now, and what was sent with the one before it counts as well.
  const content = TemplateContent.parse({ blocks: [{ kind: 'facts', full: 'La mairie ouvre à 9 h.' }] });
  await town.as(town.supervisor, (tx) =>
    saveDraft(tx, town.supervisor, { id: hours, language: 'fr', content, revision: null }),
  );
  await approve(hours, 2);
  await send();
});
afterAll(() => town?.close());

const listed = async (query: object) => {
  const { items } = await listTemplates(town.town.database, town.supervisor, {
    today: '2026-11-25',
    query: TemplateQuery.parse({ limit: 200, ...query }),
  });
  return items;
};
const report = (templateId: string) => getUseReport(town.town.database, town.supervisor, { templateId, days: 90 });

describe('a shared block', () => {
  it('is used by each reply that was sent with its text, in any version of it, in the list and in its report', async () => {
    const items = await listed({});
    const of = (id: string) => items.find((one) => one.id === id)!;
    expect([of(hours).uses, of(unused).uses, of(town.template('transfer')).uses]).toEqual([2, 0, 3]);
    expect([of(hours).lastUsedAt, of(unused).lastUsedAt]).toEqual([town.town.database.now.toISOString(), null]);
    expect(await report(hours)).toMatchObject({
      ...{ uses: 2, byChannel: [{ channel: 'email', uses: 2 }], lastUsedAt: town.town.database.now.toISOString() },
    });
    expect(await report(unused)).toMatchObject({ uses: 0, lastUsedAt: null });
  });

  it('stands behind those that nobody uses where the list is in that order', async () => {
    const order = (await listed({ sort: 'unused' })).map(({ id }) => id);
    expect(order.indexOf(unused)).toBeLessThan(order.indexOf(hours));
    expect((await listed({ sort: 'uses', blocks: '1' })).map(({ id }) => id)).toEqual([hours, unused]);
  });
});
