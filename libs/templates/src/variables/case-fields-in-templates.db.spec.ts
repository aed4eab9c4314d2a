import { randomUUID } from 'node:crypto';
import type { Principal } from '@guichet/access';
import { createCaseField, createCaseType, openCase, setCaseFields, updateCase, updateCaseField } from '@guichet/cases';
import {
  CreateCaseField,
  TemplateContent,
  type CaseField,
  type CaseFieldValue,
  type PostMessage,
  type RenderTemplate,
  type UpdateCaseField,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { TestTown } from '../../../../test/support/test-town.js';
import { createTemplate } from '../authoring/edit-template.js';
import { previewTemplate } from '../authoring/preview-template.js';
import { approveVersion, submitVersion } from '../authoring/version-review-steps.js';
import { previewLetter } from '../letters/letters-from-templates-and-messages.js';
import { templateFaults } from '../rendering/automatic-templates.js';
import { prepareReply } from '../rendering/prepare-reply-from-template.js';
import { renderAutomatically } from '../rendering/render-automatically.js';
import { renderInCase } from '../rendering/render-in-case.js';
import { fieldVariableName } from './case-field-variables.js';
import { listVariables } from './case-fields-in-templates.queries.js';

let town: TestTown;
let ana: Principal;
let root: Principal;
let permit: string;
let fields: Record<string, CaseField>;

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const typeOf = async (name: string) =>
  (await as(root, (tx) => createCaseType(tx, root, { name: `${name} ${randomUUID()}` }))).id;
const add = (caseTypeId: string, key: string, wanted: Partial<CreateCaseField>) =>
  as(root, (tx) =>
    createCaseField(tx, root, {
      caseTypeId,
      wanted: CreateCaseField.parse({ key, kind: 'text', label: { fr: key, en: key }, ...wanted }),
    }),
  );
const edit = (key: string, wanted: UpdateCaseField) =>
  as(root, (tx) => updateCaseField(tx, root, { id: fields[key]!.id, wanted }));
const option = (fr: string, en: string) => ({ label: { fr, en } });

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Urbanisme');
  ana = { ...(await town.agent('Ana', [team])), language: 'en' };
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());
beforeEach(async () => {
  permit = await typeOf('Permis');
  const all = await Promise.all([
    add(permit, 'numero', { label: { fr: 'Numéro de permis', en: 'Number of the permit' } }),
    add(permit, 'remarques', { kind: 'long-text' }),
    add(permit, 'surface', { kind: 'number' }),
    add(permit, 'depot', { kind: 'date' }),
    add(permit, 'abords', { kind: 'yes-no' }),
    add(permit, 'zone', { kind: 'choice', options: [option('centre ancien', 'old town'), option('plaine', 'plain')] }),
    add(permit, 'pieces', { kind: 'choices', options: [option('un plan', 'a plan'), option('une photo', 'a photo')] }),
  ]);
  fields = Object.fromEntries(all.map((field) => [field.key, field]));
});

const named = (key: string) => fieldVariableName(fields[key]!);
const contentOf = (full: string) =>
  TemplateContent.parse({
    blocks: [
      { kind: 'facts', full, short: null },
      { kind: 'signature', full: 'Ville', short: null },
    ],
  });

async function approved(full: string, language: 'fr' | 'en' = 'fr'): Promise<string> {
  const meta = { title: randomUUID(), intention: '', sectorId: null, tags: [], validFrom: null, validUntil: null };
  const which = { language, number: 1 };
  const id = await as(ana, (tx) => createTemplate(tx, ana, { ...meta, language, content: contentOf(full) }));
  await as(ana, (tx) => submitVersion(tx, ana, { id, which }));
  await as(root, (tx) => approveVersion(tx, root, { approved: [], id, which }));
  return id;
}

