import { createHash } from 'node:crypto';
import type {
  Attachment,
  CaseDetail,
  ChannelAccount,
  ChannelTest,
  LettersPrinted,
  LettersToPrint,
  MessageEntry,
  Session,
} from '@guichet/contracts';
import { getDocumentProxy } from 'unpdf';
import { MySendingBox } from '../providers/mysendingbox.js';
import { LiveAgent } from '../support/live-agent.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const KEY = 'live_4f0c2a9d8b7e6f5a4c3d';
const ADDRESS = ['Zoé Martin', '14 rue des Glycines', '21000 DIJON'];

let product: RunningProduct;
let provider: MySendingBox;
let desk: LiveAgent;
let root: ApiClient;
let printing: string;

beforeAll(async () => {
  [product, provider] = await Promise.all([RunningProduct.start(), MySendingBox.start()]);
  desk = await LiveAgent.open(product);
  root = desk.client;
  await root.call('PUT', '/organisation', { body: { name: 'Ville de Valbourg', address: '21000 Valbourg' } });
  // The first recorded letter brings the account.
  await letterCase('Premier courrier');
  const { items } = await root.get<{ items: ChannelAccount[] }>('/channels');
  printing = items.find(({ kind }) => kind === 'post')!.id;
});
afterAll(async () => {
  desk?.close();
  await product?.close();
  await provider?.close();
});

/** A case that a letter has opened, whose citizen has a postal address. */
async function letterCase(subject: string, address: string[] = ADDRESS): Promise<CaseDetail> {
  const contact = { channel: 'post', text: 'Je conteste.', subject, citizenName: address[0] };
  const opened = await root.post<CaseDetail>('/contacts', { ...contact, address: address.join('\n') });
  return root.get<CaseDetail>(`/cases/${opened.id}`);
}

const reply = (caseId: string, more: object = {}) =>
  root.post<MessageEntry>(`/cases/${caseId}/messages`, {
    text: 'Votre recours est accepté.',
    channelAccountId: printing,
    to: [ADDRESS.join('\n')],
    acknowledged: [],
    ...more,
  });
const waiting = async (client = root) => (await client.get<LettersToPrint>('/letters/to-print')).items;
const now = (caseId: string, entryId: string) => root.post(`/cases/${caseId}/messages/${entryId}/send-now`, {});
async function toPrint(caseId: string, more: object = {}): Promise<string> {
  const { id } = await reply(caseId, more);
  await now(caseId, id);
  await desk.status(caseId, id, 'to-print');
  return id;
}
/** Prints a letter, and downloads it. */
async function print(entryId: string, client = root): Promise<Buffer> {
  const { printId } = await client.post<LettersPrinted>('/letters/print', { entryIds: [entryId] });
  return bytes(await client.raw('GET', `/letters/prints/${printId}`));
}
const dayOf = (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
const today = () => dayOf(product.clock.now());
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());
async function wordsOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { items } = await (await document.getPage(1)).getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}
const problemOf = async (response: Response) =>
  (await response.json()) as { code: string; reason?: string; errors?: { path: string; reason: string }[] };

