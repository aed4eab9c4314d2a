import type { Agent, CaseDetail, ChannelAccount, RenderedSignature, SavedDraft, Signatures } from '@guichet/contracts';
import PostalMime from 'postal-mime';
import type { Browser } from 'playwright-core';
import { io } from 'socket.io-client';
import { Twilio } from '../providers/twilio.js';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient } from '../support/running-product.js';
import { ADDRESS, RunningTown } from '../support/running-town.js';

const LEA = { email: 'lea@town.test', password: 'another horse battery' };
const US = '+33757050101';
const credentials = { accountSid: `AC${'4f1d'.repeat(8)}`, authToken: 'the token of an account' };

let town: RunningTown;
let twilio: Twilio;
let browser: Browser;
let lea: ApiClient;
let agentId: string;
let teamId: string;
let sms: ChannelAccount;

beforeAll(async () => {
  [town, twilio, browser] = await Promise.all([RunningTown.open(), Twilio.start(), launchChromium()]);
  const root = town.desk.client;
  teamId = root.session.teams[0]!.id;
  await root.patch(`/teams/${teamId}`, { name: 'État civil' });
  await root.call('PUT', '/organisation', {
    body: { name: 'Mairie de Valbourg', address: '1 place de la Mairie\n21000 Valbourg' },
  });
  const wanted = { ...LEA, name: 'Léa Martin', teamIds: [teamId] };
  agentId = (await root.post<Agent>('/agents', wanted)).id;
  await root.patch(`/agents/${agentId}`, { jobTitle: 'Officier d’état civil' });
  lea = await ApiClient.signIn(town.product.url, LEA);
  const line = twilio.connect({ ...credentials, numbers: [US], webhookUrl: null });
  sms = await town.desk.connect('sms', { ...credentials, from: US, apiBaseUrl: twilio.url, undoSeconds: 0 });
  line.webhookUrl = sms.webhookUrl;
});
afterAll(async () => {
  await browser?.close();
  await town?.close();
  await twilio?.close();
});

const anonymous = (wanted: { reason: string | null }) =>
  town.desk.client.call('PUT', `/agents/${agentId}/anonymity`, { body: wanted });

/** The case of a mail from somebody, by its subject. */
async function asked(subject: string): Promise<string> {
  await town.product.mail({ from: 'Zoé <zoe@citizen.test>', to: ADDRESS, subject, text: `${subject}, où aller ?` });
  return (await town.caseOf(`${subject}, où aller ?`)).id;
}
/** The mail as its reader gets it, and its bytes. */
async function received(caseId: string, reply: object) {
  const { subject } = await lea.get<CaseDetail>(`/cases/${caseId}`);
  await lea.post(`/cases/${caseId}/messages`, reply);
  const { raw } = await town.sink.find(({ envelope, headers }) => envelope.to.includes('zoe@citizen.test') && headers.get('subject')?.includes(subject) === true && !headers.has('auto-submitted')); // prettier-ignore
  return { ...(await PostalMime.parse(Buffer.from(raw, 'latin1'))), raw };
}

