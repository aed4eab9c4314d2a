import type { Attachment, ChannelAccount, MessageEntry, TemplateSummary, TemplateVersion } from '@guichet/contracts';
import PostalMime from 'postal-mime';
import { Meta } from '../providers/meta.js';
import type { WhatsappNumber } from '../providers/meta-whatsapp.js';
import { pdf } from '../support/sample-files.js';
import { ADDRESS, RunningTown } from '../support/running-town.js';

const DAY_MS = 86_400_000;
const ZOE = { number: '+33639981201', name: 'Zoé Martin' };
const RELANCE = { name: 'relance', language: 'fr', text: 'Bonjour {{1}}, envoyez vos pièces avant le {{2}}.' };
const OTHER = { name: 'autre', language: 'fr', text: 'Bonjour {{1}}, envoyez vos pièces avant le 3 mai 2027.' };
const BLOCK = { kind: 'next', full: 'Envoyez vos pièces avant le {{ deadline }}.' };
const FORM = pdf('formulaire.pdf');
const [app, ids] = [
  { accessToken: 'EAAG-a-token', appSecret: 'the secret of an app', verifyToken: 'a phrase of ours' },
  { phoneNumberId: '106540352242922', businessAccountId: '102290129340398' },
];

let hall: RunningTown;
let meta: Meta;
let account: ChannelAccount;
let number: WhatsappNumber;

beforeAll(async () => {
  [hall, meta] = await Promise.all([RunningTown.open(), Meta.start()]);
  meta.now = () => hall.product.clock.now().getTime();
  const templates = [RELANCE, OTHER];
  account = await hall.desk.connect('whatsapp', { ...ids, ...app, templates, apiBaseUrl: meta.url, undoSeconds: 0 });
  number = meta.connect({ ...ids, ...app, templates, webhookUrl: account.webhookUrl! });
});
afterAll(async () => {
  await hall?.close();
  await meta?.close();
});

const create = (title: string, content: object) =>
  hall.desk.client.post<TemplateSummary>('/templates', { title, content: { blocks: [BLOCK], ...content } });
const step = (id: string, name: 'submit' | 'approve') =>
  hall.desk.client.post<TemplateVersion>(`/templates/${id}/versions/1/${name}`, { language: 'fr' });
async function approved(title: string, content: object): Promise<string> {
  const { id } = await create(title, content);
  await step(id, 'submit');
  await step(id, 'approve');
  return id;
}
const relance = (values = ['{{ citizen_name }}', '{{ deadline | date }}']) => ({
  whatsapp: { name: RELANCE.name, language: 'fr', values },
});

describe('once the window of WhatsApp is closed', () => {
  let caseId: string;
  let templateId: string;

  beforeAll(async () => {
    await number.write({ from: ZOE, text: 'Que manque-t-il ?' });
    ({ id: caseId } = await hall.desk.caseWith('Que manque-t-il ?'));
    templateId = await approved('Relance', relance());
    hall.product.clock.advance(2 * DAY_MS);
  });
  const answer = (id: string, values: object) =>
    hall.desk.client.post<MessageEntry>(`/cases/${caseId}/messages`, {
      ...{ channelAccountId: account.id, to: [ZOE.number], templateId: id, values },
    });

  it('a template leaves in the message that WhatsApp has approved, and says so', async () => {
    const { id, text } = await answer(templateId, { deadline: '2026-12-18' });
    expect(text).toBe('Bonjour Zoé Martin, envoyez vos pièces avant le 18 décembre 2026.');
    expect(await meta.find((sent) => sent.text === text)).toMatchObject({ template: 'relance', to: ZOE.number });
    const { provenance } = await hall.desk.entry(caseId, id);
    expect(provenance).toMatchObject({ templateId, verbatim: true, rendered: text });
    expect(provenance!.facts).toMatchObject([{ kind: 'date', value: '2026-12-18', verdict: 'same' }]);
  });

  it('nothing leaves with a blank in it', async () => {
    await expect(answer(templateId, {})).rejects.toMatchObject({
      problem: { errors: [{ reason: 'template-unresolved' }] },
    });
  });

  it('one that names no approved message is told why it cannot leave', async () => {
    const id = await approved('Sans WhatsApp', {});
    await expect(answer(id, { deadline: '2026-12-18' })).rejects.toMatchObject({
      problem: { errors: [{ path: 'providerTemplate', reason: 'window-closed' }] },
    });
  });
});

describe('the meaning lock', () => {
  it.each([
    [
      'a message that tells another date',
      OTHER.name,
      [{ code: 'facts-differ', data: { rendering: 'whatsapp', added: ['3 mai 2027'] } }],
    ],
    ['a message that nobody has', 'inconnu', [{ code: 'whatsapp-unknown', data: { name: 'inconnu' } }]],
  ])('refuses %s', async (_what, name, findings) => {
    const { id } = await create(name, { whatsapp: { name, language: 'fr', values: ['{{ citizen_name }}'] } });
    await step(id, 'submit');
    await expect(step(id, 'approve')).rejects.toMatchObject({
      problem: { reason: 'template-not-approvable', data: { findings } },
    });
  });
});

describe('a file of a template', () => {
  const upload = () => {
    const form = new FormData();
    form.set('file', new Blob([Uint8Array.from(FORM.content)], { type: FORM.type }), FORM.name);
    return hall.desk.client.post<Attachment>('/attachments', form);
  };

  it('goes with each answer as its own, and is called what it is', async () => {
    const { desk, product, sink } = hall;
    const { id } = await upload();
    const attachments = [{ id, name: 'autre-chose.exe', type: 'text/html', size: 1 }];
    const templateId = await approved('Formulaire', { attachments });
    const size = FORM.content.byteLength;
    for (const from of ['lea@citizen.test', 'max@citizen.test']) {
      await product.mail({ from, to: ADDRESS, subject: 'Formulaire', text: `Le formulaire pour ${from} ?` });
      const { id: caseId } = await desk.caseWith(`Le formulaire pour ${from} ?`);
      const values = { deadline: '2026-12-18' };
      const sent = await desk.client.post<MessageEntry>(`/cases/${caseId}/messages`, { templateId, values });
      expect(sent.attachments).toMatchObject([{ name: FORM.name, type: FORM.type, size }]);
      expect(sent.attachments[0]!.id).not.toBe(id);
      const mail = await PostalMime.parse((await sink.find(({ envelope }) => envelope.to.includes(from))).raw);
      expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer)).toEqual(FORM.content);
    }
  });

  // Threats: A031.
  it('is nobody else’s upload, and lives as long as a version has it', async () => {
    const { client } = hall.desk;
    const nobody = { id: '0199d0a0-1111-7000-8000-000000000000', name: 'x', type: 'text/plain', size: 1 };
    await expect(create('Volé', { attachments: [nobody] })).rejects.toMatchObject({
      problem: { errors: [{ path: 'content.attachments' }] },
    });
    const file = await upload();
    const { id } = await create('Brouillon', {
      attachments: [{ id: file.id, name: file.name, type: file.type, size: file.size }],
    });
    const database = hall.product.sql;
    const row = async () => (await database.query(`select of_template from attachment where id = $1`, [file.id]))[0];
    expect(await row()).toEqual({ of_template: true });
    await client.call('DELETE', `/templates/${id}/drafts/fr`);
    expect(await row()).toEqual({ of_template: false });
  });
});