describe('a reply that we print', () => {
  it('is measured and shown before, and its address is that of the citizen', async () => {
    const { id } = await letterCase('Voir avant');
    const [route] = await desk.reach(id);
    expect(route).toMatchObject({ channelAccountId: printing, state: 'ready', to: { value: ADDRESS.join('\n') } });
    const body = { text: 'Votre recours est accepté.', channelAccountId: printing };
    expect(await root.post(`/cases/${id}/letter/measure`, body)).toEqual({ pages: 1 });
    const shown = await root.raw('POST', `/cases/${id}/letter`, { body });
    expect(shown.headers.get('content-type')).toBe('application/pdf');
    const words = (await wordsOf(await bytes(shown))).replaceAll('\u00A0', ' ');
    for (const line of [...ADDRESS, 'Objet : Voir avant', 'Votre recours est accepté.']) expect(words).toContain(line);
  });

  it('waits to be printed, is posted on a day, and its letter stays what it was', async () => {
    const { id } = await letterCase('Recours gracieux');
    const entryId = await toPrint(id);
    const { letter } = (await desk.entry(id, entryId)).delivery!;
    expect(letter).toMatchObject({ pages: 1, postedAt: null });
    const [first] = (await waiting()).filter((one) => one.entryId === entryId);
    expect(first).toMatchObject({ recipient: ADDRESS, pages: 1, caseId: id, enclosures: [] });

    const printed = await print(entryId);
    expect(createHash('sha256').update(printed).digest('hex')).toBe(letter!.sha256);
    const on = today();
    expect(await root.post('/letters/posted', { entryIds: [entryId], on })).toEqual({
      marked: 1,
      skipped: [],
      unknown: 0,
    });
    expect(await root.post('/letters/posted', { entryIds: [entryId], on })).toMatchObject({
      marked: 0,
      skipped: [{ entryId, recipient: 'Zoé Martin', why: 'posted' }],
    });
    const posted = await desk.entry(id, entryId);
    expect(posted.delivery).toMatchObject({ status: 'sent' });
    expect(dayOf(new Date(posted.delivery!.letter!.postedAt!))).toBe(on);
    expect(await desk.activities(id)).toContainEqual({ type: 'letter-posted', entryId, on });

    await root.call('PUT', '/organisation', { body: { name: 'Autre ville', address: '21000 Valbourg' } });
    const kept = await bytes(await root.raw('GET', `/cases/${id}/entries/${entryId}/letter`));
    expect(kept.equals(printed)).toBe(true);
  });

  it('comes back, which tells the agents and warns whoever writes there again', async () => {
    const { id } = await letterCase('Retour', ['Ali Haddad', '3 rue Verte', '21000 DIJON']);
    const entryId = await toPrint(id, { to: ['Ali Haddad\n3 rue Verte\n21000 DIJON'] });
    const back = { body: { why: 'unknown-at-address' } };
    const early = await root.raw('POST', `/cases/${id}/messages/${entryId}/returned`, back);
    expect(await problemOf(early)).toMatchObject({ code: 'conflict', reason: 'not-posted' });
    await root.post('/letters/posted', { entryIds: [entryId], on: today() });
    expect(await root.get(`/cases/${id}`)).toMatchObject({ status: 'waiting', deliveryProblem: null });
    await root.raw('POST', `/cases/${id}/messages/${entryId}/returned`, back);
    expect((await desk.entry(id, entryId)).delivery).toMatchObject({
      status: 'failed',
      reason: 'post.unknown-at-address',
    });
    expect(await root.get(`/cases/${id}`)).toMatchObject({ status: 'open', deliveryProblem: 'failed' });
    expect((await desk.reach(id))[0]).toMatchObject({ state: 'warned', detail: 'post.unknown-at-address' });

    const { letter } = (await desk.entry(id, entryId)).delivery!;
    expect(dayOf(new Date(letter!.postedAt!))).toBe(today());
    await root.post(`/cases/${id}/messages/${entryId}/retry`, {});
    await desk.status(id, entryId, 'to-print');
    expect((await desk.entry(id, entryId)).delivery!.letter).toEqual({
      ...letter,
      postedAt: null,
      postedBefore: [letter!.postedAt],
    });
  });

  it('can be canceled until it is posted', async () => {
    const { id } = await letterCase('Annulation');
    const entryId = await toPrint(id);
    await root.raw('DELETE', `/cases/${id}/messages/${entryId}`);
    expect((await waiting()).map((one) => one.entryId)).not.toContain(entryId);
    const leftOut = { skipped: [{ entryId, why: 'canceled' }] };
    expect(await root.post('/letters/posted', { entryIds: [entryId], on: '2026-01-05' })).toMatchObject(leftOut);
    expect(await root.post('/letters/print', { entryIds: [entryId] })).toMatchObject({ printId: null, ...leftOut });
  });

  it('is blocked where its author becomes anonymous, and says so in the list and in its case', async () => {
    const { id } = await letterCase('Anonyme', ['Paul Bon', '5 rue Nord', '21000 DIJON']);
    const entryId = await toPrint(id, { to: ['Paul Bon\n5 rue Nord\n21000 DIJON'] });
    const { id: agentId } = (await root.get<Session>('/session')).agent;
    await root.call('PUT', `/agents/${agentId}/anonymity`, { body: { reason: 'Menaces' } });
    await desk.status(id, entryId, 'blocked');
    const { items, blocked } = await root.get<LettersToPrint>('/letters/to-print');
    expect(items.map((one) => one.entryId)).not.toContain(entryId);
    expect(blocked).toContainEqual(expect.objectContaining({ entryId, reason: 'author-now-anonymous' }));
    expect(await root.get(`/cases/${id}`)).toMatchObject({ deliveryProblem: 'blocked' });
    await root.call('PUT', `/agents/${agentId}/anonymity`, { body: { reason: null } });
  });

  it('takes PDF files into its envelope, and no others', async () => {
    const { id } = await letterCase('Pièces jointes');
    const upload = async (name: string, content: string) => {
      const form = new FormData();
      form.set('file', new Blob([content]), name);
      return (await root.post<Attachment>('/attachments', form)).id;
    };
    const form = await upload('formulaire.pdf', '%PDF-1.7 x');
    const picture = await upload('plan.txt', 'Un plan');
    await expect(reply(id, { attachmentIds: [picture] })).rejects.toThrow('letter-takes-pdf');
    const entryId = await toPrint(id, { attachmentIds: [form] });
    const [letter] = (await waiting()).filter((one) => one.entryId === entryId);
    expect(letter!.enclosures).toMatchObject([{ id: form, name: 'formulaire.pdf' }]);
    const pdf = await bytes(await root.raw('GET', `/cases/${id}/entries/${entryId}/letter`));
    expect(await wordsOf(pdf)).toMatch(/P\. J\.\s*:\s*formulaire/);
  });

  // Threats: A036.
  it('is neither listed, printed nor marked by whoever may not answer in its case', async () => {
    const { id } = await letterCase('Confidentiel');
    const entryId = await toPrint(id);
    const ben = { email: 'ben@town.test', password: ADMIN.password };
    await root.post('/agents', { ...ben, name: 'Ben', role: 'agent', teamIds: [] });
    const other = await ApiClient.signIn(product.url, ben);
    expect(await waiting(other)).toEqual([]);
    const unknown = { skipped: [], unknown: 1 };
    expect(await other.post('/letters/print', { entryIds: [entryId] })).toMatchObject({ printId: null, ...unknown });
    expect(await other.post('/letters/posted', { entryIds: [entryId], on: '2026-01-05' })).toMatchObject(unknown);
    const { printId } = await root.post<LettersPrinted>('/letters/print', { entryIds: [entryId] });
    expect((await other.raw('GET', `/letters/prints/${printId}`)).status).toBe(404);
    expect((await desk.entry(id, entryId)).delivery).toMatchObject({ status: 'to-print' });
  });

  it('is posted today at the latest', async () => {
    const late = await root.raw('POST', '/letters/posted', { body: { entryIds: [printing], on: '2099-01-01' } });
    expect(await problemOf(late)).toMatchObject({ errors: [{ path: 'on', reason: 'posted-later' }] });
  });
});

