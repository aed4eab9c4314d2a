import type { CaseSummary, Page as ListPage } from '@guichet/contracts';
import type { Browser, Locator } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { MailSink } from '../support/mail-sink.js';
import { receiverVerdict, RELAY_ADDRESS } from '../support/receiver-verdict.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const DOMAIN = 'mairie.test';
const ADDRESS = `contact@${DOMAIN}`;

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let sink: MailSink;

beforeAll(async () => {
  [browser, product, sink] = await Promise.all([launchChromium(), RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: {
      ...{ address: ADDRESS, inbound: { smtp: true }, undoSeconds: 0 },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
    },
  });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await sink?.close();
});

/** The texts of the lines to add, as somebody enters them at their DNS: names without the point, long texts joined. */
async function lines(page: Locator): Promise<{ name: string; value: string }[]> {
  const all = await page.locator('code').allTextContents();
  return all
    .map((line) => /^(\S+)\. IN TXT (.+)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name, texts]) => ({ name: name!, value: [...texts!.matchAll(/"([^"]*)"/g)].map(([, text]) => text).join('') })); // prettier-ignore
}

/** A reply as its recipient's server judges it. */
async function judgedReply() {
  await product.mail({ envelope: { from: 'zoe@citizen.test', to: ADDRESS }, raw: `From: zoe@citizen.test\r\nTo: ${ADDRESS}\r\nSubject: Passport\r\n\r\nHow long?\r\n` }); // prettier-ignore
  await product.processed();
  const [found] = (await root.get<ListPage<CaseSummary>>('/cases')).items;
  await root.post(`/cases/${found!.id}/messages`, { text: 'Trois semaines.' });
  const mail = await sink.find(({ envelope }) => envelope.to.includes('zoe@citizen.test'));
  return receiverVerdict(mail, product.dns);
}

it('an administrator sees what DNS lacks, copies the lines, and replies are then genuine to everybody', async () => {
  const screen = await Screen.open(browser, product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${product.url}/settings/deliverability`);
  const domain = page.getByRole('region', { name: DOMAIN });
  await domain.getByText('Not checked yet', { exact: false }).waitFor();
  await domain.getByRole('button', { name: 'Make a key' }).click();
  await page.getByRole('menuitem', { name: /^RSA/ }).click();
  await domain.getByText('3 things to correct', { exact: false }).waitFor();
  await domain.getByText('DNS does not publish the key', { exact: false }).waitFor();
  await domain.getByText('which is in your own network', { exact: false }).first().waitFor();
  expect([await screen.faultsInEveryLook(), screen.errors, screen.strays]).toEqual([[], [], []]);

  const copied = await lines(domain);
  expect(copied.map(({ name }) => name)).toEqual([
    DOMAIN,
    expect.stringMatching(/^guichet\d{8}\._domainkey\.mairie\.test$/),
    `_dmarc.${DOMAIN}`,
    `_mta-sts.${DOMAIN}`,
  ]);
  for (const { name, value } of copied)
    product.dns.publish(name, { TXT: [name === DOMAIN ? value.replace('mx', `ip4:${RELAY_ADDRESS}`) : value] });
  await domain.getByRole('button', { name: `Check again: ${DOMAIN}` }).click();
  await domain.getByText('and signing is switched off', { exact: false }).waitFor();
  await domain.getByRole('switch', { name: `Sign mail from ${DOMAIN}` }).click();
  await domain.getByText('which DNS publishes', { exact: false }).waitFor();
  await domain.getByText('in DNS since', { exact: false }).waitFor();
  await expect(judgedReply()).resolves.toMatchObject({ spf: 'pass', dkim: [`pass ${DOMAIN}`], dmarc: 'pass' });
  await screen.close();
});
