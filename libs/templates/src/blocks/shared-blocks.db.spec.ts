import { organisationOf, saveOrganisation, type Principal } from '@guichet/access';
import { openCase } from '@guichet/cases';
import {
  blockSource,
  CreateTemplate,
  PreviewTemplate,
  TemplateContent,
  TemplateQuery,
  type Language,
  type RenderedTemplate,
  type RenderTemplate,
  type TemplateFinding,
  type UpdateTemplate,
} from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { listNotifications } from '@guichet/notifications';
import { TestTown } from '../../../../test/support/test-town.js';
import { createTemplate, saveDraft, updateTemplate } from '../authoring/edit-template.js';
import { previewTemplate } from '../authoring/preview-template.js';
import { getTemplate } from '../authoring/template.queries.js';
import { approveVersion, submitVersion, withdrawTemplate } from '../authoring/version-review-steps.js';
import { listVersions } from '../authoring/template-versions.queries.js';
import { listAutomaticTemplates } from '../rendering/automatic-templates.js';
import { previewLetter } from '../letters/letters-from-templates-and-messages.js';
import { prepareReply, type MessageFromTemplate } from '../rendering/prepare-reply-from-template.js';
import { renderAutomatically } from '../rendering/render-automatically.js';
import { renderInCase } from '../rendering/render-in-case.js';
import { listTemplateChoices } from '../rendering/template-choices.queries.js';
import { expandBlocks } from './expand-blocks.js';
import { listBlockUses, listSharedBlocks } from './shared-blocks.queries.js';

let town: TestTown;
let ana: Principal;
let sam: Principal;
let caseId: string;
let teamId: string;

beforeEach(async () => {
  town = await TestTown.build();
  teamId = await town.team('Écoles');
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
const submit = (id: string, number: number) =>
  as(ana, (tx) => submitVersion(tx, ana, { id, which: { language: 'fr', number } }));
const approveWith = (id: string, number: number, sameMeaning: string[] = []) =>
  as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which: { language: 'fr', number, sameMeaning } }));
