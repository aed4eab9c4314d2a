import type { CaseDetail, MessageEntry, Organisation, Page as ListPage } from '@guichet/contracts';
import type { ReplyPage } from '@guichet/database';
import { replyLink } from '@guichet/messages';
import { Keyring, newId } from '@guichet/platform';
import type { Browser } from 'playwright-core';
import { Twilio } from '../providers/twilio.js';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { ADDRESS, RunningTown } from '../support/running-town.js';
import { pdf } from '../support/sample-files.js';
import { eventually } from '../support/eventually.js';

const DAY_MS = 86_400_000;
const ZOE = '+33639981201';

let browser: Browser;
let town: RunningTown;
let twilio: Twilio;
let links: Record<'reply' | 'file' | 'survey' | 'gone', string>;

beforeAll(async () => {
  [browser, town, twilio] = await Promise.all([launchChromium(), RunningTown.open(), Twilio.start()]);
  const organisation = await town.desk.client.get<Organisation>('/organisation');
  await town.desk.client.call('PUT', '/organisation', { body: { ...organisation, name: 'Ville de Valbourg' } });
  const [survey, reply, file] = [await surveyLink(), await pageOfReply(), await fileLink()];
  links = { survey, reply, file, gone: `${reply.slice(0, -1)}${reply.endsWith('a') ? 'b' : 'a'}` };
});
afterAll(async () => {
  await browser?.close();
  await town?.close();
  await twilio?.close();
});

/** The link in the mail that asks Zoé how it went. */
async function surveyLink(): Promise<string> {
  const { product, desk, sink } = town;
  await desk.client.call('PUT', '/surveys/settings', { body: { active: true, delayHours: 1, pauseDays: 30 } });
  await product.mail({
    from: 'Zoé <zoe@citizen.test>',
    to: ADDRESS,
    subject: 'Une place en crèche',
    text: 'Que faire ?',
  });
  const { id } = await town.caseOf('Une place');
  await desk.answer(id, { text: 'Voici la réponse à votre question.' });
  await product.delivered();
  await desk.client.patch(`/cases/${id}`, { status: 'closed' });
  await product.settled();
  await product.advance(DAY_MS / 2);
  return eventually(async () => {
    await product.delivered();
    const found = /https?:\S+\/portal\/surveys\/[a-z2-7.]+/.exec(sink.mails.at(-1)!.raw.replaceAll('=\r\n', ''));
    if (!found) throw new Error('No survey has come.');
    return found[0];
  });
}

/** The link to the page of a long reply, with all that such a page may hold. */
async function pageOfReply(): Promise<string> {
  const { desk, product } = town;
  const { items } = await desk.client.get<ListPage<{ id: string; kind: string }>>('/channels');
  const { id } = await desk.client.post<CaseDetail>('/cases', { subject: 'Carte de stationnement' });
  const entry = await desk.client.post<MessageEntry>(`/cases/${id}/messages`, {
    text: 'Voir la page.',
    to: ['zoe@citizen.test'],
    channelAccountId: items.find(({ kind }) => kind === 'email')!.id,
  });
  await product.delivered();
  const page = {
    ...({ id: newId(), entryId: entry.id, language: 'fr', subject: 'Votre carte de stationnement' } as const),
    at: product.clock.now(),
    html: `<p>Madame,</p><h2>Votre demande</h2><p>Votre carte est <strong>prête</strong>. Voir <a href="https://www.ville.test/${'stationnement/'.repeat(12)}">toutes les informations</a>.</p>
<ul><li>une pièce d’identité</li><li>un justificatif de domicile de moins de trois mois</li></ul>
<table><tr><th>Durée</th><th>Prix</th><th>Zone</th><th>Conditions</th></tr><tr><td>un an</td><td>12,50 €</td><td>centre-ville</td><td>résidents</td></tr></table>
<p>Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft</p>`,
  };
  await product.sql.source.getRepository<ReplyPage>('ReplyPage').insert(page);
  return replyLink(new Keyring(Buffer.from('a secret of a test, long enough')), product.url, page.id);
}

/** The link by which a phone without attachments gets a file. */
async function fileLink(): Promise<string> {
  const { desk } = town;
  const credentials = { accountSid: `AC${'4f1d'.repeat(8)}`, authToken: 'the token of an account' };
  const line = twilio.connect({ ...credentials, numbers: ['+33757050101'], webhookUrl: null });
  const config = { ...credentials, from: '+33757050101', apiBaseUrl: twilio.url, undoSeconds: 0 };
  line.webhookUrl = (await desk.connect('sms', config)).webhookUrl;
  await twilio.write({ from: ZOE, text: 'Un trou, rue des Lilas' });
  const { id } = await desk.caseWith('Un trou, rue des Lilas');
  await desk.answer(id, { text: 'Voici le plan', files: [pdf('plan des travaux de la rue des Lilas.pdf')] });
  const { body } = await twilio.find((message) => message.body.includes('Voici le plan'));
  return /https?:\S+\/portal\/files\/\S+/.exec(body)![0];
}

