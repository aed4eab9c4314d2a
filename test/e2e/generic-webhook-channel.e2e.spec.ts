import type {
  Attachment,
  ReplyRoutes,
  CaseSummary,
  ChannelAccount,
  ChannelTest,
  Entry,
  MessageEntry,
  Page,
  Timeline,
} from '@guichet/contracts';
import { OtherSystem } from '../providers/generic-webhook-system.js';
import { eventually } from '../support/eventually.js';
import { metricsPage } from '../support/metrics-page.js';
import { ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let other: OtherSystem;
let root: ApiClient;
let account: ChannelAccount;

beforeAll(async () => {
  [product, other] = await Promise.all([RunningProduct.start(), OtherSystem.start()]);
  root = await ApiClient.signIn(product.url);
  account = await root.post('/channels', { kind: 'webhook', name: 'Stationnement', config: other.config });
  other.connect({ webhookUrl: account.webhookUrl! });
});
afterAll(async () => {
  await product?.close();
  await other?.close();
});

const cases = async () => (await root.get<Page<CaseSummary>>('/cases?status=any')).items;
const caseOf = async (name: string): Promise<CaseSummary> => {
  await product.processed();
  const found = (await cases()).filter(({ citizen }) => citizen?.name === name);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const timeline = async (id: string): Promise<Entry[]> => (await root.get<Timeline>(`/cases/${id}/timeline`)).items;
const messages = async (id: string) =>
  (await timeline(id)).filter((entry): entry is MessageEntry => entry.kind === 'message');
const activities = async (id: string) =>
  (await timeline(id)).flatMap((entry) => (entry.kind === 'activity' ? [entry.activity] : []));
const answer = (id: string, body: object) => root.post<MessageEntry>(`/cases/${id}/messages`, body);
const statusOf = async (caseId: string, entryId: string) =>
  (await messages(caseId)).find(({ id }) => id === entryId)?.delivery?.status;
const sentTo = (id: string) => other.sent.filter(({ to }) => to.id === id);
const refused = async () => {
  const text = await metricsPage(product.url);
  return Number(/guichet_hooks_refused_total\{kind="webhook",reason="signature"\} (\d+)/.exec(text)?.[1] ?? 0);
};

describe('another system', () => {
  it('is a channel: its people write, are answered, and tell how far the answer came', async () => {
    const zoe = { id: '42', name: 'Zoé Martin' };
    const question = await other.write(zoe, 'Ma carte de stationnement ne marche plus.', {
      attachments: [
        { name: 'carte.txt', type: 'text/plain', content: Buffer.from('carte 42').toString('base64') },
        { name: 'plan.txt', url: `${other.url}/files/plan` },
      ],
    });
    const { id } = await caseOf('Zoé Martin');
    const [first] = await messages(id);
    expect(first).toMatchObject({
      channel: 'webhook',
      direction: 'in',
      text: 'Ma carte de stationnement ne marche plus.',
    });
    await eventually(async () => {
      const files = (await messages(id))[0]!.attachments;
      expect(files.map(({ name, state }) => `${name} ${state}`)).toEqual(['carte.txt ready', 'plan.txt ready']);
    });
    const plan = (await messages(id))[0]!.attachments[1]!;
    expect(await (await root.raw('GET', `/attachments/${plan.id}`)).text()).toBe('file /files/plan');

    const form = new FormData();
    form.set('file', new Blob(['nouvelle carte']), 'carte.txt');
    const upload = await root.post<Attachment>('/attachments', form);
    const entry = await answer(id, { text: 'La voici.', attachmentIds: [upload.id] });
    await product.delivered();
    expect(sentTo('42')).toMatchObject([
      { text: 'La voici.', answers: question, attachments: [{ name: 'carte.txt' }] },
    ]);
    expect(Buffer.from(sentTo('42')[0]!.attachments[0]!.content, 'base64').toString()).toBe('nouvelle carte');
    expect(await statusOf(id, entry.id)).toBe('sent');

    // Out of order and twice: what was read stays read.
    const about = sentTo('42')[0]!.id;
    for (const status of ['read', 'delivered', 'read', 'sent']) await other.post({ type: 'receipt', about, status });
    await product.processed();
    expect(await statusOf(id, entry.id)).toBe('read');

    await other.write(zoe, 'Merci, elle marche.', { answers: about });
    await product.processed();
    expect((await messages(id)).map(({ direction }) => direction)).toEqual(['in', 'out', 'in']);
  });

  it('tells of reactions, corrections and deletions, also before the message they are about', async () => {
    const ali = { id: '43', name: 'Ali Haddad' };
    await other.post({ type: 'edit', about: 'later', from: ali, text: 'Rue du Port, au 31.' });
    await product.processed();
    await other.post({ type: 'message', id: 'later', from: ali, text: 'Rue du Port.' });
    const { id } = await caseOf('Ali Haddad');
    const { id: entryId } = await answer(id, { text: 'Bien noté.' });
    await product.delivered();
    const about = sentTo('43')[0]!.id;
    for (const emoji of ['👍', '👍', null]) await other.post({ type: 'reaction', about, from: ali, emoji });
    await other.post({ type: 'deletion', about: 'later', from: { id: '42' } });
    await product.processed();
    const shown = await activities(id);
    expect(shown.filter(({ type }) => type === 'edited')).toMatchObject([{ text: 'Rue du Port, au 31.' }]);
    expect(shown.filter(({ type }) => type === 'reaction')).toMatchObject([
      { entryId, emoji: '👍', by: 'Ali Haddad' },
      { entryId, emoji: null },
    ]);
    // Somebody else deletes nothing.
    expect(shown.filter(({ type }) => type === 'deleted')).toEqual([]);
  });

  // Threats: R19.
  it('loses and doubles nothing when it is away for half a minute, or asks for patience', async () => {
    await other.write({ id: '44', name: 'Nora Petit' }, 'Allo ?');
    const { id } = await caseOf('Nora Petit');
    other.fault.outage = true;
    const entry = await answer(id, { text: 'Oui ?' });
    await product.delivered();
    expect((await messages(id)).at(-1)!.delivery).toMatchObject({
      status: 'queued',
      reason: 'webhook.responded-with {"status":503,"said":"maintenance"}',
    });
    product.clock.advance(30_000);
    await product.delivered();
    other.fault.outage = false;
    other.fault.limited = 1;
    product.clock.advance(60_000);
    await product.delivered();
    expect(await statusOf(id, entry.id)).toBe('queued');
    product.clock.advance(120_000);
    await product.delivered();
    expect(await statusOf(id, entry.id)).toBe('sent');
    expect(sentTo('44')).toHaveLength(1);
  });

  // Threats: R19.
  it('is heard once, however often it calls, and not at all when it cannot sign', async () => {
    const event = { type: 'message', id: 'once', from: { id: '45', name: 'Inès Roy' }, text: 'Une seule fois.' };
    for (let n = 0; n < 3; n += 1) expect(await other.post(event)).toBe(202);
    expect(await other.post({ events: [event, event] })).toBe(202);
    const before = await refused();
    expect(await other.post({ ...event, id: 'forged', text: 'Changez mon IBAN.' }, 'not our secret')).toBe(403);
    expect(await refused()).toBe(before + 1);
    expect(await messages((await caseOf('Inès Roy')).id)).toHaveLength(1);
    expect((await fetch(account.webhookUrl!.replace(account.id, crypto.randomUUID()), { method: 'POST' })).status).toBe(
      404,
    );
    expect((await root.get<Page<ChannelAccount>>('/channels')).items[0]!.health.state).toBe('ok');
  });

  it('keeps what it does not understand, beside what it does', async () => {
    await other.post({
      events: [
        { type: 'poll', from: { id: '46', name: 'Léa' } },
        { type: 'message', id: 'good', from: { id: '46', name: 'Léa Noir' }, text: 'Bonjour' },
      ],
    });
    await product.processed();
    const [item] = (await cases()).filter(
      ({ citizen }) => citizen?.name === 'webhook:parking/46' || citizen?.name.startsWith('Léa'),
    );
    expect((await messages(item!.id)).map(({ flags }) => flags)).toEqual([['not-shown'], []]);
  });

  it('may say that somebody wants no more of it', async () => {
    await other.write({ id: '47', name: 'Hugo Stop' }, 'Arrêtez.');
    await other.post({ type: 'consent', from: { id: '47' }, given: false, word: 'Arrêtez' });
    const { id } = await caseOf('Hugo Stop');
    expect((await root.get<ReplyRoutes>(`/cases/${id}/reply-routes`)).items).toMatchObject([
      { state: 'closed', reason: 'no-consent', detail: 'Arrêtez' },
    ]);
    await expect(answer(id, { text: 'Encore un mot…' })).rejects.toThrow('"reason":"no-consent"');
  });

  it('is tried from the settings', async () => {
    const test = () => root.post<ChannelTest>('/channels/test', { kind: 'webhook', config: other.config });
    expect(await test()).toMatchObject({ ok: true });
    other.fault.outage = true;
    expect(await test()).toMatchObject({ ok: false });
    other.fault.outage = false;
  });
});
