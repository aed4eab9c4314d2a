import type { CaseSummary, ChannelAccount, Page as List } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { OAuthProvider } from '../providers/oauth-provider.js';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { startDovecot, type Dovecot } from '../support/dovecot.js';
import { eventually } from '../support/eventually.js';
import { MailSink } from '../support/mail-sink.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const ADDRESS = 'contact@ville.test';
let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let provider: OAuthProvider;
let dovecot: Dovecot;
let sink: MailSink;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  provider = await OAuthProvider.start({
    kind: 'microsoft',
    redirectUri: `${product.url}/settings/channels/consent`,
  });
  dovecot = await startDovecot({ introspectionUrl: provider.introspectionUrl });
  sink = await MailSink.open({ userOfToken: (token) => provider.userOf(token) });
  const exchange = 'ville-test.mail.protection.outlook.com';
  product.dns.publish('ville.test', { MX: [{ exchange, priority: 10 }] });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await dovecot?.close();
  await sink?.close();
  await provider?.close();
});

const account = async (): Promise<ChannelAccount> =>
  (await root.get<List<ChannelAccount>>('/channels')).items.find(({ addresses }) => addresses.includes(ADDRESS))!;
const arrived = (subject: string): Promise<CaseSummary> =>
  eventually(async () => {
    const { items } = await root.get<List<CaseSummary>>(`/cases?q=${encodeURIComponent(subject)}`);
    if (!items[0]) throw new Error(`${subject} has not arrived.`);
    return items[0];
  });
const mail = (subject: string) =>
  `From: zoe@citizen.test\r\nTo: ${ADDRESS}\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(' ', '.')}@citizen.test>\r\n\r\nBonjour\r\n`;

/** What a person does on the pages of the provider. */
async function allowAtProvider(page: Page): Promise<void> {
  await page.waitForURL(`${provider.url}/**`);
  const login = page.locator('input[name=login]');
  await login
    .or(page.getByRole('button', { name: 'Continue' }))
    .first()
    .waitFor();
  if (await login.isVisible()) {
    await login.fill(ADDRESS);
    await page.locator('input[name=password]').fill('x');
    await page.getByRole('button', { name: 'Sign-in' }).click();
  }
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${product.url}/**`);
}

describe('a mailbox of Microsoft 365', () => {
  let screen: Screen;
  let page: Page;
  beforeAll(async () => {
    screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    ({ page } = screen);
  });
  afterAll(() => screen.close());

  it('is found by its address, and connected by signing in at the provider', async () => {
    await page.goto(`${product.url}/settings/channels`);
    await page.getByRole('button', { name: 'Add a channel' }).click();
    await page.getByRole('menuitem', { name: 'Email' }).click();
    // The field has the focus: an administrator types and goes on by the keyboard.
    await page.locator(':focus[type=email]').waitFor();
    await page.keyboard.type(ADDRESS);
    await page.keyboard.press('Enter');
    await page.getByText('The mail of ville.test is received by Microsoft 365.').waitFor();
    await page.getByText('Incoming mail: outlook.office365.com:993').waitFor();
    await page.getByText('Senders are checked by: protection.outlook.com').waitFor();
    await page.getByText(`${product.url}/settings/channels/consent`).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);

    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mairie');
    // What stands in for Microsoft is on this machine.
    await page.getByRole('button', { name: 'Change the servers and all settings' }).click();
    const incoming = page.getByRole('group', { name: 'Read a mailbox (IMAP)' });
    const outgoing = page.getByRole('group', { name: 'Outgoing server (SMTP)' });
    for (const [group, port] of [
      [incoming, dovecot.port],
      [outgoing, sink.port],
    ] as const) {
      await group.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1');
      await group.getByRole('textbox', { name: 'Port' }).fill(String(port));
    }
    await incoming.getByRole('switch', { name: 'Encrypted from the start (TLS)' }).uncheck();
    const oauth = page.getByRole('group', { name: 'Sign in at the provider (OAuth 2)' });
    await oauth.getByRole('textbox', { name: 'Directory (tenant) ID' }).fill(provider.tenant);
    await oauth.getByRole('textbox', { name: 'Application (client) ID' }).fill(provider.client.id);
    await oauth.getByLabel('Client secret', { exact: true }).fill(provider.client.secret);
    await oauth.getByText('Advanced settings').click();
    await oauth.getByRole('textbox', { name: 'Other sign-in server' }).fill(provider.url);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Mairie: one step left' }).waitFor();

    await page.getByRole('button', { name: 'Sign in at Microsoft 365' }).click();
    await allowAtProvider(page);
    await page.getByText('The provider gives access.').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await eventually(async () => expect((await account()).health.state).toBe('ok'));
    expect((await account()).consent).toMatchObject({ provider: 'Microsoft 365', state: 'given' });
    // What was found is kept, though it was not shown in the short form.
    expect((await account()).config).toMatchObject({ inbound: { trustedServer: 'protection.outlook.com' } });
  });

  it('brings its mail, and sends replies with the token', async () => {
    await dovecot.deliver(mail('Permis de construire'));
    const { id } = await arrived('Permis de construire');
    await root.post(`/cases/${id}/messages`, { text: 'Voici la réponse.' });
    await product.advance(15_000);
    const { envelope } = await sink.find(({ raw }) => raw.includes('Voici la r'));
    expect(envelope).toEqual({ from: expect.any(String), to: ['zoe@citizen.test'] });
  });

  it('says in words that the consent is over, and is renewed by one button', async () => {
    await provider.revokeAll();
    await dovecot.restart();
    await eventually(async () => expect((await account()).health.state).toBe('error'));
    await page.goto(`${product.url}/settings/channels`);
    await page.getByText(/Microsoft 365 no longer gives access to this mailbox/).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByRole('button', { name: 'Sign in at Microsoft 365' }).click();
    await allowAtProvider(page);
    await page.getByText('The provider gives access.').waitFor();
    await dovecot.deliver(mail('Après le renouvellement'.normalize('NFD').replace(/\p{M}/gu, '')));
    await arrived('Apres le renouvellement');
    await eventually(async () => expect((await account()).health.state).toBe('ok'));
  });

  // ASVS: 10.1.2.
  it('takes no way back that this session has not begun', async () => {
    await page.goto(`${product.url}/settings/channels/consent?code=stolen&state=made-up`);
    await page.getByRole('alert').getByText('This sign-in was begun elsewhere').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('link', { name: 'All channels' }).click();
    await page.waitForURL('**/settings/channels');
  });
});