describe('an administrator', () => {
  it('writes the blocks beside what they make of a reply, in both languages', async () => {
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${town.product.url}/settings/signatures`);
    await page.getByText('Replies are not signed yet.').waitFor();
    await page.getByText('French', { exact: true }).click();
    const mails = page.getByRole('textbox', { name: 'Signature of emails' });
    await mails.fill('');
    const chips = page.getByRole('group', { name: 'Insert into “Signature of emails”' });
    await chips.getByRole('button', { name: 'Agent' }).click();
    await mails.press('Enter');
    await chips.getByRole('button', { name: 'Job title' }).click();
    await mails.press('End');
    await mails.pressSequentially(', {{service}}\n{{organisation}}\n{{address}}');
    await page.getByRole('textbox', { name: 'Letterhead' }).fill('VILLE DE VALBOURG');
    await page.getByRole('textbox', { name: 'Legal notice' }).fill('Vos données : dpo@valbourg.test');
    await page.getByRole('textbox', { name: 'Accessibility', exact: true }).fill('Accessibilité : conforme');
    await page
      .getByRole('textbox', { name: 'Address of the accessibility statement' })
      .fill('https://valbourg.test/a11y');

    const mail = page.frameLocator('iframe[title="By email"]');
    await mail.getByText('VILLE DE VALBOURG').waitFor();
    await mail.getByRole('link', { name: 'Accessibilité : conforme' }).waitFor();
    await page.getByText('characters of the 160 of the first part').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved', { exact: true }).waitFor();

    const { settings } = await town.desk.client.get<Signatures>('/signatures');
    expect(settings?.full.fr).toBe('{{agent}}\n{{quality}}, {{service}}\n{{organisation}}\n{{address}}');
    expect(await screen.faults()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a reply of an agent', () => {
  it('arrives signed, as text and as HTML, though the client sends nothing of it', async () => {
    const reply = { text: 'Au guichet 4.', html: '<p>Au guichet 4.</p>' };

    const mail = await received(await asked('Acte'), reply);

    expect(mail.text?.trimEnd()).toBe(
      [
        'Au guichet 4.\n\n-- \nLéa Martin\nOfficier d’état civil, État civil\nMairie de Valbourg',
        '1 place de la Mairie\n21000 Valbourg\n\nVos données : dpo@valbourg.test\nAccessibilité : conforme https://valbourg.test/a11y',
      ].join('\n'),
    );
    expect(mail.html).toMatch(
      /^<div data-letterhead.*VILLE DE VALBOURG.*<p>Au guichet 4\.<\/p><div data-signature.*<br>Léa Martin<br>.*<a href="https:\/\/valbourg\.test\/a11y">/,
    );
    expect(mail.from).toMatchObject({ address: ADDRESS, name: 'email' });
  });

  it('is one line longer by SMS, and as long as the composer has said', async () => {
    await twilio.write({ from: '+33639981201', text: 'Mon acte ?' });
    const { id } = await town.desk.caseWith('Mon acte ?');
    const query = `channelAccountId=${sms.id}&language=fr`;
    const { text } = await lea.get<RenderedSignature>(`/cases/${id}/signature?${query}`);

    await lea.post(`/cases/${id}/messages`, { text: 'Au guichet 4.' });

    const sent = await twilio.find(({ body }) => body.startsWith('Au guichet 4.'));
    expect(sent.body).toBe(`Au guichet 4.${text}`);
    expect(text).toBe('\nLéa Martin, État civil, Mairie de Valbourg');
  });

  it('names nobody where the agent is anonymous: in the mail, in the chat, and while they write', async () => {
    await anonymous({ reason: 'Menaces' });
    const chat = await town.openChat();
    const zoe = await town.enter(chat);
    await zoe.say('Bonjour du chat');
    const chatCase = await town.caseOf('Bonjour du chat');

    const mail = await received(await asked('Livret'), { text: 'Au guichet 5.', html: '<p>Au guichet 5.</p>' });
    const socket = io(`${town.product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: lea.cookie } });
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
    socket.emit('watch', { caseId: chatCase.id });
    socket.emit('presence', { caseId: chatCase.id, state: 'writing' });
    const typing = await zoe.frame<{ on: boolean; name: string }>('typing');
    await lea.post(`/cases/${chatCase.id}/messages`, { text: 'Au guichet 6.' });
    const { author } = await zoe.message('Au guichet 6.');

    expect([typing.name, author]).toEqual([expect.stringMatching(/^Agent \d+$/), typing.name]);
    expect(mail.text).toContain(`-- \n${author}\nOfficier d’état civil, État civil\n`);
    const decoded = JSON.stringify([mail, zoe.frames, [...zoe.messages.values()]]);
    expect(decoded).not.toMatch(/Martin|L(?:é|=C3=A9)a|lea@/);
    expect(mail.raw).not.toMatch(/Martin|lea@/);
    socket.disconnect();
    zoe.leave();
    await anonymous({ reason: null });
  });
});