async function caseWith(values: Record<string, CaseFieldValue>, caseTypeId: string = permit): Promise<string> {
  const id = await as(ana, (tx) => openCase(tx, ana, { subject: 'Permis', citizenName: 'Zoé' }));
  await as(ana, (tx) => updateCase(tx, ana, { id, wanted: { caseTypeId } }));
  const changes = Object.entries(values).map(([key, value]) => ({ key, value }));
  if (changes.length > 0) await as(ana, (tx) => setCaseFields(tx, ana, { caseId: id, changes }));
  return id;
}

const readerFor = (who: Principal) => ({ reader: town.database, who, linkTo: town.linkTo });
const rendered = (templateId: string, caseId: string, wanted: Partial<RenderTemplate> = {}) =>
  renderInCase(readerFor(ana), templateId, { caseId, channelKind: 'email', values: {}, ...wanted });
const prepared = (templateId: string, caseId: string, wanted: Partial<PostMessage> = {}) =>
  prepareReply(readerFor(ana), { caseId, kind: 'email' }, { templateId, text: '', attachmentIds: [], ...wanted });
const automatic = (templateId: string, caseId: string) =>
  renderAutomatically(
    { reader: town.database, linkTo: town.linkTo },
    { templateId, caseId, kind: 'email', receivedAt: new Date(), name: '' },
  );
const findingsIn = async (full: string) =>
  (
    await previewTemplate(town.database, ana, {
      approved: [],
      wanted: { content: contentOf(full), language: 'fr', values: {} },
    })
  ).findings;

