import type { Principal } from '@guichet/access';
import { openCase } from '@guichet/cases';
import {
  blockSource,
  CreateTemplate,
  PreviewTemplate,
  TemplateContent,
  TemplateQuery,
  type Language,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { TestTown } from '../../../../test/support/test-town.js';
import { createTemplate, saveDraft } from '../authoring/edit-template.js';
import { previewTemplate } from '../authoring/preview-template.js';
import { approveVersion, submitVersion, withdrawTemplate } from '../authoring/review-version.js';
import { listAutomaticTemplates } from '../rendering/automatic-templates.js';
import { previewLetter } from '../letters/render-letters.js';
import { prepareReply } from '../rendering/prepare-reply-from-template.js';
import { renderInCase } from '../rendering/render-in-case.js';
import { listTemplateChoices } from '../rendering/template-choices.queries.js';
import { listBlockUses, listSharedBlocks } from './shared-blocks.queries.js';

let town: TestTown;
let ana: Principal;
let sam: Principal;
let caseId: string;

beforeEach(async () => {
  town = await TestTown.build();
  const teamId = await town.team('Écoles');
  ana = await town.agent('Ana', [teamId]);
  sam = await town.agent('Sam', [teamId], 'administrator');
  caseId = await as(sam, (tx) => openCase(tx, sam, { subject: 'École', teamId, citizenName: 'Zoé' }));
});
afterEach(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const text = (full: string, short: string | null = null) =>
  TemplateContent.parse({ blocks: [{ kind: 'facts', full, short }] });
const create = (wanted: Partial<CreateTemplate>) =>
  as(ana, (tx) => createTemplate(tx, ana, CreateTemplate.parse({ title: 'Horaires', ...wanted })));
const approve = async (id: string, number = 1, language: Language = 'fr') => {
  const which = { language, number };
  await as(ana, (tx) => submitVersion(tx, ana, { id, which }));
  await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which }));
};
const draft = (id: string, content: TemplateContent, language: Language = 'fr') =>
  as(ana, (tx) => saveDraft(tx, ana, { id, language, content, revision: null }));
const block = async (
  content = text('La mairie ouvre à 9 h 30, du lundi au vendredi.', 'Mairie : 9 h 30, du lundi au vendredi.'),
) => {
  const id = await create({ isBlock: true, content });
  await approve(id);
  return id;
};
const including = (id: string) => text(`Bonjour.\n\n${blockSource(id)}`);
const reader = () => ({ reader: town.database, who: ana, linkTo: town.linkTo });
const rendered = async (id: string, channelKind: 'email' | 'sms' = 'email') =>
  (await renderInCase(reader(), id, { caseId, channelKind, values: {} })).text;
const findings = async (content: TemplateContent, templateId?: string) =>
  (
    await previewTemplate(town.database, ana, {
      approved: [],
      wanted: PreviewTemplate.parse({ content, language: 'fr', templateId }),
    })
  ).findings.filter(({ severity }) => severity === 'error');

describe('a shared block', () => {
  it('stands in the texts that include it, in full and short', async () => {
    const id = await create({ title: 'Accueil', content: including(await block()) });
    await approve(id);
    expect(await rendered(id)).toBe('Bonjour.\n\nLa mairie ouvre à 9 h 30, du lundi au vendredi.');
    expect(await rendered(id, 'sms')).toBe('Bonjour.\nMairie : 9 h 30, du lundi au vendredi.');
  });

  it('changes them once its new text is approved, and not before', async () => {
    const shared = await block();
    const id = await create({ title: 'Accueil', content: including(shared) });
    await approve(id);
    await draft(shared, text('La mairie ouvre à 10 h.'));
    expect(await rendered(id)).toContain('9 h 30');
    await approve(shared, 2);
    expect(await rendered(id)).toContain('10 h');
  });

  it('is named by its version in what is kept of a reply', async () => {
    const shared = await block();
    const id = await create({ title: 'Accueil', content: including(shared) });
    await approve(id);
    const prepared = await prepareReply(
      reader(),
      { caseId, kind: 'email' },
      { templateId: id, text: '', attachmentIds: [] },
    );
    const { provenance, page } = prepared.trace(prepared.text, false);
    expect(provenance).toMatchObject({
      verbatim: true,
      blocks: [{ templateId: shared, title: 'Horaires', number: 1 }],
    });
    expect(provenance.facts.map(({ verdict }) => verdict)).toEqual(['same']);
    expect(page.html).toContain('9 h 30');
  });

  it('is read by the preview and by the check of what both wordings say', async () => {
    const shared = await block();
    const { renderings } = await previewTemplate(town.database, ana, {
      approved: [],
      wanted: PreviewTemplate.parse({ content: including(shared), language: 'fr' }),
    });
    expect(renderings.find(({ name }) => name === 'email')?.text).toContain('9 h 30');
    const letter = await previewLetter(
      town.database,
      ana,
      PreviewTemplate.parse({ content: including(shared), language: 'fr' }),
    );
    expect(JSON.stringify(letter)).toContain('9 h 30');
    const contrary = text(`Venez. ${blockSource(shared)}`, 'Venez à 11 h.');
    expect((await findings(contrary)).map(({ code }) => code)).toContain('facts-differ');
  });

  it('says on its page where it is used', async () => {
    const shared = await block();
    const id = await create({ title: 'Accueil', content: including(shared) });
    await create({ title: 'À moi', scope: 'mine', content: including(shared) });
    const uses = await listBlockUses(town.database, sam, shared);
    expect(uses).toMatchObject({
      items: [{ templateId: id, title: 'Accueil', language: 'fr', number: 1, state: 'draft' }],
      hidden: 1,
    });
    expect((await listBlockUses(town.database, ana, shared)).items.map(({ title }) => title)).toEqual([
      'À moi',
      'Accueil',
    ]);
  });

  it('is no reply by itself, and offered to be included once it is approved', async () => {
    const shared = await create({ isBlock: true, content: text('La mairie ouvre à 9 h.') });
    expect(await listSharedBlocks(town.database, ana, 'fr')).toEqual([]);
    await approve(shared);
    expect(await listSharedBlocks(town.database, ana, 'fr')).toMatchObject([
      { id: shared, full: 'La mairie ouvre à 9 h.' },
    ]);
    expect(await listTemplateChoices(reader(), caseId, TemplateQuery.parse({ limit: 9 }))).toEqual([]);
    expect((await listAutomaticTemplates(town.database, sam, 'fr')).items).toEqual([]);
    await expect(
      prepareReply(reader(), { caseId, kind: 'email' }, { templateId: shared, text: '', attachmentIds: [] }),
    ).rejects.toMatchObject({ more: { reason: 'template-not-usable' } });
  });

  it('is everybody’s', async () => {
    await expect(create({ isBlock: true, scope: 'mine' })).rejects.toMatchObject({
      more: { errors: [{ path: 'scope', reason: 'block-of-everybody' }] },
    });
  });
});