describe('a postal address', () => {
  it('is added to a person, or refused with what is wrong with it', async () => {
    const { citizen, id } = await letterCase('Adresse', ['Léa Roy', '1 rue Basse', '21000 DIJON']);
    const add = (...lines: string[]) =>
      root.raw('POST', `/citizens/${citizen!.id}/handles`, { body: { address: lines.join('\n'), caseId: id } });
    expect((await add('Léa Roy', '2 rue Haute', '21000 DIJON')).status).toBeLessThan(300);
    expect(await problemOf(await add('Léa Roy', '2 rue Haute'))).toMatchObject({
      errors: [{ path: 'address', reason: 'postal-no-town' }],
    });
    expect(await problemOf(await add('Léa Roy', 'x'.repeat(39), '21000 DIJON'))).toMatchObject({
      errors: [{ path: 'address', reason: 'postal-line-too-long' }],
    });
    expect(await desk.reach(id)).toContainEqual(
      expect.objectContaining({
        state: 'ready',
        to: expect.objectContaining({ value: 'Léa Roy\n2 rue Haute\n21000 DIJON' }),
      }),
    );
  });

  it('is no way by which anything leaves by itself', async () => {
    const acknowledged = await root.raw('PUT', `/channels/${printing}/acknowledgement`, { body: { enabled: true } });
    expect(acknowledged.status).toBeGreaterThanOrEqual(400);
  });
});

