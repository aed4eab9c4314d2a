import type { CaseDetail, Entry, MessageEntry, Page, SurveyAnswer, SurveySettings } from '@guichet/contracts';
import { Client, RunningProduct } from '../support/product.js';
import { eventually } from '../support/eventually.js';
import { Sink } from '../support/sink.js';

const HOUR = 3_600_000;
let product: RunningProduct;
let sink: Sink;
let root: Client;

beforeAll(async () => {
  [product, sink] = await Promise.all([RunningProduct.start(), Sink.open()]);
  root = await Client.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  const config = { address: 'contact@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 };
  await root.post('/channels', { kind: 'email', name: 'Mairie', config });
  await root.call('PUT', '/surveys/settings', {
    active: true,
    delayHours: 24,
    pauseDays: 30,
  } satisfies Partial<SurveySettings>);
});
afterAll(async () => {
  await product?.close();
  await sink?.close();
});

async function asks(from: string, subject: string): Promise<string> {
  await product.mail({ from, to: 'contact@town.test', subject, text: 'Bonjour, que dois-je faire ?' });
  await product.understood();
  const { items } = await root.get<Page<{ id: string }>>(`/cases?q=${encodeURIComponent(subject)}`);
  return items[0]!.id;
}
const close = (id: string) => root.patch(`/cases/${id}`, { status: 'closed' });
const factsOf = async (id: string) =>
  (await root.get<Page<Entry>>(`/cases/${id}/timeline`)).items.flatMap((entry) =>
    entry.kind === 'fact' ? [entry.fact.type] : [],
  );
const messagesOf = async (id: string) =>
  (await root.get<Page<Entry>>(`/cases/${id}/timeline`)).items.filter(
    (entry): entry is MessageEntry => entry.kind === 'message',
  );
const post = (url: string, form: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
const answers = () => root.get<Page<SurveyAnswer>>('/surveys/answers');
/** A day goes by, with all that was to happen in it. */
async function aDay(): Promise<void> {
  await product.settled();
  await product.advance(25 * HOUR);
}

describe('how it went', () => {
  let link: string;

  it('is asked once, a day after the case was closed, by the channel of the citizen', async () => {
    const id = await asks('Zoé Martin <zoe@citizen.test>', 'Une place en crèche');
    await close(id);
    await aDay();
    await eventually(async () => expect(await factsOf(id)).toContain('survey-sent'));
    await product.delivered();

    expect(sink.mails.at(-1)!.envelope.to).toEqual(['zoe@citizen.test']);
    const invitation = (await messagesOf(id)).at(-1)!;
    expect(invitation.text).toContain('Bonjour Zoé Martin,');
    expect(invitation).toMatchObject({ flags: ['survey'], actor: { kind: 'system' } });
    link = /https?:\S+\/portal\/surveys\/[a-z2-7.]+/.exec(invitation.text)![0];
    const { status } = await root.get<CaseDetail>(`/cases/${id}`);
    expect(status).toBe('closed');

    await root.patch(`/cases/${id}`, { status: 'open' });
    await close(id);
    await aDay();
    await product.rung();
    expect((await factsOf(id)).filter((type) => type === 'survey-sent')).toHaveLength(1);
  });

  it('is answered with one tap, then told more, and changed, all of it without a name', async () => {
    const before = await fetch(`${link}?score=3`);
    expect(before.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await before.text()).toContain('Vous avez répondu : <strong>Bien</strong>');
    expect((await answers()).items).toEqual([]);

    const answered = await post(`${link}?score=3`, { score: '3' });
    expect(answered.status).toBe(303);
    const page = await (await fetch(new URL(answered.headers.get('location')!, link))).text();
    expect(page).toContain('Merci, c’est noté.');
    await post(link, { clarity: '4', text: 'Très <b>clair</b>.' });
    await post(link, { score: '2' });

    const { items } = await answers();
    expect(items).toMatchObject([{ score: 2, clarity: 4, text: 'Très <b>clair</b>.', channel: 'email' }]);
    expect(items[0]!.at).toMatch(/T00:00:00.000Z$/);
    expect(JSON.stringify(items)).not.toMatch(/Zoé|zoe|GCH/);
    expect(await (await fetch(link)).text()).toContain('Très &#60;b&#62;clair&#60;/b&#62;.');
  });

  it('refuses what is no answer, and a link that is none', async () => {
    expect((await post(link, { score: '7' })).status).toBe(400);
    expect(
      (
        await post(
          link.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')),
          { score: '3' },
        )
      ).status,
    ).toBe(404);
    expect((await answers()).items).toHaveLength(1);
  });

  it('is not asked about what is confidential, nor of somebody who was asked lately', async () => {
    const again = await asks('Zoé Martin <zoe@citizen.test>', 'Une autre question');
    const [team] = (await root.get<Page<{ id: string }>>('/teams')).items;
    const secret = await asks('Ali <ali@citizen.test>', 'Une aide');
    await close(again);
    await root.patch(`/teams/${team!.id}`, { confidential: true });
    await close(secret);
    await aDay();
    await product.rung();
    expect(await factsOf(again)).not.toContain('survey-sent');
    expect(await factsOf(secret)).not.toContain('survey-sent');
    await root.patch(`/teams/${team!.id}`, { confidential: false });
  });

  it('is over after a month', async () => {
    await product.advance(31 * 24 * HOUR);
    expect((await fetch(link)).status).toBe(404);
    expect((await post(link, { score: '1' })).status).toBe(404);
  });
});