describe('what cannot be included', () => {
  const refused = (id: string) =>
    expect(approve(id)).rejects.toMatchObject({ more: { reason: 'template-not-approvable' } });

  it('is a block in a block, so that none leads back to itself', async () => {
    const shared = await block();
    const id = await create({ isBlock: true, title: 'Recours', content: including(shared) });
    expect(await findings(including(shared), id)).toMatchObject([{ code: 'block-in-block', where: { block: 0 } }]);
    await refused(id);
    await draft(shared, including(shared));
    await expect(approve(shared, 2)).rejects.toMatchObject({ more: { reason: 'template-not-approvable' } });
  });

  it('is one that there is not, that is not approved yet or not in this language', async () => {
    const unknown = '0192f0c1-7a3e-7c10-8f00-9238906e5e24';
    const waiting = await create({ isBlock: true, content: text('Bientôt.') });
    for (const [id, name] of [
      [unknown, null],
      [waiting, 'Horaires'],
      ['x', null],
    ] as const) {
      expect(await findings(including(id))).toMatchObject([{ code: 'block-missing', data: { name } }]);
      await refused(await create({ title: 'Accueil', content: including(id) }));
    }
  });

  it('is one in a subject', async () => {
    const shared = await block();
    const content = { ...text('Bonjour.'), subject: blockSource(shared) };
    expect(await findings(content)).toMatchObject([{ code: 'block-misplaced', where: { wording: 'subject' } }]);
  });

  it('is one that was withdrawn, which is refused while a text in use includes it', async () => {
    const shared = await block();
    const id = await create({ title: 'Accueil', content: including(shared) });
    await approve(id);
    const withdraw = (one: string) => as(sam, (tx) => withdrawTemplate(tx, sam, { id: one, remark: 'Ancien.' }));
    await expect(withdraw(shared)).rejects.toMatchObject({ more: { reason: 'block-in-use', data: { count: 1 } } });
    await draft(id, text('Bonjour.'));
    await approve(id, 2);
    await withdraw(shared);
    expect(await findings(including(shared))).toMatchObject([{ code: 'block-missing' }]);
  });

  it('makes a reply that was approved with it unusable where the block lacks its language', async () => {
    const shared = await block();
    await draft(shared, text('The town hall opens at 9.30 from Monday to Friday.'), 'en');
    await approve(shared, 1, 'en');
    const id = await create({ title: 'Accueil', content: including(shared) });
    await approve(id);
    await draft(id, text(`Hello.\n\n${blockSource(shared)}`), 'en');
    await approve(id, 1, 'en');
    // The town now says something else in French, which the translation does not.
    await draft(shared, text('La mairie ouvre à 8 h.'));
    await approve(shared, 2);
    await expect(
      renderInCase(reader(), id, { caseId, channelKind: 'email', language: 'en', values: {} }),
    ).rejects.toMatchObject({ more: { reason: 'block-unavailable', data: { name: 'Horaires' } } });
    expect(await rendered(id)).toContain('8 h');
  });
});
