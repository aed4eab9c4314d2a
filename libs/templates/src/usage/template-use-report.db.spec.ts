import { createSector, updateTeam } from '@guichet/access';
import type { TemplateUseReport } from '@guichet/contracts';
import { ReplyScenario } from '../../../../test/support/reply-scenario.js';
import { CHANNELS } from '../../../../test/support/seeded-replies.js';
import { commonReplacement, draftFromEdits } from './draft-from-edits.js';
import { findVersion } from '../authoring/template-versions.queries.js';
import { getUseReport } from './template-use-report.queries.js';
import { deleteDraft } from '../authoring/edit-template.js';
import { getTemplate } from '../authoring/template.queries.js';
import { getConsistency, getConsistencyOverview } from './template-reply-consistency.queries.js';

/**
 * The changes of fifty agents to a text: 31 leave out the law, 10 end it with the same other words, 2 with words of
 * their own.
 */
const LAW = 2;
const END = 3;
const COMMON = 'Elle vous écrira elle-même. Gardez ce message.';
const ofTheir = (own: number) => `Elle vous répondra, nous ne savons pas quand. Dossier ${own}.`;

let town: ReplyScenario;
let templateId: string;
let report: TemplateUseReport;

beforeAll(async () => {
  town = await ReplyScenario.open(new Date('2026-11-25T09:12:00Z'));
  templateId = town.template('transfer');
  for (let n = 0; n < 50; n += 1) {
    const endsIn = (end: string) => (text: string) => text.replace(/Elle vous répondra directement\..*/, end);
    await town.answer({
      ...{
        template: 'transfer',
        language: 'fr',
        team: n % 4,
        agent: n % 12,
        channel: n < 45 ? 'email' : CHANNELS[n % 5]!,
      },
      values: { authority: 'la préfecture', decided_on: '2026-11-24' },
      written(text) {
        if (n < 31) return text.replace(/L’article L\. 114-2 .*\n\n/, '');
        if (n < 41) return endsIn(COMMON)(text);
        if (n < 43) return endsIn(ofTheir(n))(text);
        return text;
      },
    });
  }
  report = await getUseReport(town.town.database, town.supervisor, { templateId, days: 90 });
});
afterAll(() => town?.close());

const edits = () =>
  report.edits.map(({ block, uses, deleted, changed, instead }) => ({ block, uses, deleted, changed, instead }));
const draft = async (block: number, how: 'delete' | 'replace') => {
  const wanted = { language: 'fr', block, how } as const;
  const instead = await commonReplacement(town.town.database, town.supervisor, { id: templateId, ...wanted });
  return town.as(town.supervisor, (tx) => draftFromEdits(tx, town.supervisor, { id: templateId, ...wanted, instead }));
};
const discard = () =>
  town.as(town.supervisor, (tx) => deleteDraft(tx, town.supervisor, { id: templateId, language: 'fr' }));
const blocksNow = async () =>
  (await findVersion(town.town.database, { templateId, language: 'fr', number: undefined }))!.content.blocks;

describe('a template that 50 answers were made with', () => {
  it('has a report that says who leaves out what, and what most write instead', () => {
    expect(edits()).toEqual([
      { block: LAW, uses: 50, deleted: 0.62, changed: 0, instead: null },
      { block: END, uses: 50, deleted: 0, changed: 0.24, instead: { text: COMMON, share: 0.2 } },
    ]);
  });

  it('has one that says how often, where, and by whom it was used', () => {
    expect(report).toMatchObject({ uses: 50, share: 1, verbatim: 0.14 });
    expect(report.byChannel).toEqual([
      { channel: 'email', uses: 46 },
      ...['chat', 'sms', 'telegram', 'whatsapp'].map((channel) => ({ channel, uses: 1 })),
    ]);
    expect(report.byTeam.map(({ uses }) => uses)).toEqual([13, 13, 12, 12]);
    expect(report.byWeek.at(-1)).toEqual({ week: '2026-11-23', uses: 50 });
    expect(report.byWeek.slice(0, -1).every(({ uses }) => uses === 0)).toBe(true);
  });

  it('has a draft without the block that agents leave out', async () => {
    const blocks = await blocksNow();
    const made = await draft(LAW, 'delete');
    expect(made).toMatchObject({ number: 3, state: 'draft' });
    expect(made.content.blocks).toEqual(blocks.toSpliced(LAW, 1));
    await discard();
  });

  it('has a draft with the words that most put in the place of ours', async () => {
    const blocks = await blocksNow();
    const made = await draft(END, 'replace');
    expect(made.content.blocks).toEqual(blocks.with(END, { ...blocks[END]!, full: COMMON }));
    await expect(draft(LAW, 'delete')).rejects.toMatchObject({ more: { reason: 'draft-open' } });
    await discard();
  });

  it('has no draft with words that nobody shares', async () => {
    await expect(draft(LAW, 'replace')).rejects.toMatchObject({ code: 'not-found' });
  });

  // Threats: A018.
  it('tells whoever does not know a sector nothing of it: neither its teams nor their part in any figure', async () => {
    const { database } = town.town;
    const { supervisor, teams } = town;
    const { id: sectorId } = await town.as(supervisor, (tx) => createSector(tx, supervisor, { name: 'Sealed' }));
    await town.as(supervisor, (tx) => updateTeam(tx, supervisor, { id: teams[0]!, wanted: { sectorId } }));
    const reader = town.agents[1]!;
    const [use, consistency, overview, summary] = await Promise.all([
      getUseReport(database, reader, { templateId, days: 90 }),
      getConsistency(database, reader, { templateId, days: 90 }),
      getConsistencyOverview(database, reader, 90),
      getTemplate(database, reader, templateId),
    ]);
    // All answers were made with it: those of others neither lower its share nor raise it.
    expect([use.uses, use.share, consistency.replies, overview.items[0]!.replies, summary.uses]).toEqual([
      ...[37, 1, 37, 37, 37],
    ]);
    expect(use.edits.map(({ uses }) => uses)).toEqual([37, 37]);
    expect(JSON.stringify([use, consistency])).not.toContain(teams[0]);
    expect((await getTemplate(database, supervisor, templateId)).uses).toBe(50);
  });
});