/** A template is a team's of which Sam, who approves, knows no longer. */
const hideFromSam = async (id: string) => {
  const elsewhere = await town.team('Police');
  await as(sam, (tx) => tx.query(`update template set team_id = $2 where id = $1`, [id, elsewhere]));
  const leo = await town.agent('Léo', [teamId], 'supervisor');
  sam = { ...leo, grants: leo.grants.map((grant) => ({ ...grant, reach: 'teams', teamIds: [teamId] })) };
};
/** The findings for which a version waits for answers. */
const askedFor = async (id: string, number: number) => {
  const error = (await approveWith(id, number).catch((thrown: unknown) => thrown)) as {
    more: { reason: string; data: { findings: TemplateFinding[] } };
  };
  expect(error.more.reason).toBe('meaning-unconfirmed');
  return error.more.data.findings;
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
const automatically = (templateId: string) =>
  renderAutomatically(reader(), { templateId, caseId, kind: 'email', receivedAt: town.database.now, name: 'Zoé' });
const citizenReads = (language: Language) =>
  as(sam, (tx) => tx.query(`update cases set language = $2 where id = $1`, [caseId, language]));
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

  it('asks nothing about a language in which a new text of it is approved with that of the source', async () => {
    const shared = await block();
    await draft(shared, text('The town hall opens at 9.30, Monday to Friday.'), 'en');
    await approve(shared, 1, 'en');
    const id = await create({ content: including(shared) });
    await approve(id);
    await draft(id, text(`Hello.\n\n${blockSource(shared)}`), 'en');
    await approve(id, 1, 'en');
    await draft(shared, text('La mairie ouvre à 10 h, du lundi au vendredi.'));
    await draft(shared, text('The town hall opens at 10 am, Monday to Friday.'), 'en');
    for (const language of ['fr', 'en'] as const)
      await as(ana, (tx) => submitVersion(tx, ana, { id: shared, which: { language, number: 2 } }));

    const which = { language: 'en', number: 2, other: { language: 'fr', number: 2 } } as const;
    await as(sam, (tx) => approveVersion(tx, sam, { approved: [], id: shared, which }));

    expect(await rendered(id)).toContain('10 h');
    await citizenReads('en');
    expect(await rendered(id)).toContain('10 am');
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
    expect(await findings(including(shared))).toMatchObject([{ code: 'block-missing', data: { withdrawn: true } }]);
  });

  it('is one that was withdrawn, which no text prevents that lacks a block already', async () => {
    const [shared, other] = [await block(), await block(text('Fermé le lundi.'))];
    await approve(await create({ title: 'Accueil', content: text(`${blockSource(shared)} ${blockSource(other)}`) }));
    await town.database.execute(`update template set valid_until = '2020-12-31' where id = $1`, [other]);
    expect((await listBlockUses(town.database, sam, shared)).items).toMatchObject([{ keepsBlock: false }]);
    await as(sam, (tx) => withdrawTemplate(tx, sam, { id: shared, remark: 'Ancien.' }));
    expect(await findings(including(other))).toMatchObject([{ code: 'block-missing', data: { withdrawn: false } }]);
  });

  it('is one that was withdrawn, which nobody prevents by a text of their own', async () => {
    const shared = await block();
    await submit(await create({ title: 'À moi', scope: 'mine', content: including(shared) }), 1);
    expect(await listBlockUses(town.database, sam, shared)).toMatchObject({ hidden: 1, hiddenKeeping: 0 });
    await as(sam, (tx) => withdrawTemplate(tx, sam, { id: shared, remark: 'Ancien.' }));
    expect(await findings(including(shared))).toMatchObject([{ code: 'block-missing' }]);
  });

  it('is one that was withdrawn although texts include it that one does not know, once one says so', async () => {
    const shared = await block();
    const id = await create({ title: 'Accueil', content: including(shared) });
    await approve(id);
    await hideFromSam(id);
    const withdraw = (more: { evenElsewhere?: boolean } = {}) =>
      as(sam, (tx) => withdrawTemplate(tx, sam, { id: shared, remark: 'Ancien.', ...more }));
    expect(await listBlockUses(town.database, sam, shared)).toMatchObject({ items: [], hiddenKeeping: 1 });
    await expect(withdraw()).rejects.toMatchObject({ more: { reason: 'block-in-use-elsewhere', data: { count: 1 } } });
    await withdraw({ evenElsewhere: true });
  });

  it('is one whose last day has passed, which is not set while a text in use includes it', async () => {
    const shared = await block();
    const setDays = (wanted: UpdateTemplate) => as(sam, (tx) => updateTemplate(tx, sam, { id: shared, wanted }));
    await setDays({ validUntil: '2099-12-31' });
    await approve(await create({ title: 'Accueil', content: including(shared) }));
    await expect(setDays({ validUntil: '2027-01-31' })).rejects.toMatchObject({ more: { reason: 'block-in-use' } });
    await setDays({ validUntil: null });
  });

  it('is lacking from the day of the organisation after its last one, whatever day it is elsewhere', async () => {
    const shared = await block();
    const id = await create({ title: 'Accueil', content: including(shared) });
    await approve(id);
    await town.database.execute(`update template set valid_until = '2026-12-31' where id = $1`, [shared]);
    const lacking = async () => {
      const query: Reader['query'] = (...asked) => town.database.query(...asked);
      const [variant] = (await getTemplate({ now: new Date('2026-12-31T12:00:00Z'), query }, sam, id)).variants;
      return variant!.lacksBlock?.title;
    };
    expect(await lacking()).toBeUndefined();
    const organisation = await organisationOf(town.database);
    await as(sam, (tx) => saveOrganisation(tx, sam, { ...organisation, timeZone: 'Pacific/Kiritimati' }));
    expect(await lacking()).toBe('Horaires');
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
    await submit(shared, 2);
    const asked = await askedFor(shared, 2);
    expect(asked).toMatchObject([
      { code: 'block-missing', data: { template: { id, language: 'en' }, language: 'en' } },
    ]);
    await approveWith(shared, 2, [asked[0]!.key!]);
    await expect(
      renderInCase(reader(), id, { caseId, channelKind: 'email', language: 'en', values: {} }),
    ).rejects.toMatchObject({ more: { reason: 'block-unavailable', data: { name: 'Horaires' } } });
    expect(await rendered(id)).toContain('8 h');
    // The library says so of the language alone that lacks it, and why, until the block has a text there again.
    const lacking = async () =>
      (await getTemplate(town.database, sam, id)).variants.map(({ language, lacksBlock }) => [language, lacksBlock]);
    expect(await lacking()).toEqual([['fr', null], ['en', { key: null, title: 'Horaires' }]]); // prettier-ignore
    // So does the page of the block, and that this text alone does not keep it.
    expect((await listBlockUses(town.database, sam, shared)).items).toMatchObject([
      { language: 'fr', lacksBlock: null, keepsBlock: true },
      { language: 'en', lacksBlock: { key: null, title: 'Horaires' }, keepsBlock: false },
    ]);
    // A citizen who reads English is answered in French, as there is no whole text in English.
    await citizenReads('en');
    expect(await rendered(id)).toContain('8 h');
    expect(await listTemplateChoices(reader(), caseId, TemplateQuery.parse({ limit: 9 }))).toMatchObject([
      { id, language: 'fr', excerpt: expect.stringContaining('8 h') },
    ]);
    expect(await automatically(id)).toMatchObject({ text: expect.stringContaining('8 h') });
  });

  it('makes nothing else unusable where a text cannot be read any more', async () => {
    const shared = await block();
    const [id, other] = [
      await create({ title: 'Accueil', content: text(`Bonjour. ${blockSource(shared)}`.padStart(80, 'a')) }),
      await create({ title: 'Merci', content: text('Merci.') }),
    ];
    for (const one of [id, other]) await approve(one);
    // As by an import, which asks nothing.
    await draft(shared, text('Bonjour. '.repeat(888)));
    await as(sam, async (tx) => {
      await tx.query(`update template_version set state = 'replaced' where template_id = $1 and number = 1`, [shared]);
      await tx.query(`update template_version set state = 'approved' where template_id = $1 and number = 2`, [shared]);
    });
    const choices = await listTemplateChoices(reader(), caseId, TemplateQuery.parse({ limit: 9 }));
    expect(new Map(choices.map((choice) => [choice.id, choice.excerpt]))).toEqual(
      new Map([
        [id, ''],
        [other, 'Merci.'],
      ]),
    );
    const { items } = await listAutomaticTemplates(town.database, sam, 'fr');
    expect(items).toMatchObject([
      { id, missing: ['Texte lisible'] },
      { id: other, missing: [] },
    ]);
    expect(await automatically(id)).toBe('incomplete');
  });
});

