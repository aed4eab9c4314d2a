import { Meta } from '../../../../test/providers/meta.js';
import type { WhatsappNumber } from '../../../../test/providers/meta-whatsapp.js';
import { answer, file, io } from '../../../../test/support/channel-io-and-replies.js';
import type { ChannelIo } from '../channel.js';
import type { ChannelError } from '../channel-error.js';
import type { OutboundMessage } from '../outbound-message.js';
import { WhatsappConfig } from './config.js';
import { whatsapp } from './whatsapp.js';

const ZOE = { number: '+33639981201', name: 'Zoé' };
const RELANCE = { name: 'relance', language: 'fr', text: 'Bonjour {{1}}, votre dossier {{2}} attend.' };

const SUIVI = {
  ...{ name: 'suivi', language: 'fr', header: 'Dossier {{1}}', text: '{{1}}, votre {{2}} est prêt.' },
  buttons: ['Répondre', 'https://town.test/replies/{{1}}'],
};
const ACTE = { name: 'acte', language: 'fr', headerFile: 'document' as const, text: 'Votre acte, {{1}}.' };

let meta: Meta;
let number: WhatsappNumber;
let config: WhatsappConfig;

beforeAll(async () => {
  meta = await Meta.start();
  const app = { accessToken: 'EAAG-token', appSecret: 'app secret', verifyToken: 'verify' };
  const ids = { phoneNumberId: '106540352242922', businessAccountId: '102290129340398' };
  // Nobody listens to its webhooks here.
  number = meta.connect({ ...ids, ...app, webhookUrl: 'http://127.0.0.1:9', templates: [RELANCE, SUIVI, ACTE] });
  number.reports = 'none';
  config = WhatsappConfig.parse({ ...ids, ...app, templates: [RELANCE, SUIVI, ACTE], apiBaseUrl: `${meta.url}/` });
});
afterAll(() => meta.close());
beforeEach(() => number.write({ from: ZOE, text: 'Bonjour' }));

const message = (more: Partial<OutboundMessage>) =>
  answer({
    from: whatsapp.addresses(config)[0]!,
    to: [{ type: 'phone', value: ZOE.number, verified: true }],
    ...more,
  });
const deliver = (more: Partial<OutboundMessage>, settings = config) => whatsapp.deliver(message(more), settings, io);
const arrived = async (count: number) => {
  await meta.settled();
  return meta.sent.slice(-count).map(({ to, text, file: sent }) => ({ to, text, file: sent?.name ?? null }));
};

describe('an answer', () => {
  it('is a message with our token', async () => {
    const { externalId, refused } = await deliver({ text: 'À 9 h. <b>' });
    await meta.settled();
    expect(refused).toEqual([]);
    expect(meta.sent.at(-1)).toMatchObject({
      id: externalId,
      to: ZOE.number,
      text: 'À 9 h. <b>',
      opaque: 'b'.repeat(42),
    });
  });

  it('reaches those who hide their number', async () => {
    const userId = 'FR.13491208655302741918';
    await number.write({ from: { userId, name: 'Léa' }, text: 'Bonjour' });
    await deliver({ text: 'Bonjour Léa', to: [{ type: 'account', value: `whatsapp:${userId}`, verified: true }] });
    expect(await arrived(1)).toEqual([{ to: userId, text: 'Bonjour Léa', file: null }]);
  });

  it('is the caption of its first file, each file a message', async () => {
    const { otherIds } = await deliver({
      text: 'Voici le plan',
      attachments: [file('plan.png', 'image/png'), file('arrêté.pdf')],
    });
    expect(otherIds).toHaveLength(1);
    expect(await arrived(2)).toEqual([
      { to: ZOE.number, text: 'Voici le plan', file: 'plan.png' },
      { to: ZOE.number, text: '', file: 'arrêté.pdf' },
    ]);
  });

  it.each([
    ['too long for a caption', 'a'.repeat(1025), file('plan.png', 'image/png')],
    ['with a recording, which takes none', 'Écoutez', file('annonce.mp3', 'audio/mpeg')],
  ])('goes before its file where it is %s', async (_, text, attachment) => {
    await deliver({ text, attachments: [attachment] });
    expect((await arrived(2)).map(({ file: name }) => name)).toEqual([
      null,
      attachment.name === 'plan.png' ? 'plan.png' : 'annonce.mp3',
    ]);
  });

  it('leaves nothing behind when a file is not taken', async () => {
    const before = meta.sent.length;
    const attachments = [file('plan.png', 'image/png'), file('danger.bin', 'application/octet-stream')];
    await expect(deliver({ text: 'a'.repeat(2000), attachments })).rejects.toMatchObject({
      reason: expect.stringContaining('channel.file-refused {"name":"danger.bin"'),
      retryable: false,
    });
    await meta.settled();
    expect(meta.sent).toHaveLength(before);
  });

  it('may be a template', async () => {
    await deliver({ text: 'ignored', template: { ...RELANCE, values: ['Zoé', 'GCH-2026-000001'] } });
    expect(await arrived(1)).toMatchObject([{ text: 'Bonjour Zoé, votre dossier GCH-2026-000001 attend.' }]);
    await expect(deliver({ template: { ...RELANCE, values: ['Zoé'] } })).rejects.toMatchObject({
      reason: 'meta.template-values {"code":132000}',
      retryable: false,
    });
  });
});