describe('a reply by MySendingBox', () => {
  let account: ChannelAccount;

  beforeAll(async () => {
    provider.connect(KEY);
    const sender = 'Ville de Valbourg\n1 place de la Mairie\n21000 VALBOURG';
    const config = { provider: 'mysendingbox', apiKey: KEY, sender, apiBaseUrl: provider.url, undoSeconds: 0 };
    account = await desk.connect('post', { ...config, pollSeconds: 1 });
  });

  it('has an account that is tested and keeps its key', async () => {
    const { kind, id, config } = account;
    expect(await root.post<ChannelTest>('/channels/test', { kind, id, config })).toMatchObject({ ok: true });
    const seen = await desk.account(id);
    expect(seen.webhookUrl).toContain(`/hooks/post/${id}?key=`);
    expect(JSON.stringify(seen)).not.toContain(KEY);
  });

  it('is handed over, posted, and comes back, as the webhook tells', async () => {
    provider.webhook = account.webhookUrl;
    const { id } = await letterCase('Par prestataire', ['Inès Faure', '9 quai Nord', '21000 DIJON']);
    const to = ['Inès Faure\n9 quai Nord\n21000 DIJON'];
    const { id: entryId } = await reply(id, { channelAccountId: account.id, to });
    const letter = await provider.find(({ fields }) => fields['to[name]'] === 'Inès Faure');
    await desk.status(id, entryId, 'handed-over');
    expect((await desk.entry(id, entryId)).delivery!.letter).toMatchObject({ pages: 1, postedAt: null });
    await provider.happen(letter, 'letter.sent');
    await desk.status(id, entryId, 'sent');
    expect((await desk.entry(id, entryId)).delivery!.letter!.postedAt).not.toBeNull();
    await provider.happen(letter, 'letter.wrong_address');
    await desk.status(id, entryId, 'failed');
    expect(await root.get(`/cases/${id}`)).toMatchObject({ status: 'open', deliveryProblem: 'failed' });
  });

  it('is told of by calls that are kept without the key by which they were known', async () => {
    const called = `select distinct headers ->> ':url' as url from envelope where channel_account_id = $1 and headers ? ':url'`;
    const [address] = account.webhookUrl!.split('?');
    expect(await product.sql.query(called, [account.id])).toEqual([{ url: address }]);
  });

  it('is learned of by asking, where no webhook was entered', async () => {
    provider.webhook = null;
    const { id } = await letterCase('Par relève', ['Noé Petit', '4 rue Longue', '21000 DIJON']);
    const to = ['Noé Petit\n4 rue Longue\n21000 DIJON'];
    const { id: entryId } = await reply(id, { channelAccountId: account.id, to });
    const letter = await provider.find(({ fields }) => fields['to[name]'] === 'Noé Petit');
    await provider.happen(letter, 'letter.distributed');
    await desk.status(id, entryId, 'delivered');
  });

  it('believes nobody who does not know the address', async () => {
    const url = `${product.url}/hooks/post/${account.id}?key=${'0'.repeat(64)}`;
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(403);
  });
});
