import { saveOrganisation, type Principal } from '@guichet/access';
import { openCase } from '@guichet/cases';
import { Organisation, TemplateContent, type PostMessage, type RenderTemplate } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { TestTown } from '../../../../test/support/test-town.js';
import { prepareReply } from './prepare-reply-from-template.js';
import { renderInCase } from './render-in-case.js';
import { listTemplateChoices } from './template-choices.queries.js';
import { approveVersion, submitVersion } from '../authoring/version-review-steps.js';
import { createTemplate, saveDraft, updateTemplate } from '../authoring/edit-template.js';

let town: TestTown;
let ana: Principal;
let root: Principal;
let teamId: string;
let caseId: string;
let templateId: string;

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const french = TemplateContent.parse({
  subject: 'Votre dossier {{ reference }}',
  blocks: [
    { kind: 'greeting', full: 'Bonjour{% if citizen_name %} {{ citizen_name }}{% endif %},', short: '' },
    {
      kind: 'next',
      full: 'Envoyez-nous avant le {{ deadline }} :\n{{ documents | bullets }}',
      short: 'Avant le {{ deadline }} : {{ documents }}.',
    },
    { kind: 'facts', full: 'Sans ces pièces, nous ne pouvons pas continuer.', short: '' },
    { kind: 'signature', full: '{{ agent_name }}\n{{ organisation }}', short: '{{ organisation }}' },
  ],
});
const english = TemplateContent.parse({
  blocks: [
    { kind: 'greeting', full: 'Hello{% if citizen_name %} {{ citizen_name }}{% endif %},', short: '' },
    {
      kind: 'next',
      full: 'Send us before {{ deadline }}:\n{{ documents | bullets }}',
      short: 'Before {{ deadline }}: {{ documents }}.',
    },
    { kind: 'facts', full: 'Without them we cannot go on.', short: '' },
    { kind: 'signature', full: '{{ agent_name }}\n{{ organisation }}', short: '{{ organisation }}' },
  ],
});
const VALUES = { deadline: '2026-12-18', documents: 'Un acte\nUn livret' };

async function approved(title: string, content: TemplateContent): Promise<string> {
  const meta = { title, intention: '', sectorId: null, tags: [], validFrom: null, validUntil: null };
  const id = await as(ana, (tx) => createTemplate(tx, ana, { ...meta, language: 'fr', content }));
  await approve(id, 'fr');
  return id;
}
async function approve(id: string, language: 'fr' | 'en', number = 1) {
  await as(ana, (tx) => submitVersion(tx, ana, { id, which: { language, number } }));
  await as(root, (tx) => approveVersion(tx, root, { approved: [], id, which: { language, number } }));
}

beforeAll(async () => {
  town = await TestTown.build();
  teamId = await town.team('Écoles');
  ana = await town.agent('Ana', [teamId]);
  root = await town.agent('Root', [], 'administrator');
  await as(root, (tx) => saveOrganisation(tx, root, Organisation.parse({ name: 'Valbourg' })));
  caseId = await as(ana, (tx) => openCase(tx, ana, { subject: 'École', teamId, citizenName: 'Zoé {{ reference }}' }));
  templateId = await approved('Pièces', french);
  await as(ana, (tx) => saveDraft(tx, ana, { id: templateId, language: 'en', content: english, revision: null }));
  await approve(templateId, 'en');
});
afterAll(() => town.close());

const readerFor = (who: Principal) => ({ reader: town.database, who, linkTo: town.linkTo });
const rendered = (wanted: Partial<RenderTemplate> = {}) =>
  renderInCase(readerFor(ana), templateId, { caseId, channelKind: 'email', values: {}, ...wanted });
const prepared = (wanted: Partial<PostMessage> = {}, kind: 'email' | 'sms' = 'email') =>
  prepareReply(readerFor(ana), { caseId, kind }, { templateId, text: '', attachmentIds: [], ...wanted });