describe('a reply that is written while a block changes', () => {
  const OLD = 'La mairie ouvre à 9 h 30, du lundi au vendredi.';
  const NEW = 'La mairie ouvre à 10 h, du lundi au samedi.';
  let shared: string;
  let id: string;

  beforeEach(async () => {
    shared = await block(text(OLD));
    id = await create({
      title: 'Accueil',
      content: text(`Bonjour {{ citizen_name }}.\n\n${blockSource(shared)}\n\nÀ bientôt.`),
    });
    await approve(id);
  });

  const render = (wanted: Partial<RenderTemplate> = {}) =>
    renderInCase(reader(), id, { caseId, channelKind: 'email', number: 1, language: 'fr', values: {}, ...wanted });
  const versions = (made: RenderedTemplate) => made.blocks.map(({ versionId }) => versionId);
  const send = (wanted: Partial<MessageFromTemplate>) =>
    prepareReply(
      reader(),
      { caseId, kind: 'email' },
      { templateId: id, templateNumber: 1, language: 'fr', text: '', attachmentIds: [], ...wanted },
    );
  const change = async (full: string) => {
    await draft(shared, text(full));
    await approve(shared, 2);
  };
  const edited = (words: string) => ({ channelKind: 'email' as const, values: {}, text: words });
  const previousOf = (made: RenderedTemplate) => ({ language: 'fr' as const, number: 1, blocks: versions(made) });

  it('is shown as it was begun, and that there is a newer text', async () => {
    const begun = await render();
    expect(begun).toMatchObject({ state: 'approved', blocks: [{ templateId: shared, title: 'Horaires', number: 1 }] });
    await change(NEW);
    const again = await render({ blocks: versions(begun) });
    expect(again).toMatchObject({ state: 'replaced', text: begun.text, blocks: [{ number: 1, state: 'replaced' }] });
    const newest = await render();
    expect(newest).toMatchObject({ state: 'approved', blocks: [{ number: 2 }] });
    expect(newest.text).toContain(NEW);
  });

  it('takes the new words of the block with its next preparation, and keeps those of the agent', async () => {
    const begun = await render();
    await change(NEW);
    const own = begun.text.replace('Bonjour', 'Chère').replace('À bientôt.', 'À lundi, comme convenu.');
    const taken = await render({ edited: edited(own), previous: previousOf(begun) });
    expect(taken.text).toBe(own.replace(OLD, NEW));
    // What the agent has made of the block is theirs.
    const changed = begun.text.replace(OLD, 'Nous ouvrons à 9 h 30 sauf le mardi.');
    const kept = await render({ edited: edited(changed), previous: previousOf(begun) });
    expect(kept.text).toBe(changed);
  });

  it('is compared with the words of the block that it was begun with, for a week', async () => {
    const begun = await render();
    await change(NEW);
    const wanted = { text: begun.text, templateBlocks: versions(begun) };
    const prepared = await send(wanted);
    expect(prepared.trace(begun.text, false).provenance).toMatchObject({
      verbatim: true,
      edits: expect.not.arrayContaining([expect.objectContaining({ fate: 'changed' })]),
      blocks: [{ templateId: shared, number: 1 }],
    });
    expect((await send({ templateBlocks: versions(begun) })).text).toContain(OLD);
    town.database.clock = () => new Date(Date.now() + 8 * 86_400_000);
    await expect(send(wanted)).rejects.toMatchObject({ more: { reason: 'template-replaced' } });
  });

  it('is not sent with words of the block that were replaced long ago, be a newer text of it a day old', async () => {
    const begun = await render();
    await change(NEW);
    town.database.clock = () => new Date(Date.now() + 8 * 86_400_000);
    const second = await render();
    await draft(shared, text('La mairie ouvre à 11 h, du lundi au samedi.'));
    await approve(shared, 3);
    await expect(send({ text: begun.text, templateBlocks: versions(begun) })).rejects.toMatchObject({
      more: { reason: 'template-replaced' },
    });
    expect((await send({ templateBlocks: versions(second) })).text).toContain(NEW);
  });

  it('that was kept without the versions of its blocks has those in use', async () => {
    const begun = await render();
    await change(NEW);
    const previous = { language: 'fr' as const, number: 1 };
    expect((await render({ edited: edited(begun.text), previous })).text).toBe(begun.text);
    expect((await send({ text: begun.text })).trace(begun.text, false).provenance).toMatchObject({
      verbatim: false,
      blocks: [{ number: 2 }],
    });
  });

  it('takes no words of a version that was not approved, nor of another block', async () => {
    const other = await block(text('Fermé le 24 décembre.'));
    await draft(shared, text(NEW));
    const ids = [...(await listVersions(town.database, shared)), ...(await listVersions(town.database, other))];
    const made = await render({ blocks: ids.map((one) => one.id) });
    expect(made).toMatchObject({ state: 'approved', blocks: [{ templateId: shared, number: 1 }] });
    const open = ids.filter(({ state }) => state === 'draft').map((one) => one.id);
    expect((await render({ blocks: open })).text).toContain(OLD);
  });

  it('stays readable once the block is withdrawn, and is not sent', async () => {
    const begun = await render();
    await draft(id, text('Bonjour.'));
    await approve(id, 2);
    await as(sam, (tx) => withdrawTemplate(tx, sam, { id: shared, remark: 'Faux.' }));
    const again = await render({ blocks: versions(begun) });
    expect(again).toMatchObject({ state: 'withdrawn', text: begun.text, blocks: [{ state: 'withdrawn' }] });
    // A value that is typed fails on nothing.
    const next = await render({ edited: edited(begun.text), previous: previousOf(begun) });
    expect(next).toMatchObject({ state: 'withdrawn', text: begun.text });
    const wanted = { text: begun.text, templateBlocks: versions(begun) };
    await expect(send(wanted)).rejects.toMatchObject({ more: { reason: 'template-withdrawn' } });
  });

  it('stays readable once the block is out of use in its language, and is not sent', async () => {
    const begun = await render();
    await as(sam, (tx) => tx.query(`update template_version set state = 'replaced' where template_id = $1`, [shared]));
    const again = await render({ blocks: versions(begun) });
    expect(again).toMatchObject({ state: 'replaced', text: begun.text });
    const wanted = { text: begun.text, templateBlocks: versions(begun) };
    await expect(send(wanted)).rejects.toMatchObject({
      more: { reason: 'block-unavailable', data: { name: 'Horaires' } },
    });
  });
});

