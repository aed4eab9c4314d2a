import type { ChannelAccount, Entry, Page } from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { MailSink, type SunkMail } from '../support/mail-sink.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { SmtpClient, type Posting } from '../support/smtp-client.js';
import { hostileMails, mailOfPerson } from './hostile-mails.js';

const EACH = 25;
const PERSONS = 20;
let browser: Browser;
let product: RunningProduct;
let twin: RunningProduct;
let sink: MailSink;
let root: ApiClient;

beforeAll(async () => {
  [browser, product, twin, sink] = await Promise.all([
    launchChromium(),
    RunningProduct.start(),
    RunningProduct.start(),
    MailSink.open(),
  ]);
  root = await ApiClient.signIn(product.url);
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await twin?.close();
  await sink?.close();
});

/** A mailbox that acknowledges, and sends by this relay. */
async function acknowledges(api: ApiClient, address: string, relay: MailSink): Promise<string> {
  await api.call('PUT', '/organisation', { body: { name: 'Ville de Valbourg', mail: address } });
  const outbound = { host: '127.0.0.1', port: relay.port, secure: false };
  const config = { address, inbound: { smtp: true }, outbound, undoSeconds: 0 };
  const { id } = await api.post<ChannelAccount>('/channels', { kind: 'email', name: address, config });
  const templates = await api.get<Page<{ id: string; key: string }>>('/acknowledgements/templates');
  const templateId = templates.items.find(({ key }) => key === 'acknowledgement')!.id;
  const body = { enabled: true, templateId, closedTemplateId: null };
  await api.call('PUT', `/channels/${id}/acknowledgement`, { body });
  return id;
}

async function post(to: RunningProduct, mails: readonly Posting[]): Promise<void> {
  const client = await SmtpClient.connect(to.product.smtpPort!);
  for (const mail of mails) await client.send(mail);
  client.close();
}

/** Waits until nothing goes on by itself any more. */
async function quiet(...products: RunningProduct[]): Promise<void> {
  for (let round = 0; round < 3; round += 1)
    for (const one of products) {
      await one.processed();
      await one.settled();
      await one.jobsDone();
      await one.delivered();
    }
}

const recipients = (mails: readonly SunkMail[]) => mails.flatMap(({ envelope }) => envelope.to).sort();

describe('an acknowledgement', () => {
  // Threats: L01, L04, L05.
  it('goes once a day to whoever waits for an answer, and to no robot, list, bounce or address of ours', async () => {
    await acknowledges(root, 'contact@town.test', sink);
    const persons = Array.from({ length: PERSONS }, (_, n) => `personne-${n}@quartier-${n % 7}.test`);
    const hostile = hostileMails(EACH);
    const storm = persons.flatMap((address) => Array.from({ length: 10 }, (_, n) => mailOfPerson(address, n)));
    expect(hostile.length + storm.length).toBe(1000);
    await post(product, [...hostile.slice(0, 400), ...storm, ...hostile.slice(400)]);
    await quiet(product);

    expect(recipients(sink.mails)).toEqual(persons.toSorted());
    for (const { envelope, headers } of sink.mails) {
      expect(envelope.from).toBe('');
      expect(headers.get('auto-submitted')).toBe('auto-replied');
    }
    const reasons = await product.sql.query<{ reason: string | null; count: number }>(
      `select reason, count(*)::int as count from automatic_message group by 1 order by 1`,
    );
    const of = (reason: string | null) => reasons.find((row) => row.reason === reason)?.count ?? 0;
    expect(of(null)).toBe(PERSONS);
    expect(of('daily-limit')).toBe(PERSONS * 9);
    expect([of('own-address'), of('no-sender'), of('too-old')]).toEqual([2 * EACH, 2 * EACH, EACH]);
    const [came] = await product.sql.query<{ count: number }>(
      `select count(*)::int as count from message where direction = 'in'`,
    );
    expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(came!.count);
  });

  // Threats: L02, L03. Two towns that write to each other, by relays that take away whatever marks a mail as automatic.
  it('ends a correspondence of two Guichets that does not know what it is', async () => {
    const marks =
      /^(?:auto-submitted|precedence|x-auto-response-suppress|x-guichet-loop|in-reply-to|references|reply-to):.*\r?\n(?:[ \t].*\r?\n)*/gim;
    const relayTo = (to: () => RunningProduct, from: string) =>
      MailSink.open({
        onMail: ({ raw, envelope }) =>
          post(to(), [{ from, to: envelope.to[0]!, raw: Buffer.from(raw.replace(marks, ''), 'latin1') }]),
      });
    const toTwin = await relayTo(() => twin, 'bureau@here.test');
    const toHere = await relayTo(() => product, 'bureau@there.test');
    await acknowledges(root, 'bureau@here.test', toTwin);
    await acknowledges(await ApiClient.signIn(twin.url), 'bureau@there.test', toHere);

    await post(product, [{ ...mailOfPerson('bureau@there.test', 1), to: 'bureau@here.test' }]);
    await eventually(async () => {
      await quiet(product, twin);
      expect([toTwin.mails.length, toHere.mails.length]).toEqual([1, 1]);
    });
    await quiet(product, twin);
    expect([recipients(toTwin.mails), recipients(toHere.mails)]).toEqual([['bureau@there.test'], ['bureau@here.test']]);
    expect(await reasonsIn(product, 'bureau@there.test')).toEqual([null, 'daily-limit']);
    await Promise.all([toTwin.close(), toHere.close()]);
  });
});

const reasonsIn = async (of: RunningProduct, address: string) =>
  (
    await of.sql.query<{ reason: string | null }>(
      `select reason from automatic_message where address = $1 order by at`,
      [`email:${address}`],
    )
  ).map(({ reason }) => reason);

describe('the screens of acknowledgements', () => {
  it('set which template is sent, and say why a message got none', async () => {
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/settings/channels`);
    await page.getByRole('button', { name: 'Change the acknowledgement of contact@town.test' }).click();
    const dialog = page.getByRole('dialog', { name: 'Acknowledgement: contact@town.test' });
    await dialog.getByRole('switch', { name: 'Acknowledge receipt' }).waitFor();
    await page.getByText('Acknowledgement', { exact: true }).or(page.locator('input[value="Acknowledgement"]')).first().waitFor(); // prettier-ignore
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('switch', { name: 'Acknowledge receipt' }).press('Space');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Receipt is not acknowledged').waitFor();

    const [row] = await product.sql.query<{ caseId: string }>(
      `select case_id as "caseId" from automatic_message where reason = 'mailing-list' limit 1`,
    );
    const { items } = await root.get<Page<Entry>>(`/cases/${row!.caseId}/timeline`);
    expect(items.map((entry) => entry.kind === 'activity' && entry.activity.type)).toContain('not-acknowledged');
    await page.goto(`${product.url}/cases/${row!.caseId}`);
    await page.getByText('No acknowledgement was sent: the message comes from a mailing list.').waitFor();
    expect([screen.errors, screen.strays]).toEqual([[], []]);
    await screen.close();
  });
});
