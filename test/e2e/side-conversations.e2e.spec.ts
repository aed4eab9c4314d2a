import type { Attachment, CaseDetail, CaseSummary, Entry, Page, SideConversation, Timeline } from '@guichet/contracts';
import PostalMime from 'postal-mime';
import { MailSink } from '../support/mail-sink.js';
import { ApiClient, RunningProduct } from '../support/running-product.js';

const DESK = 'contact@mairie.test';
const CITIZEN = 'zoe@citizen.test';
const CONTRACTOR = 'atelier@durand.test';

let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;

beforeAll(async () => {
  [product, sink] = [await RunningProduct.start(), await MailSink.open()];
  root = await ApiClient.signIn(product.url);
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: {
      ...{ address: DESK, displayName: 'Mairie de Test', inbound: { smtp: true }, undoSeconds: 0 },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
    },
  });
});
afterAll(async () => {
  await product?.close();
  await sink?.close();
});

const lastTo = async (address: string) => {
  await product.delivered();
  const sent = sink.mails.filter(({ envelope }) => envelope.to.includes(address)).at(-1)!;
  return { sent, parsed: await PostalMime.parse(Buffer.from(sent.raw, 'latin1')) };
};
const timeline = async (id: string): Promise<Entry[]> => (await root.get<Timeline>(`/cases/${id}/timeline`)).items;
const asides = async (id: string) =>
  (await root.get<{ items: SideConversation[] }>(`/cases/${id}/side-conversations`)).items;

describe('a contractor who is asked about a case', () => {
  it('gets the message and its file, answers into the side conversation, and neither side reads the other', async () => {
    const form = new FormData();
    form.set('file', new Blob(['Devis : 120 €']), 'devis.txt');
    await product.mail({ from: `Zoé Martin <${CITIZEN}>`, to: DESK, subject: 'Chauffage', text: 'Il fait 12 degrés en classe.' }); // prettier-ignore
    await product.processed();
    const [{ id }] = (await root.get<Page<CaseSummary>>('/cases?status=any')).items as [CaseSummary];
    const [question] = await timeline(id);
    const file = await root.post<Attachment>('/attachments', form);

    const side = await root.post<SideConversation>(`/cases/${id}/side-conversations`, {
      ...{ to: [CONTRACTOR], subject: 'Panne à l’école', text: 'Quand passez-vous ?', attachmentIds: [file.id] },
      quote: { what: 'message', entryId: question!.id },
    });
    const { sent, parsed } = await lastTo(CONTRACTOR);
    expect(parsed.text).toMatch(/Quand passez-vous[^]*> Il fait 12 degrés en classe\./);
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['devis.txt']);
    expect(sent.headers.get('references')).toBeUndefined();

    const answer = { to: parsed.replyTo![0]!.address!, inReplyTo: parsed.messageId!, text: 'Jeudi matin.' };
    await product.mail({ ...answer, from: `Plomberie Durand <${CONTRACTOR}>`, subject: 'Re: Panne' });
    await product.processed();
    expect(await asides(id)).toMatchObject([
      { id: side.id, state: 'answered', messages: [{ direction: 'out' }, { direction: 'in', author: 'Plomberie Durand', text: 'Jeudi matin.' }] }, // prettier-ignore
    ]);
    expect((await timeline(id)).filter(({ kind }) => kind === 'message')).toHaveLength(1);
    expect(await root.get<CaseDetail>(`/cases/${id}`)).toMatchObject({
      unread: true,
      status: 'open',
      dueFor: 'first-response',
    });

    await root.post(`/cases/${id}/messages`, { text: 'Un technicien passera.' });
    const reply = await lastTo(CITIZEN);
    expect(reply.sent.raw).not.toMatch(/durand|Jeudi/i);
    expect(reply.sent.headers.get('references')).not.toContain(parsed.messageId!);

    await product.mail({ ...answer, from: CITIZEN, subject: 'Re: Panne', text: 'Moi aussi je suis là.' });
    await product.processed();
    expect((await asides(id))[0]!.messages).toHaveLength(2);
    const apart = (await root.get<Page<CaseSummary>>('/cases?status=any')).items.find((item) => item.id !== id)!;
    expect(JSON.stringify(await timeline(apart.id))).toContain('two-audiences');
  });
});