describe('a text and its block that change at the same time', () => {
  it('are decided one after the other: a text is not approved with a block that was just withdrawn', async () => {
    const shared = await block();
    const id = await create({ title: 'Accueil', content: including(shared) });
    await submit(id, 1);
    const withdraw = (tx: Tx) => withdrawTemplate(tx, sam, { id: shared, remark: 'Ancien.' });
    const approved = town.commitWhenBlocked(sam, withdraw, () => approveWith(id, 1));
    await expect(approved).rejects.toMatchObject({ more: { data: { findings: [{ code: 'block-missing' }] } } });
  });

  it('are decided one after the other: a block is not withdrawn from a text that was just approved', async () => {
    const shared = await block();
    const id = await create({ title: 'Accueil', content: including(shared) });
    await submit(id, 1);
    const approving = (tx: Tx) => approveVersion(tx, sam, { approved: [], id, which: { language: 'fr', number: 1 } });
    const withdraw = () => as(sam, (tx) => withdrawTemplate(tx, sam, { id: shared, remark: 'Ancien.' }));
    await expect(town.commitWhenBlocked(sam, approving, withdraw)).rejects.toMatchObject({
      more: { reason: 'block-in-use' },
    });
  });
});

describe('a part of a block', () => {
  const parts = (...blocks: Partial<TemplateContent['blocks'][number]>[]) =>
    TemplateContent.parse({ blocks: blocks.map((one) => ({ kind: 'facts', ...one })) });
  const contents = (content: TemplateContent) => new Map([['0192f0c1-7a3e-7c10-8f00-9238906e5e24', content]]);
  const expanded = (content: TemplateContent) =>
    expandBlocks(including('0192f0c1-7a3e-7c10-8f00-9238906e5e24'), contents(content)).blocks[0];

  it('must be said by each reply of a text that includes it, where it must by itself', () => {
    expect(expanded(parts({ full: 'Recours.', mandatory: true }))).toMatchObject({ mandatory: true });
    expect(expanded(parts({ full: 'Horaires.' }))).toMatchObject({ mandatory: false });
  });

  it('that must be said and is only said in full leaves no short wording', () => {
    const content = parts({ full: 'Deux mois pour contester.', short: '', mandatory: true }, { full: 'Merci.' });
    expect(expanded(content)).toMatchObject({ short: '', mandatory: true });
  });

  it('may leave nothing out, and brings no file and no document', async () => {
    const id = await create({ isBlock: true });
    const content = parts({ full: 'Le {{ day }}.', short: 'Bientôt.', mayLeaveOut: ['day'] });
    expect(await findings({ ...content, needsDocument: true }, id)).toMatchObject([
      { code: 'block-unfit', where: null, data: { what: 'document' } },
      { code: 'block-unfit', where: { block: 0, wording: 'short' }, data: { what: 'left-out' } },
    ]);
    const attachments = [{ id, name: 'plan.pdf', type: 'application/pdf', size: 9 }];
    expect(await findings({ ...parts({ full: 'Merci.' }), attachments }, id)).toMatchObject([
      { code: 'block-unfit', data: { what: 'attachments' } },
    ]);
  });
});