describe('a template in a case', () => {
  // Threats: R14.
  it('says what the case knows, and asks for the rest', async () => {
    const { text, unresolved, fields, subject } = await rendered();
    // What a citizen is called is never evaluated.
    expect(text).toBe(
      'Bonjour Zoé {{ reference }},\n\nEnvoyez-nous avant le [Date limite] :\n[Pièces demandées]\n\nSans ces pièces, nous ne pouvons pas continuer.\n\nAna\nValbourg',
    );
    expect(subject).toMatch(/^Votre dossier GCH-\d{4}-\d{6}$/);
    expect(unresolved).toEqual(['deadline', 'documents']);
    expect(fields.filter(({ value }) => value === null).map(({ name, type }) => [name, type])).toEqual([
      ['deadline', 'date'],
      ['documents', 'list'],
    ]);
  });

  it('is signed by the function of the agent, and gives fifteen days to open a document', async () => {
    const id = await approved(
      'Signé',
      TemplateContent.parse({
        blocks: [{ kind: 'facts', full: '{{ agent_role }}, {{ notice_days }}, {{ today }}, {{ notice_deadline }}' }],
      }),
    );
    const of = (who: Principal) => renderInCase(readerFor(who), id, { caseId, channelKind: 'email', values: {} });
    const { database } = town;
    const clock = database.clock;
    database.clock = () => new Date('2026-12-20T10:00:00Z');
    try {
      const { text } = await of({ ...ana, jobTitle: 'Responsable des écoles' });
      expect(text).toBe('Responsable des écoles, 15, 20 décembre 2026, 4 janvier 2027');
      // Whoever has said nothing of it is asked.
      expect((await of(ana)).unresolved).toEqual(['agent_role']);
    } finally {
      database.clock = clock;
    }
  });

  it('names the value that is not what it should be', async () => {
    await expect(rendered({ values: { deadline: '31/12/2026' } })).rejects.toMatchObject({
      more: {
        errors: [{ path: 'values.deadline', reason: 'template-value', data: { value: '31/12/2026', type: 'date' } }],
      },
    });
  });

  it('is as short as its channel wants', async () => {
    const { text, level, segments } = await rendered({ channelKind: 'sms', values: VALUES });
    expect(text).toBe('Avant le 18/12/2026 : Un acte et Un livret.\nValbourg');
    expect([level, segments!.segments, segments!.encoding]).toEqual(['short', 1, 'GSM-7']);
  });

  it('is rendered anew for another channel, but for what the agent changed', async () => {
    const mail = await rendered({ values: VALUES });
    const text = mail.text
      .replace('Sans ces pièces, nous ne pouvons pas continuer.', 'Apportez-les si vous préférez.')
      .replace('Bonjour Zoé {{ reference }},', 'Bonjour Madame,');
    const edited = { channelKind: 'email', values: VALUES, text } as const;
    const sms = await rendered({ channelKind: 'sms', values: VALUES, edited });
    expect(sms.text).toBe(
      'Bonjour Madame,\nAvant le 18/12/2026 : Un acte et Un livret.\nApportez-les si vous préférez.\nValbourg',
    );
    const back = await rendered({ values: VALUES, edited: { channelKind: 'sms', values: VALUES, text: sms.text } });
    expect(back.text).toContain('Envoyez-nous avant le 18 décembre 2026 :\n- Un acte\n- Un livret');
    expect(back.text).toContain('Bonjour Madame,');
    expect(back.html).toContain('<li>Un acte</li>');
  });

  it('takes values that come after the agent has written', async () => {
    const first = await rendered();
    const text = first.text.replace('Envoyez-nous avant le [Date limite]', 'Merci d’envoyer d’ici le [Date limite]');
    const edited = { channelKind: 'email', values: {}, text } as const;
    const then = await rendered({ values: VALUES, edited });
    expect(then.text).toContain('Merci d’envoyer d’ici le 18 décembre 2026 :');
    expect(then.unresolved).toEqual([]);
  });

  it('keeps a value alive in a sentence that the agent has changed, and its place beside it', async () => {
    const atTheDesk = (text: string) => text.replace('Envoyez-nous avant', 'Envoyez-nous, ou au guichet, avant');
    const first = await rendered({ values: VALUES });
    const edited = { channelKind: 'email', values: VALUES, text: atTheDesk(first.text) } as const;
    const later = { ...VALUES, deadline: '2026-12-23' };
    const then = await rendered({ values: later, edited });
    expect(then.text).toBe(atTheDesk((await rendered({ values: later })).text));
    expect(then.html).toContain('ou au guichet, avant le 23 décembre 2026');
    expect(then.fields.find(({ name }) => name === 'deadline')!.said).toEqual([
      { text: '23 décembre 2026', before: 'le', behind: 'Un' },
    ]);
    expect(then.fields.find(({ name }) => name === 'documents')!.said).toEqual([
      { text: '- Un acte\n- Un livret', before: '2026', behind: '' },
    ]);
    expect((await rendered()).fields.find(({ name }) => name === 'deadline')!.said).toEqual([]);
  });

  it('leaves a value that the agent has changed, and brings the passage back where they want it', async () => {
    const { text } = await rendered({ values: VALUES });
    const mine = text.replace('18 décembre', '20 décembre').replace('Sans ces pièces', 'Sans elles');
    const edited = { channelKind: 'email', values: VALUES, text: mine } as const;
    const later = { ...VALUES, deadline: '2026-12-23' };
    expect((await rendered({ values: later, edited })).text).toBe(mine);
    const back = await rendered({ values: later, edited: { ...edited, restoring: 'deadline' } });
    expect(back.text).toBe(mine.replace('20 décembre', '23 décembre'));
    // Passages that the agent has put in another order stay in it.
    const reordered = mine.split('\n\n').toReversed().join('\n\n');
    const there = { ...edited, text: reordered, restoring: 'deadline' } as const;
    expect((await rendered({ values: later, edited: there })).text).toBe(
      reordered.replace('20 décembre', '23 décembre'),
    );
  });

  it('is told in another language, and says that it is a translation', async () => {
    const before = await rendered({ values: VALUES });
    const edited = { channelKind: 'email', values: VALUES, text: `${before.text}\n\nBien à vous` } as const;
    const { text } = await rendered({
      language: 'en',
      values: VALUES,
      edited,
      previous: { language: 'fr', number: 1 },
    });
    expect(text).toContain('Send us before 18 December 2026');
    expect(text).toContain('courtesy translation');
    expect(text).toContain('Bien à vous');
  });

  it('is only a notice where others may read what is confidential', async () => {
    await as(root, (tx) => tx.query(`update team set confidential = true where id = $1`, [teamId]));
    const sms = await rendered({ channelKind: 'sms', values: VALUES });
    const mail = await rendered({ values: VALUES });
    await as(root, (tx) => tx.query(`update team set confidential = false where id = $1`, [teamId]));
    expect(sms.level).toBe('notice');
    expect(sms.text).toMatch(
      /^Valbourg : une réponse vous attend pour le dossier GCH-\S+ Lisez-la ici : https:\/\/guichet\.test\/portal\/replies\//,
    );
    expect(mail.level).toBe('full');
  });
});

