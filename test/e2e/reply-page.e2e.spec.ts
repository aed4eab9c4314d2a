import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import type { ReplyPage } from '@guichet/database';
import { replyLink } from '@guichet/messages';
import { Keyring, newId } from '@guichet/platform';
import { ApiClient, RunningProduct } from '../support/running-product.js';
import { MailSink } from '../support/mail-sink.js';

const DAY = 86_400_000;
let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;
let mailbox: string;

beforeAll(async () => {
  [product, sink] = await Promise.all([RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  const config = { address: 'contact@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 };
  mailbox = (await root.post<{ id: string }>('/channels', { kind: 'email', name: 'Mairie', config })).id;
});
afterAll(async () => {
  await product?.close();
  await sink?.close();
});

const newCase = () => root.post<CaseDetail>('/cases', { subject: 'Carte de stationnement' });
const inDays = (days: number) => new Date(product.clock.now().getTime() + days * DAY).toISOString();
async function answer(caseId: string, sendAt?: string): Promise<string> {
  const message = {
    text: 'Voir la page.',
    to: ['zoe@citizen.test'],
    channelAccountId: mailbox,
    ...(sendAt && { sendAt }),
  };
  return (await root.post<MessageEntry>(`/cases/${caseId}/messages`, message)).id;
}

/** The page of an answer, and the link to it. */
async function pageOf(entryId: string, changes: Partial<ReplyPage> = {}): Promise<string> {
  const usual = {
    id: newId(),
    entryId,
    language: 'fr',
    subject: 'Votre carte',
    at: product.clock.now(),
  } as const;
  const page = { ...usual, html: '<p>Elle est prête : <strong>12,50 €</strong>.</p>', ...changes };
  await product.sql.source.getRepository<ReplyPage>('ReplyPage').insert(page);
  return replyLink(new Keyring(Buffer.from('a secret of a test, long enough')), product.url, page.id);
}

async function open(url: string, language = 'fr') {
  const response = await fetch(url, { headers: { 'accept-language': language } });
  return { status: response.status, headers: response.headers, body: await response.text() };
}
const GONE = { status: 404, body: expect.stringContaining('Cette page n’existe pas, ou plus') };

describe('the page of an answer', () => {
  // Threats: A029.
  it('shows the whole of it once it has left, and nothing else', async () => {
    const { id, reference } = await newCase();
    const entryId = await answer(id, inDays(1));
    const link = await pageOf(entryId);
    const before = await open(link);
    expect(before).toMatchObject(GONE);
    expect(before.body).not.toContain('12,50');

    await root.post(`/cases/${id}/messages/${entryId}/send-now`);
    await product.delivered();
    const { status, headers, body } = await open(link);
    expect(status).toBe(200);
    expect(body).toContain('<html lang="fr">');
    expect(body).toContain('<h1>Votre carte</h1>');
    expect(body).toContain('<p>Elle est prête : <strong>12,50 €</strong>.</p>');
    expect(body).toContain('Répondez au message que vous avez reçu');
    for (const other of [reference, 'zoe@citizen.test', 'Carte de stationnement', '<script'])
      expect(body).not.toContain(other);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
  });

  it('speaks the language of the answer, and says whose it is where that is known', async () => {
    const organisation = await (
      await root.raw('PUT', '/organisation', { body: { name: 'Ville de <Valbourg>' } })
    ).json();
    expect(organisation).toMatchObject({ name: 'Ville de <Valbourg>', mail: '', responseDays: null });
    expect(await root.get('/organisation')).toEqual(organisation);
    const { id } = await newCase();
    const link = await pageOf(await answer(id), { language: 'en', subject: '<script>alert("1")</script>' });
    await product.delivered();
    const { body } = await open(link, 'fr');
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('To reply');
    expect(body).toContain('Ville de &#60;Valbourg&#62;');
    expect(body).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;');
    expect(body).not.toContain('<script');
  });

  it('that is no page at all says whose pages these are and how to reach them, in the language of whoever came', async () => {
    await root.raw('PUT', '/organisation', {
      body: { name: 'Valbourg', phone: '03 80 00 00 41', mail: 'mairie@valbourg.test' },
    });
    for (const path of [
      '/portal',
      '/portal/',
      '/portal/xyz',
      '/portal/files',
      '/portal/files/abc',
      '/portal/replies/a/b',
    ]) {
      const { status, headers, body } = await open(`${product.url}${path}`, 'en');
      expect([path, status, headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8']);
      expect(body).toContain('<p class="from">Valbourg</p>');
      expect(body).toContain('This page does not exist');
      expect(body).toContain('<a href="tel:0380000041">03 80 00 00 41</a>');
      expect(body).toContain('mailto:mairie@valbourg.test');
      expect(body).not.toMatch(/thirty|urn:guichet/);
    }
  });

  // Threats: A012, A045, A10, R08.
  it('is closed to whoever has not got its link', async () => {
    const { id } = await newCase();
    const [mine, other] = [await pageOf(await answer(id)), await pageOf(await answer(id))];
    await product.delivered();
    expect((await open(mine)).status).toBe(200);
    const [token, otherToken] = [mine, other].map((link) => link.split('/').at(-1)!) as [string, string];
    const [name, signature] = token.split('.') as [string, string];
    const at = (guess: string) => open(mine.replace(token, guess));
    for (const guess of [
      `${name}.${otherToken.split('.')[1]}`,
      `${name}.${signature.startsWith('a') ? 'b' : 'a'}${signature.slice(1)}`,
      name,
      `${name}.`,
      'x',
      '%00',
    ])
      expect(await at(guess)).toMatchObject(GONE);
  });

  it('is closed when the answer was taken back, or has failed', async () => {
    const { id } = await newCase();
    const [recalled, failed] = [await answer(id, inDays(1)), await answer(id, inDays(1))];
    const links = [await pageOf(recalled), await pageOf(failed)];
    await root.call('DELETE', `/cases/${id}/messages/${recalled}`);
    sink.refuse = () => ({ code: 550, message: 'no' });
    await root.post(`/cases/${id}/messages/${failed}/send-now`);
    await product.delivered();
    sink.refuse = null;
    for (const link of links) expect(await open(link)).toMatchObject(GONE);
  });

  it('that was taken back is that of the answer which is sent in its place', async () => {
    const { id } = await newCase();
    const page = { id: newId() };
    const recalled = await answer(id, inDays(1));
    const link = await pageOf(recalled, page);
    await root.call('DELETE', `/cases/${id}/messages/${recalled}`);
    expect(await pageOf(await answer(id), page)).toBe(link);
    await product.delivered();
    expect((await open(link)).status).toBe(200);
  });

  it('of a letter is open at once', async () => {
    const { id } = await newCase();
    const letter = { channel: 'post', direction: 'out', text: 'Voir la page.' };
    const link = await pageOf((await root.post<MessageEntry>(`/cases/${id}/contacts`, letter)).id);
    expect((await open(link)).status).toBe(200);
  });

  // Threats: A10.
  it('is closed a month after the answer has left, however long that was held', async () => {
    const { id } = await newCase();
    // It is not due when the clock is advanced: the worker may take it before the agent sends it.
    const entryId = await answer(id, inDays(50));
    const link = await pageOf(entryId);
    product.clock.advance(41 * DAY);
    await root.post(`/cases/${id}/messages/${entryId}/send-now`);
    await product.delivered();
    product.clock.advance(29 * DAY);
    expect((await open(link)).status).toBe(200);
    product.clock.advance(2 * DAY);
    expect(await open(link)).toMatchObject(GONE);
  });
});
