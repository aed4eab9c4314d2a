import { saveOrganisation, type Principal } from '@guichet/access';
import { openCase } from '@guichet/cases';
import { Organisation, RenderTemplate, TemplateContent } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { TestTown } from '../../../../test/support/test-town.js';
import { approveVersion, submitVersion, withdrawTemplate } from '../authoring/version-review-steps.js';
import { createTemplate } from '../authoring/edit-template.js';
import type { Letter } from './letter-content.js';
import { letterInCase, letterOfMessage, previewLetter } from './letters-from-templates-and-messages.js';

let town: TestTown;
let ana: Principal;
let ben: Principal;
let root: Principal;
let caseId: string;
let templateId: string;

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const content = TemplateContent.parse({
  subject: 'Votre dossier {{ reference }}',
  blocks: [
    { kind: 'next', full: '{{ citizen_name }}, envoyez **avant le {{ deadline }}** :\n{{ documents | bullets }}' },
    { kind: 'signature', full: '{{ agent_name }}\n{{ organisation }}', short: '' },
  ],
});
const VALUES = { deadline: '2026-12-18', documents: 'Un acte\nUn livret' };
const wordsOf = ({ parts }: Letter) =>
  parts.flatMap(({ lines }) => lines.map((line) => line.map(({ text }) => text).join('')));

beforeAll(async () => {
  town = await TestTown.build();
  const teamId = await town.team('Écoles');
  ana = await town.agent('Ana', [teamId]);
  ben = await town.agent('Ben', [await town.team('Voirie')]);
  root = await town.agent('Root', [], 'administrator');
  await as(root, (tx) => saveOrganisation(tx, root, Organisation.parse({ name: 'Valbourg' })));
  caseId = await as(ana, (tx) => openCase(tx, ana, { subject: 'École', teamId, citizenName: 'Zoé Martin' }));
  const meta = { title: 'Pièces', intention: '', sectorId: null, tags: [], validFrom: null, validUntil: null };
  templateId = await as(ana, (tx) => createTemplate(tx, ana, { ...meta, language: 'fr', content }));
  await as(ana, (tx) => submitVersion(tx, ana, { id: templateId, which: { language: 'fr', number: 1 } }));
  await as(root, (tx) =>
    approveVersion(tx, root, { approved: [], id: templateId, which: { language: 'fr', number: 1 } }),
  );
});
afterAll(() => town.close());

const inCase = (wanted: object, who = ana) =>
  letterInCase(
    { reader: town.database, who: who, linkTo: town.linkTo },
    templateId,
    RenderTemplate.parse({ caseId, channelKind: 'post', values: VALUES, ...wanted }),
  );

describe('the letter of a template', () => {
  it('is to somebody who does not exist, from the organisation as it is', async () => {
    const letter = await previewLetter(town.database, ana, { content, language: 'fr', values: VALUES });
    expect(letter).toMatchObject({
      language: 'fr',
      organisation: { name: 'Valbourg', mail: 'contact@valbourg.example' },
      recipient: { name: 'Zoé Martin' },
      subject: 'Votre dossier GCH-2026-004812',
      reference: 'GCH-2026-004812',
    });
    expect(wordsOf(letter)).toEqual([
      'Zoé Martin, envoyez avant le 18 décembre 2026 :',
      'Un acte',
      'Un livret',
      'Inès Morel',
      'Valbourg',
    ]);
  });

  it('is refused where it would be a book', async () => {
    const edited = { channelKind: 'post', values: VALUES, text: 'mot '.repeat(20_000) };
    await expect(inCase({ edited })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('60000'),
    });
  });

  it('is refused before it is read', async () => {
    const edited = { channelKind: 'post', values: VALUES, text: 'mot '.repeat(20_000) };
    const missing = letterInCase(
      { reader: town.database, who: ana, linkTo: town.linkTo },
      caseId,
      RenderTemplate.parse({ caseId, channelKind: 'post', values: VALUES, edited }),
    );
    await expect(missing).rejects.toMatchObject({ code: 'too-large' });
    const preview = (documents: string, blocks = content.blocks) =>
      previewLetter(town.database, ana, {
        content: { ...content, blocks },
        language: 'fr',
        values: { ...VALUES, documents },
      });
    const twice = [content.blocks[0]!, ...content.blocks];
    await expect(preview('mot '.repeat(8_000), twice)).rejects.toMatchObject({ code: 'too-large' });
    await expect(preview('mot '.repeat(20_000))).rejects.toMatchObject({
      more: { errors: [{ path: 'values', reason: 'template-too-large' }] },
    });
  });

  it('says what is wrong with a wording instead of making one', async () => {
    const wrong = TemplateContent.parse({ blocks: [{ kind: 'next', full: '{{ secret }}' }] });
    const refused = previewLetter(town.database, ana, { content: wrong, language: 'fr', values: {} });
    await expect(refused).rejects.toMatchObject({ code: 'invalid-request', more: { errors: [{ path: 'content' }] } });
  });

  it('is to the citizen of a case, whatever channel was named', async () => {
    const letter = await inCase({ channelKind: 'sms' });
    expect(letter).toMatchObject({ recipient: { name: 'Zoé Martin' }, service: 'Écoles', agentName: 'Ana' });
    expect(wordsOf(letter)).toContain('Un livret');
    expect(letter.parts[0]!.lines[0]!.filter(({ strong }) => strong).map(({ text }) => text)).toEqual([
      'avant le ',
      '18 décembre 2026',
    ]);
  });

  it('keeps what the agent has changed', async () => {
    const text = 'Zoé, venez avant le 18 décembre 2026 :\n- Un acte\n\nAna\nValbourg';
    const letter = await inCase({ edited: { channelKind: 'post', values: VALUES, text } });
    expect(wordsOf(letter)[0]).toBe('Zoé, venez avant le 18 décembre 2026 :');
  });

  it('is not made while something is to be filled in, nor where one may not read', async () => {
    await expect(inCase({ values: { documents: 'Un acte' } })).rejects.toMatchObject({
      more: { errors: [{ path: 'values', reason: 'template-unresolved', data: { names: 'Date limite' } }] },
    });
    await expect(inCase({}, ben)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is not made of what was withdrawn', async () => {
    await as(root, (tx) => withdrawTemplate(tx, root, { id: templateId, remark: 'Le tarif a changé.' }));
    await expect(inCase({ number: 1 })).rejects.toMatchObject({ more: { reason: 'template-withdrawn' } });
  });
});

describe('the letter of a message', () => {
  it('is only made of what one may read', async () => {
    const missing = letterOfMessage(town.database, ana, { caseId, entryId: newId() });
    await expect(missing).rejects.toMatchObject({ code: 'not-found' });
  });
});