describe('an answer from a template', () => {
  it('does not leave with something still to be filled in, whoever wrote the words', async () => {
    const refused = { more: { errors: [{ reason: 'template-unresolved' }] } };
    await expect(prepared()).rejects.toMatchObject(refused);
    const { text } = await rendered();
    await expect(prepared({ text })).rejects.toMatchObject(refused);
    await expect(
      prepared({ text: text.replace('[Date limite]', 'lundi').replace('[Pièces demandées]', 'tout') }),
    ).resolves.toMatchObject({
      templateId,
    });
  });

  it('is refused for a template that is not there, and for nothing else', async () => {
    const gone = prepared({ templateId: caseId });
    await expect(gone).rejects.toMatchObject({ code: 'invalid-request', more: { errors: [{ path: 'templateId' }] } });
    const { query } = town.database;
    town.database.query = () => Promise.reject(new Error('The database is away.'));
    await expect(prepared({ values: VALUES })).rejects.toThrow('The database is away.');
    town.database.query = query;
  });

  it('keeps what the agent changed, and what was told otherwise', async () => {
    const { text } = await rendered({ values: VALUES });
    const changed = text
      .replace('18 décembre 2026', '20 décembre 2026')
      .replace('Sans ces pièces, nous ne pouvons pas continuer.\n\n', '');
    const answer = await prepared({ text: changed, values: VALUES });
    const { provenance, page } = answer.trace(changed, false);
    expect(provenance).toMatchObject({ number: 1, language: 'fr', level: 'full', verbatim: false, rendered: text });
    expect(provenance.edits.map(({ kind, fate }) => [kind, fate])).toEqual([
      ['greeting', 'kept'],
      ['next', 'changed'],
      ['facts', 'deleted'],
      ['signature', 'kept'],
    ]);
    expect(provenance.facts).toEqual([
      {
        kind: 'date',
        value: '2026-12-18',
        approved: '18 décembre 2026',
        sent: '20 décembre 2026',
        variable: 'deadline',
        verdict: 'other',
      },
    ]);
    expect(page.html).toContain('20 décembre 2026');
    expect(page.html).not.toContain('Sans ces pièces');
  });

  it('keeps with a notice what its page says, so that colleagues read the reply and not the notice alone', async () => {
    await as(root, (tx) => tx.query(`update team set confidential = true where id = $1`, [teamId]));
    const { text, page, replyPageId } = await rendered({ channelKind: 'sms', values: VALUES });
    const { provenance } = (await prepared({ values: VALUES, text, replyPageId }, 'sms')).trace(text, false);
    await as(root, (tx) => tx.query(`update team set confidential = false where id = $1`, [teamId]));
    expect(provenance).toMatchObject({ level: 'notice', page });
    expect(page).toContain('18 décembre 2026');
    const mail = await rendered({ values: VALUES });
    expect((await prepared({ values: VALUES })).trace(mail.text, false).provenance).not.toHaveProperty('page');
  });

  it('leads to no page with a placeholder, however short it is itself', async () => {
    await as(root, (tx) => tx.query(`update team set confidential = true where id = $1`, [teamId]));
    const { level, unresolved } = await rendered({ channelKind: 'sms' });
    const refused = prepared({}, 'sms');
    await expect(refused).rejects.toMatchObject({ more: { errors: [{ reason: 'template-unresolved' }] } });
    await as(root, (tx) => tx.query(`update team set confidential = false where id = $1`, [teamId]));
    expect([level, unresolved]).toEqual(['notice', ['deadline', 'documents']]);
  });

  it('is told to be too long rather than fail', async () => {
    const id = await approved(
      'Long',
      TemplateContent.parse({
        blocks: [{ kind: 'facts', full: '{{ happened }} '.repeat(12), short: 'Court.', mayLeaveOut: ['happened'] }],
      }),
    );
    const values = { happened: 'mot '.repeat(999) };
    const refused = { more: { errors: [{ path: 'values', reason: 'template-too-large' }] } };
    const wanted = { caseId, channelKind: 'email', values } as const;
    await expect(renderInCase(readerFor(ana), id, wanted)).rejects.toMatchObject(refused);
    await expect(prepared({ templateId: id, values })).rejects.toMatchObject(refused);
  });

  it('does not leave without what must be said, nor in a wording that leaves it out', async () => {
    const content = TemplateContent.parse({
      blocks: [
        { kind: 'decision', full: 'Nous refusons votre demande.', short: '', mandatory: true },
        { kind: 'next', full: 'Passez nous voir.' },
      ],
    });
    const id = await approved('Refus', content);
    const sms = await renderInCase(readerFor(ana), id, { caseId, channelKind: 'sms', values: {} });
    expect(sms.level).toBe('notice');
    const answer = await prepared({ templateId: id, text: 'Passez nous voir.' });
    const failure = (() => {
      try {
        return answer.trace('Passez nous voir.', false);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toMatchObject({ more: { errors: [{ reason: 'mandatory-deleted' }] } });
    expect(() => answer.trace('Nous refusons, hélas, votre demande.\n\nPassez nous voir.', false)).not.toThrow();
  });

  it('does not leave without the document of which it speaks, and leads nobody from its page to that page', async () => {
    const content = TemplateContent.parse({
      blocks: [{ kind: 'facts', full: 'Votre attestation est ci-jointe. Aussi sur votre page : {{ reply_link }}' }],
      needsDocument: true,
    });
    const id = await approved('Attestation', content);
    const { needsDocument, page, text, replyPageId } = await renderInCase(readerFor(ana), id, {
      caseId,
      channelKind: 'email',
      values: {},
    });
    expect([needsDocument, page]).toEqual([
      true,
      'Votre attestation est ci-jointe. Aussi sur votre page : vous y êtes.',
    ]);
    const refused = { more: { errors: [{ path: 'attachmentIds', reason: 'document-needed' }] } };
    await expect(prepared({ templateId: id })).rejects.toMatchObject(refused);
    await expect(prepared({ templateId: id, text, replyPageId })).rejects.toMatchObject(refused);
    const linked = `${text}\n\nhttps://mairie.test/attestation.pdf`;
    const sent = await prepared({ templateId: id, text: linked, replyPageId });
    const { html } = sent.trace(linked, false).page;
    expect([html.includes('vous y êtes.'), html.includes('attestation.pdf')]).toEqual([true, true]);
    await expect(prepared({ templateId: id, attachmentIds: [caseId] })).resolves.toMatchObject({ templateId: id });
  });

  it('shows of the page to which it leads what would be sent, with what the agent has changed', async () => {
    const content = TemplateContent.parse({
      blocks: [{ kind: 'facts', full: 'Votre dossier est complet. Aussi sur votre page : {{ reply_link }}' }],
    });
    const id = await approved('Avec page', content);
    const wanted = { caseId, channelKind: 'email', values: {} } as const;
    const { text, page, replyPageId } = await renderInCase(readerFor(ana), id, wanted);
    expect(page).toBe('Votre dossier est complet. Aussi sur votre page : vous y êtes.');
    const changed = text.replace('complet', 'complet depuis hier');
    const edited = { channelKind: 'email', values: {}, text: changed } as const;
    const again = await renderInCase(readerFor(ana), id, { ...wanted, replyPageId, edited });

    expect(again.page).toBe('Votre dossier est complet depuis hier. Aussi sur votre page : vous y êtes.');
    const { html } = (await prepared({ templateId: id, text: changed, replyPageId })).trace(changed, false).page;
    expect(html).toContain('complet depuis hier');
  });

  it('is made from the version before only for a week after the next one', async () => {
    const id = await approved('Deux fois', TemplateContent.parse({ blocks: [{ kind: 'facts', full: 'Un.' }] }));
    await as(ana, (tx) =>
      saveDraft(tx, ana, {
        id,
        language: 'fr',
        content: TemplateContent.parse({ blocks: [{ kind: 'facts', full: 'Deux.' }] }),
        revision: null,
      }),
    );
    await approve(id, 'fr', 2);
    const withFirst = () => prepared({ templateId: id, templateNumber: 1 });
    await expect(withFirst()).resolves.toMatchObject({ text: 'Un.' });
    const { clock } = town.database;
    town.database.clock = () => new Date(Date.now() + 8 * 86_400_000);
    await expect(withFirst()).rejects.toMatchObject({ more: { reason: 'template-replaced' } });
    // A later one does not bring it back; the one before that one has its own week.
    await as(ana, (tx) =>
      saveDraft(tx, ana, {
        id,
        language: 'fr',
        content: TemplateContent.parse({ blocks: [{ kind: 'facts', full: 'Trois.' }] }),
        revision: null,
      }),
    );
    await approve(id, 'fr', 3);
    await expect(withFirst()).rejects.toMatchObject({ more: { reason: 'template-replaced' } });
    await expect(prepared({ templateId: id, templateNumber: 2 })).resolves.toMatchObject({ text: 'Deux.' });
    town.database.clock = clock;
  });

  it('is not made before its first day, nor after its last', async () => {
    const until = (validUntil: string | null) =>
      as(root, (tx) => updateTemplate(tx, root, { id: templateId, wanted: { validUntil } }));
    await until('2020-01-01');
    await expect(prepared({ values: VALUES })).rejects.toMatchObject({ more: { reason: 'template-not-usable' } });
    const choices = async () =>
      (await listTemplateChoices(readerFor(ana), caseId, { limit: 9 })).filter(({ title }) => title === 'Pièces');
    expect(await choices()).toEqual([]);
    await until(null);
    expect(await choices()).toMatchObject([
      { title: 'Pièces', language: 'fr', excerpt: expect.stringMatching(/^Envoyez-nous avant le \[Date limite\]/) },
    ]);
  });

  it('is of no use to whoever may not see the case', async () => {
    const bao = await town.agent('Bao', [await town.team('Voirie')]);
    await expect(
      renderInCase(readerFor(bao), templateId, { caseId, channelKind: 'email', values: {} }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