describe('the pages of citizens', () => {
  it('have no serious fault of accessibility and no sideways scroll, light or dark, at a desk or at 320 px', async () => {
    const screen = await Screen.open(browser, town.product.url, { locale: 'fr-FR' });
    const { page } = screen;
    const found: Record<string, string[]> = {};
    const check = async (what: string) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      found[what] = await screen.faultsInEveryLook({ width: 320, height: 640 });
    };
    for (const what of ['reply', 'file', 'survey', 'gone'] as const) {
      await page.goto(links[what]);
      await check(what);
    }
    await page.goto(links.survey);
    await page.getByRole('button', { name: 'Moyen' }).click();
    await page.getByRole('status').waitFor();
    await check('survey, answered');
    await page.getByRole('link', { name: 'Je ne souhaite plus être sollicité' }).click();
    await page.getByRole('button', { name: 'Ne plus recevoir d’enquête' }).waitFor();
    await check('no more surveys');
    expect(found).toEqual({ reply: [], file: [], survey: [], gone: [], 'survey, answered': [], 'no more surveys': [] });
    expect(screen.strays).toEqual([]);
    await screen.close();
  });
});

describe('a citizen', () => {
  let screen: Screen;
  beforeEach(async () => {
    screen = await Screen.open(browser, town.product.url, { locale: 'fr-FR', width: 360, height: 740 });
  });
  afterEach(() => screen.close());

  /** Presses Tab until what has the focus is called so; fails where nothing is. */
  async function tabTo(name: RegExp): Promise<void> {
    for (let press = 0; press < 20; press += 1) {
      await screen.page.keyboard.press('Tab');
      const focused = await screen.page.evaluate(
        `(({ activeElement: e }) => e.labels?.[0]?.textContent ?? e.textContent ?? '')(document)`,
      );
      if (name.test(String(focused))) return;
    }
    throw new Error(`Nothing that Tab reaches is called ${name.source}.`);
  }

  it('answers the survey by the keyboard alone, changes the answer, and finds both again', async () => {
    const { page } = screen;
    await page.goto(links.survey);
    await tabTo(/Bien/);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Bien').waitFor();

    await tabTo(/Très clair|Pas clair du tout/);
    await page.keyboard.press('Space');
    await tabTo(/nous en dire plus/);
    await page.keyboard.type('Très rapide.\nMerci !');
    await tabTo(/Envoyer/);
    const sent = page.waitForResponse((response) => response.request().method() === 'POST');
    const shown = page.waitForEvent('load');
    await page.keyboard.press('Enter');
    expect((await sent).status()).toBe(303);
    await shown;
    await page.goto(links.survey);
    expect(await page.getByRole('textbox').inputValue()).toBe('Très rapide.\nMerci !');
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Bien', pressed: true }).count()).toBe(1);
    expect(screen.errors).toEqual([]);
  });

  it('sends the score of the link in the invitation without another tap, also without scripts', async () => {
    const { page } = screen;
    await page.goto(`${links.survey}?score=1`);
    await page.getByRole('status').getByText('Mal').waitFor();

    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' });
    const plain = await context.newPage();
    await plain.goto(`${links.survey}?score=3`);
    await plain.getByRole('button', { name: 'Envoyer ma réponse' }).click();
    await plain.getByRole('status').getByText('Bien').waitFor();
    await context.close();
  });

  it('reads the whole reply on a phone, and its long table scrolls by itself', async () => {
    const { page } = screen;
    await page.goto(links.reply);
    await page.getByText('Ville de Valbourg').waitFor();
    for (const name of ['Votre carte de stationnement', 'Votre demande', 'Pour répondre'])
      await page.getByRole('heading', { name }).waitFor();
    await page.getByRole('cell', { name: '12,50 €' }).waitFor();
    await tabTo(/toutes les informations/);
    await tabTo(/12,50 €/);
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    expect([await screen.overflow(), screen.errors]).toEqual([0, []]);
  });

  it('saves a file by the keyboard, and only when they ask for it', async () => {
    const { page } = screen;
    await page.goto(links.file);
    for (const text of ['Ville de Valbourg', 'plan des travaux de la rue des Lilas.pdf'])
      await page.getByText(text).waitFor();
    await tabTo(/Télécharger/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('plan des travaux de la rue des Lilas.pdf');
  });
});
