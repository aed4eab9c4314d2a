import type { CaseDetail, Entry, MessageEntry, Page, SurveyResponse, SurveySettings } from '@guichet/contracts';
import { ApiClient, RunningProduct } from '../support/running-product.js';
import { eventually } from '../support/eventually.js';
import { MailSink } from '../support/mail-sink.js';

const HOUR = 3_600_000;
let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;

beforeAll(async () => {
  [product, sink] = await Promise.all([RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  const config = { address: 'contact@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 };
  await root.post('/channels', { kind: 'email', name: 'Mairie', config });
  await root.call('PUT', '/surveys/settings', {
    body: {
      active: true,
      delayHours: 24,
      pauseDays: 30,
    } satisfies Partial<SurveySettings>,
  });
});
afterAll(async () => {
  await product?.close();
  await sink?.close();
});

async function asks(from: string, subject: string): Promise<string> {
  await product.mail({ from, to: 'contact@town.test', subject, text: 'Bonjour, que dois-je faire ?' });
  await product.processed();
  const { items } = await root.get<Page<{ id: string }>>(`/cases?q=${encodeURIComponent(subject)}`);
  return items[0]!.id;
}
const close = (id: string) => root.patch(`/cases/${id}`, { status: 'closed' });
async function replyAndClose(id: string): Promise<void> {
  await root.post(`/cases/${id}/messages`, { text: 'Voici la réponse à votre question.' });
  await product.delivered();
  await close(id);
}
const activitiesOf = async (id: string) =>
  (await root.get<Page<Entry>>(`/cases/${id}/timeline`)).items.flatMap((entry) =>
    entry.kind === 'activity' ? [entry.activity.type] : [],
  );
const messagesOf = async (id: string) =>
  (await root.get<Page<Entry>>(`/cases/${id}/timeline`)).items.filter(
    (entry): entry is MessageEntry => entry.kind === 'message',
  );
const post = (url: string, form: Record<string, string>, language = 'fr') =>
  fetch(url, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
    headers: { 'accept-language': language },
  });
const responses = () => root.get<Page<SurveyResponse>>('/surveys/responses');
/** A day goes by, with all that was to happen in it. */
async function aDay(): Promise<void> {
  await product.settled();
  await product.advance(25 * HOUR);
}

describe('a survey', () => {
  let link: string;

  it('is sent once, a day after the case was closed, by the channel of the citizen', async () => {
    const id = await asks('Zoé Martin <zoe@citizen.test>', 'Une place en crèche');
    await replyAndClose(id);
    await aDay();
    await eventually(async () => expect(await activitiesOf(id)).toContain('survey-sent'));
    await product.delivered();

    expect(sink.mails.at(-1)!.envelope.to).toEqual(['zoe@citizen.test']);
    const invitation = (await messagesOf(id)).at(-1)!;
    expect(invitation.text).toContain('Bonjour Zoé Martin,');
    expect(invitation).toMatchObject({ flags: ['survey'], actor: { kind: 'system' } });
    const sent = sink.mails.at(-1)!.raw.replaceAll('=\r\n', '');
    link = /https?:\S+\/portal\/surveys\/[a-z2-7.]+/.exec(sent)![0];
    // Whoever has the link reads the response, and may change it: agents see that there is one.
    expect(JSON.stringify(await messagesOf(id))).not.toContain('/portal/surveys/');
    expect(invitation.text).toContain('[lien vers l’enquête]');
    const { status } = await root.get<CaseDetail>(`/cases/${id}`);
    expect(status).toBe('closed');

    await root.patch(`/cases/${id}`, { status: 'open' });
    await close(id);
    await aDay();
    await product.jobsDone();
    expect((await activitiesOf(id)).filter((type) => type === 'survey-sent')).toHaveLength(1);
  });

  it('takes a score by one tap, then a comment, and changes of both, without a name', async () => {
    const before = await fetch(`${link}?score=3`);
    expect(before.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await before.text()).toContain('Votre réponse : <strong>Bien</strong>');
    expect((await responses()).items).toEqual([]);

    const saved = await post(`${link}?score=3`, { score: '3' });
    expect(saved.status).toBe(303);
    const page = await (await fetch(new URL(saved.headers.get('location')!, link))).text();
    expect(page).toContain('Merci, votre réponse est enregistrée.');
    await post(link, { clarity: '4', text: 'Très <b>clair</b>.' });
    await post(link, { score: '2' });

    const { items } = await responses();
    expect(items).toMatchObject([{ score: 2, clarity: 4, text: 'Très <b>clair</b>.', channel: 'email' }]);
    expect(items[0]!.at).toMatch(/T00:00:00.000Z$/);
    expect(JSON.stringify(items)).not.toMatch(/Zoé|zoe|GCH/);
    expect(await (await fetch(link)).text()).toContain('Très &#60;b&#62;clair&#60;/b&#62;.');
  });

  it('accepts a comment of 2,000 characters with line breaks, which a form sends as two characters', async () => {
    const line = 'a'.repeat(19);
    const lines = Array.from({ length: 100 }, () => line);
    expect((await post(link, { text: lines.join('\r\n') })).status).toBe(303);
    expect((await responses()).items[0]!.text).toBe(lines.join('\n'));
  });

  // Threats: A068.
  it('shows nothing of its address but the score', async () => {
    const page = await (await fetch(`${link}?score=%3Cb%20id%3Dxss%3E&text=%3Cb%20id%3Dxss%3E`)).text();
    expect(page).toContain('<h1>');
    expect(page).not.toContain('xss');
  });

  // Threats: A045, R02.
  it('refuses a wrong form and a wrong link, with a page in the language of the citizen', async () => {
    const refused = await post(link, { score: '7' }, 'en');
    expect(refused.status).toBe(400);
    expect(refused.headers.get('content-type')).toContain('text/html');
    expect(await refused.text()).toContain('Your form could not be saved');
    const unfinished = await post(link, { text: 'x'.repeat(3000) }, 'fr-FR,fr;q=0.9');
    const again = await unfinished.text();
    expect([unfinished.status, again]).toEqual([
      400,
      expect.stringMatching(/1\s000 caractères de trop \(2\s000 au plus\)/),
    ]);
    expect(again).toContain(`\n${'x'.repeat(3000)}</textarea>`);
    expect(again).not.toMatch(/maxlength|Merci, votre réponse est enregistrée/);
    expect(
      (
        await post(
          link.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')),
          { score: '3' },
        )
      ).status,
    ).toBe(404);
    expect((await responses()).items).toHaveLength(1);
  });

  it('is not sent for a confidential case, for one closed without a reply, nor again within the pause', async () => {
    const again = await asks('Zoé Martin <zoe@citizen.test>', 'Une autre question');
    const [team] = (await root.get<Page<{ id: string }>>('/teams')).items;
    const secret = await asks('Ali <ali@citizen.test>', 'Une aide');
    const unanswered = await asks('Noé <noe@citizen.test>', 'Une publicité');
    await replyAndClose(again);
    await root.patch(`/teams/${team!.id}`, { confidential: true });
    await replyAndClose(secret);
    await close(unanswered);
    await aDay();
    await product.jobsDone();
    expect(await activitiesOf(again)).not.toContain('survey-sent');
    expect(await activitiesOf(secret)).not.toContain('survey-sent');
    expect(await activitiesOf(unanswered)).not.toContain('survey-sent');
    await root.patch(`/teams/${team!.id}`, { confidential: false });
  });

  it('says by which address no more are sent, which one call of a mail program does and an opened link does not', async () => {
    const id = await asks('Rose <rose@citizen.test>', 'Un acte de naissance');
    await replyAndClose(id);
    await aDay();
    const invitation = await sink.find(({ envelope, headers }) => envelope.to[0] === 'rose@citizen.test' && headers.has('list-unsubscribe')); // prettier-ignore
    const address = /^<(.+)>$/.exec(invitation.headers.get('list-unsubscribe')!)![1]!;
    const replies = sink.mails.filter(({ headers }) => !headers.get('subject')?.includes('avis'));
    expect(replies.some(({ headers }) => headers.has('list-unsubscribe'))).toBe(false);

    const opened = await fetch(address);
    expect(await opened.text()).toContain('Ne plus recevoir d’enquête');
    expect(await product.sql.query(`select 1 from survey_refusal`)).toEqual([]);
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    for (const body of [form, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })]) {
      const done = await fetch(address, { method: 'POST', body, redirect: 'manual' });
      expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('C’est noté')]);
    }
    await product.advance(31 * 24 * HOUR);
    const next = await asks('Rose <rose@citizen.test>', 'Un passeport');
    await replyAndClose(next);
    await aDay();
    await product.jobsDone();
    expect(await activitiesOf(next)).not.toContain('survey-sent');
    expect((await fetch(address.replace(/.(?=\/unsubscribe)/, (last) => (last === 'a' ? 'b' : 'a')))).status).toBe(404);
  });

  it('ends after a month', async () => {
    await product.advance(31 * 24 * HOUR);
    expect((await fetch(link)).status).toBe(404);
    expect((await post(link, { score: '1' })).status).toBe(404);
  });
});