describe('the composer', () => {
  it('shows what will be added, by each channel and in each language, and counts it', async () => {
    const caseId = await asked('Passeport');
    await lea.post(`/cases/${caseId}/messages`, { text: 'Un premier mot.', html: '<p>Un premier mot.</p>' });
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(LEA);
    const { page } = screen;
    await page.goto(`${town.product.url}/cases/${caseId}`);
    await page.getByRole('button', { name: 'Show quoted text' }).first().waitFor();
    await page.keyboard.press('r');
    const strip = page.getByRole('region', { name: 'Signature' });
    await strip.getByText('Léa Martin, Officier d’état civil, État civil').click();
    await strip.getByText('Vos données : dpo@valbourg.test').waitFor();
    await strip.getByRole('button', { name: 'EN English' }).click();
    await strip.locator('p[lang=en]').waitFor();
    // It is kept with the words, over a visit elsewhere and a reload.
    await page.locator('[contenteditable=true]').first().click();
    await page.keyboard.type('Hello');
    const draft = async () => (await lea.get<{ draft: SavedDraft }>(`/cases/${caseId}/draft`)).draft;
    await eventually(async () => expect(await draft()).toMatchObject({ text: 'Hello', language: 'en' }));
    const isKept = () => strip.getByRole('button', { name: 'EN English', pressed: true }).waitFor();
    await screen.visit('/search');
    await screen.visit(`/cases/${caseId}`);
    await isKept();
    await page.reload();
    await isKept();
    await strip.getByText('Léa Martin, Officier d’état civil, État civil').click();

    await anonymous({ reason: 'Menaces' });
    await strip.getByText('You are not named').waitFor();
    await strip.locator('p', { hasText: /^Agent \d+$/m }).waitFor();
    await anonymous({ reason: null });
    expect(screen.errors).toEqual([]);
    await screen.close();

    const phone = await town.desk.caseWith('Mon acte ?');
    const other = await Screen.open(browser, town.product.url, { locale: 'fr-FR' });
    await other.signIn(LEA);
    await other.page.goto(`${town.product.url}/cases/${phone.id}`);
    await other.page
      .getByRole('button', { name: /Répondre/ })
      .first()
      .click();
    await other.page.getByRole('textbox', { name: 'Répondre' }).fill('a'.repeat(150));
    const line = other.page.getByRole('region', { name: 'Signature' });
    await line.getByText('Léa Martin, État civil, Mairie de Valbourg').waitFor();
    await eventually(async () => expect(await other.page.getByText(/^2 SMS/).count()).toBe(1));
    expect(other.errors).toEqual([]);
    await other.close();
  });
});

describe('a supervisor', () => {
  it('gives a team its block, and says with a reason that its agents are not named', async () => {
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${town.product.url}/settings/teams/${teamId}/signature`);
    await page.getByRole('textbox', { name: 'Name of the service' }).fill('Civil registry');
    await page.frameLocator('iframe[title="By email"]').getByText('Civil registry').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Stop naming them' }).click();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: 'Stop naming them' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Menaces au guichet');
    await confirm.click();
    await page.getByText('Menaces au guichet').waitFor();
    await page.getByRole('button', { name: 'Name them again' }).click();
    await page.getByText(/Ended by/).waitFor();

    const { anonymities, teams } = await town.desk.client.get<Signatures>('/signatures');
    expect(anonymities.find((one) => one.teamId === teamId)).toMatchObject({ reason: 'Menaces au guichet' });
    expect(teams.find(({ id }) => id === teamId)?.signature.service.en).toBe('Civil registry');
    expect(await screen.faults()).toEqual([]);
    await screen.close();
  });
});