describe('a translation', () => {
  it('is not approved unread where a block of its source is missing', async () => {
    const shared = await block();
    const id = await create({ title: 'Accueil', content: including(shared) });
    await approve(id);
    await draft(id, text('Hello. Come on 3 May 2027.'), 'en');
    await as(sam, (tx) => tx.query(`update template set valid_until = '2020-01-01' where id = $1`, [shared]));
    const which = { language: 'en' as const, number: 1 };
    await as(ana, (tx) => submitVersion(tx, ana, { id, which }));
    await expect(as(sam, (tx) => approveVersion(tx, sam, { approved: [], id, which }))).rejects.toMatchObject({
      more: { data: { findings: [{ code: 'block-missing', data: { name: 'Horaires', language: 'fr' } }] } },
    });
  });
});

describe('a block that changes', () => {
  const opening = 'La mairie ouvre à 9 h 30.';
  const approveNew = async (shared: string, number: number) => {
    await submit(shared, number);
    return approveWith(shared, number);
  };
  const toldTo = async (one: Principal) =>
    (await listNotifications(town.database, one, { limit: 50 })).items.map(({ about }) => about);

  it('is refused where a text in use would say two things, which is named, and which nothing changes', async () => {
    const shared = await block(text(opening));
    const id = await create({ title: 'Accueil', content: text(`Venez. ${blockSource(shared)}`, 'Venez à 9 h 30.') });
    await approve(id);
    await draft(shared, text('La mairie ouvre à 10 h.'));
    await expect(approveNew(shared, 2)).rejects.toMatchObject({
      more: {
        reason: 'template-not-approvable',
        data: { findings: [{ code: 'facts-differ', where: null, data: { template: { id, title: 'Accueil' } } }] },
      },
    });
    expect(await rendered(id)).toContain('9 h 30');
  });

  it('is refused where a text that includes it would be too long to be read', async () => {
    const shared = await block(text(opening));
    const id = await create({ title: 'Accueil', content: text(`${'Bonjour. '.repeat(800)}${blockSource(shared)}`) });
    await approve(id);
    await draft(shared, text('La mairie ouvre à 10 h. '.repeat(60)));
    await expect(approveNew(shared, 2)).rejects.toMatchObject({
      more: { data: { findings: [{ code: 'too-large', data: { template: { id } } }] } },
    });
  });

  it('asks what its words mean in a text that includes it, once', async () => {
    const shared = await block(text('Votre demande est acceptée.'));
    const id = await create({
      title: 'Accueil',
      content: text(`Bonjour. ${blockSource(shared)}`, 'Bonjour. Votre demande est acceptée.'),
    });
    await approve(id);
    await draft(shared, text('Votre demande est refusée.'));
    await submit(shared, 2);
    const [warning, ...more] = await askedFor(shared, 2);
    expect([warning, more]).toMatchObject([{ code: 'words-differ', data: { template: { id } } }, []]);
    expect(warning?.key?.startsWith(id)).toBe(true);
    await approveWith(shared, 2, [warning!.key!]);
    const [kept] = await listVersions(town.database, id);
    expect(kept?.confirmed).toHaveLength(1);
    await draft(shared, text('Votre demande est refusée. Merci.'));
    await submit(shared, 3);
    await approveWith(shared, 3);
  });

  it('is not kept from being mended by what was wrong with a text before, nor by what somebody wrote for themselves', async () => {
    const shared = await block(text(opening));
    const mine = await create({
      title: 'À moi',
      scope: 'mine',
      content: text(`Venez. ${blockSource(shared)}`, 'Venez à 9 h 30.'),
    });
    await submit(mine, 1);
    await draft(shared, text('La mairie ouvre à 10 h.'));
    await approve(shared, 2);
  });

  it('asks about texts that whoever approves it may not read, without their words', async () => {
    const shared = await block(text(opening));
    const id = await create({ title: 'Accueil', content: text(`Venez. ${blockSource(shared)}`, 'Venez à 9 h 30.') });
    await approve(id);
    await hideFromSam(id);
    await draft(shared, text('La mairie ouvre à 10 h.'));
    await submit(shared, 2);
    const asked = await askedFor(shared, 2);
    expect(asked).toMatchObject([{ code: 'changes-elsewhere', data: { count: 1 } }]);
    await approveWith(shared, 2, [asked[0]!.key!]);
  });

  it('is told to those who approve the texts that include it, and to those who have it in their own', async () => {
    const eve = await town.agent('Eve', [], 'administrator');
    const shared = await block(text(opening));
    await approve(await create({ title: 'Accueil', content: including(shared) }));
    const mine = await create({ title: 'À moi', scope: 'mine', content: including(shared) });
    await submit(mine, 1);
    await draft(shared, text('La mairie ouvre à 10 h.'));
    await approve(shared, 2);
    for (const one of [eve, ana])
      expect(await toldTo(one)).toContainEqual(
        expect.objectContaining({ type: 'block-changed', templateId: shared, count: 2, by: 'Sam' }),
      );
    expect((await toldTo(sam)).map(({ type }) => type)).not.toContain('block-changed');
  });

  it('names the texts that include it, to each those of which they know', async () => {
    const eve = await town.agent('Eve', [], 'administrator');
    const shared = await block(text(opening));
    await approve(await create({ title: 'Accueil', content: including(shared) }));
    const mine = await create({ title: 'À moi', scope: 'mine', content: including(shared) });
    await submit(mine, 1);
    await draft(shared, text('La mairie ouvre à 10 h.'));
    await approve(shared, 2);
    const titlesFor = async (one: Principal) => {
      const about = (await toldTo(one)).find(({ type }) => type === 'block-changed');
      return (about as { texts?: { title: string }[] }).texts?.map(({ title }) => title);
    };
    expect(await titlesFor(ana)).toEqual(['À moi', 'Accueil']);
    expect(await titlesFor(eve)).toEqual(['Accueil']);
    // The ids of what others have written for themselves are of nobody's concern.
    expect((await toldTo(eve)).filter((about) => 'textIds' in about)).toEqual([]);
  });

  it('names to each what they are notified for, be others before it, and asks once who is in each place', async () => {
    const shared = await block(text(opening));
    for (let n = 1; n <= 21; n += 1) await approve(await create({ title: `Texte ${n}`, content: including(shared) }));
    await submit(await create({ title: 'À moi', scope: 'mine', content: including(shared) }), 1);
    await draft(shared, text('La mairie ouvre à 10 h.'));
    await submit(shared, 2);
    const asked: string[] = [];
    await as(sam, (tx) => {
      const { query } = tx;
      jest
        .spyOn(tx, 'query')
        .mockImplementation((sql, values) => (asked.push(sql), query.call(tx, sql, values)) as never);
      return approveVersion(tx, sam, { approved: [], id: shared, which: { language: 'fr', number: 2 } });
    });
    expect(asked.filter((sql) => /^select a\.id from agent.*'template\.approve'/s.test(sql))).toHaveLength(1);
    const about = (await toldTo(ana)).find(({ type }) => type === 'block-changed');
    expect(about).toMatchObject({ count: 22, texts: expect.arrayContaining([{ key: null, title: 'À moi' }]) });
  });

  it('is told to those who have written a text that keeps it, once it is withdrawn', async () => {
    const shared = await block(text(opening));
    const id = await create({ title: 'Accueil', content: including(shared) });
    await approve(id);
    const mine = await create({ title: 'À moi', scope: 'mine', content: including(shared) });
    await submit(mine, 1);
    const eve = await town.agent('Eve', [], 'administrator');
    await as(sam, (tx) => withdrawTemplate(tx, sam, { id, remark: 'Périmé' }));
    await as(sam, (tx) => withdrawTemplate(tx, sam, { id: shared, remark: 'Les horaires changent.' }));
    expect(await toldTo(ana)).toContainEqual(
      expect.objectContaining({
        ...{ type: 'block-changed', step: 'withdrawn', templateId: shared, by: 'Sam', count: 1 },
        texts: [{ key: null, title: 'À moi' }],
      }),
    );
    expect((await toldTo(eve)).map(({ type }) => type)).not.toContain('block-changed');
  });
});
