import type { Attachment, MessageEntry } from '@guichet/contracts';
import PostalMime from 'postal-mime';
import { LiveAgent } from '../support/live-agent.js';
import { MailSink } from '../support/mail-sink.js';
import { RunningProduct } from '../support/running-product.js';

const MB = 1024 * 1024;

let product: RunningProduct;
let sink: MailSink;
let desk: LiveAgent;

beforeAll(async () => {
  [product, sink] = await Promise.all([RunningProduct.start(), MailSink.open()]);
  desk = await LiveAgent.open(product);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  await desk.connect('email', { address: 'contact@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 });
});
afterAll(async () => {
  desk?.close();
  await product?.close();
  await sink?.close();
});

async function upload(name: string, megabytes: number): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([`%PDF-1.7 ${name}`, new Uint8Array(megabytes * MB)]), name);
  return (await desk.client.post<Attachment>('/attachments', form)).id;
}

describe('files that are too large for a mail together', () => {
  it('are refused, or leave as links to a page of the citizen, which the case says', async () => {
    await product.mail({ from: 'zoe@citizen.test', to: 'contact@town.test', subject: 'Plans', text: 'Les plans ?' });
    await product.processed();
    const { id } = (await desk.cases())[0]!;
    const small = await upload('notice.pdf', 1);
    const [first, second] = [await upload('plan nord.pdf', 10), await upload('plan sud.pdf', 10)];
    const files = { text: 'Voici.', html: '<p>Voici.</p>', attachmentIds: [small, first, second] };
    const path = `/cases/${id}/messages`;
    await expect(desk.client.post(path, files)).rejects.toThrow('files-too-large');

    const sent = await desk.client.post<MessageEntry>(path, { ...files, asLinkIds: [first] });
    expect(sent.attachments.map(({ name, asLink = false }) => [name, asLink])).toEqual([
      ['notice.pdf', false],
      ['plan nord.pdf', true],
      ['plan sud.pdf', false],
    ]);
    await desk.status(id, sent.id, 'sent');
    const mail = await PostalMime.parse(Buffer.from(sink.mails[0]!.raw, 'latin1'));
    expect(mail.attachments.map(({ filename }) => filename).sort()).toEqual(['notice.pdf', 'plan sud.pdf']);
    const link = /http\S+\/portal\/files\/\S+/.exec(mail.text ?? '')![0];
    expect(mail.text).toContain(`plan nord.pdf\n${link}`);
    expect(mail.html).toContain(`<a href="${link}">plan nord.pdf</a>`);
    const page = await fetch(link.replace(/^https?:\/\/[^/]+/, product.url));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('plan nord.pdf');
  });
});