describe('an approved message with blanks beside its text', () => {
  const values = ['GCH-1', 'Zoé', 'acte', 'https://town.test/replies/abc'];

  it('takes each value where its blank is, and of an address only what the button lacks', async () => {
    await deliver({ template: { ...SUIVI, values } });
    expect(await arrived(1)).toMatchObject([
      { text: 'Dossier GCH-1\nZoé, votre acte est prêt.\nRépondre\nhttps://town.test/replies/abc' },
    ]);
    await expect(deliver({ template: { ...SUIVI, values: values.slice(1) } })).rejects.toMatchObject({
      retryable: false,
    });
  });

  it('begins with the file that goes with it, and is not sent without one', async () => {
    const template = { ...ACTE, values: ['Zoé'] };
    await deliver({ template, attachments: [file('acte.pdf')] });
    expect(await arrived(1)).toEqual([{ to: ZOE.number, text: 'Votre acte, Zoé.', file: 'acte.pdf' }]);
    await expect(deliver({ template })).rejects.toMatchObject({ reason: 'whatsapp.header-file', retryable: false });
  });

  it.each([
    [{ header: 'Dossier {{2}}' }, 'bad-template-header'],
    [{ buttons: ['https://town.test/{{1}}/suite'] }, 'bad-template-button'],
  ])('is not taken with the blanks of %p', (more, why) => {
    const { error } = WhatsappConfig.safeParse({ ...config, templates: [{ ...RELANCE, ...more }] });
    expect(error?.issues[0]?.message).toContain(why);
  });
});

describe('a refusal', () => {
  it.each([
    [131056, true],
    [130429, true],
    [80007, true],
    [131016, true],
    [131047, false],
    [131026, false],
    [190, false],
    [100, false],
  ])('with the code %i may be tried again: %s', async (code, retryable) => {
    meta.fault.rejectNext({ code });
    const refusal = deliver({ text: 'x' });
    await expect(refusal).rejects.toMatchObject({
      retryable,
      uncertain: false,
      reason: expect.stringContaining(`"code":${code}`),
    });
  });

  it('by a fault of Meta is tried again', async () => {
    meta.fault.outage(true);
    await expect(deliver({ text: 'x' })).rejects.toMatchObject({ retryable: true, uncertain: false });
    meta.fault.outage(false);
  });

  it('that never came leaves it open whether the message did', async () => {
    meta.fault.loseAnswers(1);
    await expect(deliver({ text: 'x' })).rejects.toMatchObject({ uncertain: true });
  });

  it('tells administrators of a wrong token, and nobody of the token', async () => {
    const wrong = { ...config, accessToken: 'EAAG-wrong' };
    const error = await deliver({ text: 'x' }, wrong).catch((fault: unknown) => fault as ChannelError);
    expect(error).toMatchObject({ retryable: false, reason: expect.stringContaining('meta.token-refused') });
    meta.fault.rejectNext({ code: 199, message: 'Malformed access token EAAG-token' });
    await expect(deliver({ text: 'x' })).rejects.toMatchObject({ reason: expect.not.stringContaining('EAAG-token') });
  });

  it.each([
    [429, '', true, false],
    [503, '<html>', true, false],
    [502, '<html>', true, true],
    [404, '', false, false],
    [200, 'ok', true, true],
    [302, '', false, false],
  ])('of a gateway by %i %j', async (status, body, retryable, uncertain) => {
    const gateway: ChannelIo = { ...io, fetch: async () => new Response(body, { status }) };
    const refused = whatsapp.deliver(message({ text: 'x' }), config, gateway);
    await expect(refused).rejects.toMatchObject({ retryable, uncertain });
  });

  it('is ours where the address has no WhatsApp', async () => {
    const to = [{ type: 'email' as const, value: 'zoe@example.org', verified: false }];
    await expect(deliver({ text: 'x', to })).rejects.toMatchObject({ retryable: false });
  });
});

describe('a file of a citizen', () => {
  const photo = { name: 'photo.jpg', type: 'image/jpeg', content: new Uint8Array([1, 2, 3]) };

  it('is fetched with the token', async () => {
    const { content, type } = await whatsapp.fetch(number.keep(photo).id, config, io);
    expect([[...content], type]).toEqual([[1, 2, 3], 'image/jpeg']);
  });

  it('is lost where Meta has it no more', async () => {
    await expect(whatsapp.fetch('1', config, io)).rejects.toMatchObject({ retryable: false });
  });

  it('is the one that was announced', async () => {
    const swapped: ChannelIo = {
      ...io,
      fetch: (url, init) => (url.includes('/files/') ? Promise.resolve(new Response('Sign in')) : io.fetch(url, init)),
    };
    await expect(whatsapp.fetch(number.keep(photo).id, config, swapped)).rejects.toMatchObject({ retryable: true });
  });
});

describe('the test of the settings', () => {
  it('names what answers', async () => {
    expect(await whatsapp.test(config, io)).toEqual([
      {
        name: 'whatsapp.number',
        ok: true,
        detail: 'whatsapp.number-found {"number":"+33140000000","name":"Mairie"}',
      },
      { name: 'meta.webhook', ok: true, detail: 'whatsapp.subscribed' },
      { name: 'whatsapp.templates', ok: true, detail: 'whatsapp.templates-approved' },
    ]);
  });

  it('names what does not', async () => {
    const templates = [{ name: 'autre', language: 'fr', text: 'x' }];
    expect(await whatsapp.test({ ...config, templates }, io)).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: false, detail: 'whatsapp.templates-missing {"names":"autre fr"}' },
    ]);
    expect(await whatsapp.test({ ...config, accessToken: 'wrong', businessAccountId: undefined }, io)).toMatchObject([
      { name: 'whatsapp.number', ok: false, detail: expect.stringContaining('meta.token-refused') },
    ]);
  });
});