describe('a field of a case type in a template', () => {
  it('is filled in from the case, each kind as the language of the reply spells it', async () => {
    const [numero, remarques, surface] = [named('numero'), named('remarques'), named('surface')];
    const [depot, zone, pieces] = [named('depot'), named('zone'), named('pieces')];
    const all = `{{ ${numero} }}|{{ ${remarques} }}|{{ ${surface} }}|{{ ${depot} }}|{{ ${zone} }}|{{ ${pieces} }}`;
    const caseId = await caseWith({
      ...{ numero: 'PC 21', remarques: 'Au fond.', surface: 1250.5, depot: '2026-11-01' },
      ...{ zone: 'centre_ancien', pieces: ['un_plan', 'une_photo'] },
    });

    const french = await rendered(await approved(all), caseId);
    const english = await rendered(await approved(all, 'en'), caseId);

    expect(french.text).toContain('PC 21|Au fond.|1\u00A0250,5|1er novembre 2026|centre ancien|un plan et une photo');
    expect(english.text).toContain('PC 21|Au fond.|1,250.5|1 November 2026|old town|a plan and a photo');
    expect(french.unresolved).toEqual([]);
  });

  it('decides by yes or no, and by whether it is filled in, what is said', async () => {
    const id = await approved(
      `Bonjour.{% if ${named('abords')} %} Aux abords.{% endif %}{% if ${named('depot')} %} Déposé.{% endif %}`,
    );

    const yes = await rendered(id, await caseWith({ abords: true, depot: '2026-11-01' }));
    const no = await rendered(id, await caseWith({ abords: false }));

    expect(yes.text).toContain('Bonjour. Aux abords. Déposé.');
    expect(no.text).toMatch(/^Bonjour\.\s+Ville/);
  });

  it('keeps a reply that nobody reads back where yes or no is not answered, and takes a "no" for an answer', async () => {
    const id = await approved(`Bonjour.{% if ${named('abords')} %} Aux abords.{% endif %}`);
    const [open, no] = [await caseWith({}), await caseWith({ abords: false })];

    await expect(prepared(id, open)).rejects.toMatchObject({ more: { errors: [{ reason: 'template-unresolved' }] } });
    expect(await automatic(id, open)).toBe('incomplete');
    expect((await prepared(id, no)).text).toMatch(/^Bonjour\.\s+Ville/);
    expect(await automatic(id, no)).toMatchObject({ text: expect.stringContaining('Bonjour.') as string });
    const answered = await prepared(id, open, { values: { [named('abords')]: '' } });
    expect(answered.text).toMatch(/^Bonjour\.\s+Ville/);
  });

  it('keeps it back where a condition asks a field that is archived, or of another type, but not where it is empty', async () => {
    const id = await approved(`Bonjour.{% if ${named('depot')} %} Déposé.{% endif %}`);
    const [empty, other] = [await caseWith({}), await caseWith({}, await typeOf('Voirie'))];
    const emptyText = (await prepared(id, empty)).text;

    await edit('depot', { archived: true });

    expect(emptyText).toMatch(/^Bonjour\.\s+Ville/);
    for (const caseId of [empty, other]) {
      await expect(prepared(id, caseId)).rejects.toMatchObject({
        more: { errors: [{ reason: 'template-unresolved' }] },
      });
      expect(await automatic(id, caseId)).toBe('incomplete');
    }
  });

  it.each([
    ['is empty', () => caseWith({})],
    [
      'is not of the type of the case, even by its key',
      async () => {
        const other = await typeOf('Voirie');
        await add(other, 'numero', {});
        return caseWith({ numero: 'another matter' }, other);
      },
    ],
  ])('is asked of the agent and stops sending where it %s', async (_, open) => {
    const id = await approved(`Votre permis {{ ${named('numero')} }} est prêt.`);
    const caseId = await open();

    const { text, fields: asked, unresolved } = await rendered(id, caseId);

    expect(text).toContain('[numero]');
    expect(unresolved).toEqual([named('numero')]);
    expect(asked).toMatchObject([{ label: 'Numéro de permis', placeholder: 'numero', value: null }]);
    await expect(prepared(id, caseId)).rejects.toMatchObject({ more: { errors: [{ reason: 'template-unresolved' }] } });
    const filled = await prepared(id, caseId, { values: { [named('numero')]: 'PC 9' } });
    expect(filled.text).toContain('Votre permis PC 9 est prêt.');
  });

  it('is said anew where the case has something else now, but for what the agent has changed', async () => {
    const [id, caseId] = [await approved(`Permis {{ ${named('numero')} }} prêt.`), await caseWith({})];
    const change = (value: string) =>
      as(ana, (tx) => setCaseFields(tx, ana, { caseId, changes: [{ key: 'numero', value }] }));
    const again = (text: string, had: string) =>
      rendered(id, caseId, { edited: { channelKind: 'email', values: { [named('numero')]: had }, text } });
    const first = (await rendered(id, caseId)).text.replace('Ville', 'La ville');

    await change('PC 21');
    const second = (await again(first, '')).text;
    await change('PC 22');
    const third = (await again(second, 'PC 21')).text;

    expect([second, third]).toEqual(['Permis PC 21 prêt.\n\nLa ville', 'Permis PC 22 prêt.\n\nLa ville']);
  });

  it('has a placeholder of its own beside a field of the same key, and is filled in without the other', async () => {
    const theirs = fieldVariableName(await add(await typeOf('Voirie'), 'numero', {}));
    const id = await approved(`Permis {{ ${named('numero')} }}, voirie {{ ${theirs} }}.`);
    const caseId = await caseWith({});
    const { text, fields: asked } = await rendered(id, caseId);

    expect(text).toContain('Permis [numero], voirie [numero 2].');
    expect(asked.map(({ placeholder }) => placeholder)).toEqual(['numero', 'numero 2']);
    const edited = { channelKind: 'email', values: {}, text: text.replace('Permis', 'Le permis') } as const;
    const filled = await rendered(id, caseId, { values: { [theirs]: 'V 3' }, edited });
    expect(filled.text).toContain('Le permis [numero], voirie V 3.');
    await expect(prepared(id, caseId, { text: 'Voirie [numero 2]' })).rejects.toMatchObject({
      more: { errors: [{ data: { names: 'numero 2' } }] },
    });
  });

  it('is a number as the agent may give one, whatever the case can have', async () => {
    const id = await approved(`Surface : {{ ${named('surface')} }}.`);
    const caseId = await caseWith({ surface: 1 });

    for (const value of ['-5', '1000000000000', '1e-7'])
      expect((await rendered(id, caseId, { values: { [named('surface')]: value } })).unresolved).toEqual([]);
    await expect(rendered(id, caseId, { values: { [named('surface')]: '5-' } })).rejects.toMatchObject({
      more: { errors: [{ reason: 'template-value' }] },
    });
  });

  it('says for whoever chooses an automatic reply what it is called', async () => {
    const id = await approved(`Votre permis {{ ${named('numero')} }} est prêt.`);
    const faults = await templateFaults(town.database, root, { templateIds: [id], language: 'fr' });

    expect(faults).toMatchObject([{ missing: ['Numéro de permis'] }]);
  });

  it('stops a reply that still has its placeholder, whatever its label has become meanwhile', async () => {
    const id = await approved(`Votre permis {{ ${named('numero')} }} est prêt.`);
    const caseId = await caseWith({});
    const { text } = await rendered(id, caseId);

    await edit('numero', { label: { fr: 'Référence', en: 'Reference' } });

    await expect(prepared(id, caseId, { text })).rejects.toMatchObject({
      more: { errors: [{ reason: 'template-unresolved' }] },
    });
  });

  it('is the same after its label has changed', async () => {
    const full = `Votre permis {{ ${named('numero')} }} est prêt.`;
    const id = await approved(full);
    const caseId = await caseWith({ numero: 'PC 21' });

    await edit('numero', { label: { fr: 'Référence', en: 'Reference' } });

    expect((await rendered(id, caseId)).text).toContain('Votre permis PC 21 est prêt.');
    expect(await findingsIn(full)).not.toContainEqual(expect.objectContaining({ severity: 'error' }));
  });

  it('marks what uses it once it is archived, and is asked of the agent', async () => {
    const full = `Votre permis {{ ${named('numero')} }} est prêt.`;
    const id = await approved(full);
    const caseId = await caseWith({ numero: 'PC 21' });

    await edit('numero', { archived: true });

    expect(await findingsIn(full)).toEqual([
      {
        ...{ severity: 'error', code: 'unknown-variable', data: { name: named('numero') } },
        where: { block: 0, wording: 'full' },
      },
    ]);
    expect((await rendered(id, caseId)).unresolved).toEqual([named('numero')]);
    const content = contentOf(full);
    await expect(previewLetter(town.database, ana, { content, language: 'fr', values: {} })).rejects.toMatchObject({
      more: { data: { findings: [{ code: 'unknown-variable' }] } },
    });
    await expect(approved(full)).rejects.toMatchObject({ more: { reason: 'template-not-approvable' } });
  });

  it('keeps a reply without an agent back where it is not filled in', async () => {
    const id = await approved(`Votre permis {{ ${named('numero')} }} est prêt.`);

    expect(await automatic(id, await caseWith({}))).toBe('incomplete');
    expect(await automatic(id, await caseWith({ numero: 'PC 21' }))).toMatchObject({
      text: expect.stringContaining('PC 21') as string,
    });
  });

  it('is offered with its type, its words and an example that can be chosen', async () => {
    await edit('depot', { archived: true });

    const offered = (await listVariables(town.database, ana)).filter(({ name }) =>
      Object.keys(fields).some((key) => named(key) === name),
    );

    expect(offered.map(({ type }) => type).toSorted()).toEqual(
      ['date', 'flag', 'list', 'long-text', 'number', 'text', 'text'].toSorted(),
    );
    expect(offered.find(({ name }) => name === named('zone'))).toMatchObject({
      ...{ example: { fr: 'centre ancien', en: 'old town' }, source: 'case' },
      field: { caseType: expect.stringContaining('Permis') as string, archived: false },
    });
    expect(offered.find(({ name }) => name === named('depot'))?.field?.archived).toBe(true);
  });

  it('shows a preview with what can be chosen', async () => {
    const { renderings } = await previewTemplate(town.database, ana, {
      approved: [],
      wanted: { content: contentOf(`Zone : {{ ${named('zone')} }}.`), language: 'fr', values: {} },
    });

    expect(renderings.find(({ name }) => name === 'email')?.text).toContain('Zone : centre ancien.');
  });
});
