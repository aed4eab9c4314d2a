import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';
import { MailSink } from '../support/mail-sink.js';

let browser: Browser;
let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;
const DESK = 'contact@mairie.test';
const ANA = { email: 'ana@town.test', password: 'another horse battery' };

beforeAll(async () => {
  [browser, product, sink] = await Promise.all([launchChromium(), RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: { address: DESK, inbound: { smtp: true }, outbound, undoSeconds: 30 },
  });
  await root.post('/agents', { ...ANA, name: 'Ana', teamIds: [root.session.teams[0]!.id] });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await sink?.close();
});

const signedIn = async (who = ADMIN, look: Look = {}): Promise<Screen> => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(who);
  return screen;
};

const inTimeline = (page: Page, text: string) =>
  page.getByRole('feed', { name: 'Timeline' }).getByText(text).first().waitFor();

describe('an administrator', () => {
  it('adds a mail account by the form that the channel describes, and tries it for real', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/settings/channels`);
    await page.getByRole('button', { name: 'Add a channel' }).click();
    // Letters stand where the menu names them, though they can be replied to.
    await page.getByRole('menuitem', { name: 'Post' }).waitFor();
    const offered = await page.locator('.mantine-Menu-label, [role=menuitem]').allTextContents();
    expect(offered.slice(offered.indexOf('Calls, visits and letters') + 1).toSorted()).toEqual([
      'Counter',
      'Phone',
      'Post',
    ]);
    await page.getByRole('menuitem', { name: 'Email' }).click();
    await page.getByLabel('Address of the mailbox').fill('ecoles@mairie.test');
    await page.keyboard.press('Enter');
    await page.getByText('No server was found for mairie.test.').waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Écoles');
    // Both servers are asked for; this town forwards its mail, and has no mailbox that is read.
    const incoming = page.getByRole('group', { name: 'Read a mailbox (IMAP)' });
    expect(await incoming.getByRole('textbox', { name: 'User' }).inputValue()).toBe('ecoles@mairie.test');
    // What is wrong stands far above the button, and is led to.
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await incoming.getByRole('textbox', { name: 'Server' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('switch', { name: 'Read a mailbox (IMAP)' }).uncheck();
    await page.getByRole('switch', { name: 'Built-in mail server' }).check();
    const outbound = page.getByRole('group', { name: 'Outgoing server (SMTP)' });
    await outbound.getByRole('textbox', { name: 'User' }).fill('');
    await outbound.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1');
    // No mail server listens there: whoever saves it all the same reads so on the button, until something is changed.
    await outbound.getByRole('textbox', { name: 'Port' }).fill('1');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await page.getByRole('button', { name: 'Save though the test failed' }).waitFor();
    await outbound.getByRole('textbox', { name: 'Port' }).fill(String(sink.port));
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Test the connection' }).click();
    // Nothing encrypts here, which is not said with a green tick.
    await page.getByText('The connection works, but read the warning').waitFor();
    await page.getByText('The connection is not encrypted').waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('ecoles@mairie.test').first().waitFor();
    // The test of settings that lack a server is refused.
    expect(screen.errors.filter((error) => !error.includes('400'))).toEqual([]);
    await screen.close();

    const { items } = await root.get<{ items: { name: string; addresses: string[] }[] }>('/channels');
    expect(items).toMatchObject([{ name: 'Mairie' }, { name: 'Écoles', addresses: ['ecoles@mairie.test'] }]);
  });
});

describe('an agent', () => {
  it('sees a mail arrive without a reload, and answers it by the keyboard alone', async () => {
    const screen = await signedIn(ANA);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await product.mail({
      from: 'Zoé Martin <zoe@citizen.test>',
      to: DESK,
      subject: 'Inscription à l’école',
      text: 'Où inscrire ma fille ?',
    });
    await page.locator('[data-case-id]').getByText('Inscription à l’école').waitFor();

    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await inTimeline(page, 'Où inscrire ma fille ?');
    await page.keyboard.press('r');
    const editor = page.getByRole('textbox', { name: 'Reply' });
    await editor.and(page.locator('[contenteditable=true]:focus')).waitFor();
    await page.keyboard.type('À l’école Jules-Ferry.');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Send now' }).click();
    const sent = await sink.find(({ envelope }) => envelope.to.includes('zoe@citizen.test'));
    expect(sent.headers.get('in-reply-to')).toBeTruthy();
    await page.getByText('Sent', { exact: true }).first().waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  // Interaction: R12.
  it('writes a note that cannot be taken for an answer', async () => {
    const screen = await signedIn(ANA);
    const { page } = screen;
    await screen.openInbox();
    await page.getByText('Inscription à l’école').first().click();
    await inTimeline(page, 'Où inscrire ma fille ?');
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Internal note' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('À vérifier avec l’annexe');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await inTimeline(page, 'À vérifier avec l’annexe');
    expect(await page.getByText('Note', { exact: true }).count()).toBeGreaterThan(0);
    expect(sink.mails.some(({ raw }) => raw.includes('annexe'))).toBe(false);
    await screen.close();
  });

  it('begins a case with a citizen, and has the caret in the reply to them', async () => {
    const screen = await signedIn(ANA);
    const { page } = screen;
    await screen.openInbox();
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('menuitem', { name: 'New case' }).click();
    await page.getByRole('textbox', { name: 'Subject' }).fill('Devis à venir');
    await page.getByRole('textbox', { name: /Email address/ }).fill('devis@citizen.test');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Reply' }).and(page.locator('[contenteditable=true]:focus')).waitFor();
    await page.keyboard.type('nous vous écrivons');
    await page.getByRole('textbox', { name: 'Reply' }).getByText('nous vous écrivons').waitFor();
    await screen.close();
  });

  // Interaction: R06.
  it('is shown what a colleague has just replied before contradicting them, and keeps what was typed', async () => {
    await product.mail({ from: 'two@citizen.test', to: DESK, subject: 'Deux agents', text: 'Oui ou non ?' });
    await product.processed();
    const screen = await signedIn(ANA);
    const { page } = screen;
    await screen.openInbox();
    await page.getByText('Deux agents').first().click();
    await inTimeline(page, 'Oui ou non ?');
    await page.keyboard.press('r');
    // The full editor has the caret: the first field has given it up by then.
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type('Plutôt non');

    const { items } = await root.get<{ items: { id: string }[] }>('/cases?q=Deux');
    await root.post(`/cases/${items[0]!.id}/messages`, { text: 'Bien sûr que oui' });
    await page
      .getByText(/has just replied/)
      .first()
      .waitFor();
    await page.getByText('Bien sûr que oui').first().waitFor();
    await page.getByRole('textbox', { name: 'Reply' }).getByText('Plutôt non').waitFor();
    await page.getByRole('button', { name: 'Review and send' }).waitFor();
    // One key asks to look at it; the next one, once that was shown, sends.
    await page.keyboard.press('Control+Enter');
    await page.getByText('Your reply has not been sent.').waitFor();
    await page.getByRole('textbox', { name: 'Reply' }).getByText('Plutôt non').waitFor();
    await page.getByRole('button', { name: 'Send anyway' }).click();
    await page
      .getByText(/Will be sent/)
      .nth(1)
      .waitFor();
    // One's own alone: the other one is inside the undo delay of a colleague.
    await page.getByRole('button', { name: 'Send now' }).waitFor();
    expect(await page.getByRole('button', { name: 'Send now' }).count()).toBe(1);
    await screen.close();
  });

  it('measures the formatted text of a mail no more once its case has been left', async () => {
    for (const subject of ['Kermesse', 'Brocante'])
      await product.mail({
        from: 'ines@town.test',
        to: DESK,
        subject,
        text: 'Bonjour',
        html: `<p>Bonjour, <b>${subject}</b>.</p>`,
      });
    await product.processed();
    const screen = await signedIn(ANA);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.getByText('Kermesse').first().click();
    await page.frameLocator('iframe').getByText('Kermesse').waitFor();
    await page.getByText('Brocante').first().click();
    await page.frameLocator('iframe').getByText('Brocante').waitFor();
    // What is measured in vain is measured in each frame from then on.
    const complaints = await page.evaluate<string[]>(`new Promise((done) => {
      const heard = [];
      addEventListener('error', ({ message }) => heard.push(message));
      let frames = 0;
      const next = () => (++frames === 60 ? done(heard) : requestAnimationFrame(next));
      next();
    })`);
    expect(complaints).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  // Threats: A058, A059, A072, H05, H10. Opening a hostile mail tells its sender nothing, and runs nothing of it.
  it('opens hostile mails without a request leaving the browser or a script running', async () => {
    const payloads = [
      '<img src="https://tracker.test/pixel.png"><p>Bonjour</p>',
      '<script>top.hacked = 1</script><img src=x onerror="top.hacked = 1">',
      '<style>@import url(https://tracker.test/a.css); body { background: url(https://tracker.test/b.png) }</style><p style="background:url(https://tracker.test/c.png)">x</p>',
      '<svg><image href="https://tracker.test/d.svg"/><animate attributeName="href" values="https://tracker.test/e"/></svg>',
      '<video poster="https://tracker.test/f.png" src="https://tracker.test/g.mp4"></video><iframe src="https://tracker.test/h"></iframe>',
      '<link rel="stylesheet" href="https://tracker.test/i.css"><meta http-equiv="refresh" content="0;url=https://tracker.test/j"><base href="https://tracker.test/">',
      '<form action="https://tracker.test/k"><input autofocus onfocus="top.hacked = 1"><button formaction="https://tracker.test/l">Go</button></form>',
      '<a href="javascript:top.hacked=1">click</a><table background="https://tracker.test/m.png"><tr><td>x</td></tr></table>',
      '<math><mtext><table><mglyph><style><img src=x onerror="top.hacked = 1"></style></mglyph></table></mtext></math>',
      '<picture><source srcset="https://tracker.test/n.png"><img srcset="https://tracker.test/o.png 2x"></picture>',
    ];
    for (const html of payloads) {
      await product.mail({
        from: '"<b id=xss>Eve</b>" <eve@evil.test>',
        to: DESK,
        subject: `Hostile <img src=x onerror=top.hacked=1>`,
        text: 'plain',
        html,
      });
    }
    await product.processed();
    const screen = await signedIn(ANA);
    const { page } = screen;
    const { items } = await root.get<{ items: { id: string }[] }>('/cases?q=Hostile&limit=50');
    expect(items).toHaveLength(payloads.length);
    for (const { id } of items) {
      await page.goto(`${product.url}/inbox/all/${id}`);
      await page.getByRole('feed').getByRole('article').first().waitFor();
      expect(await page.evaluate('[window.hacked, document.getElementById("xss")]')).toEqual([undefined, null]);
    }
    expect(screen.strays).toEqual([]);
    await screen.close();
  });
});

describe('every screen', () => {
  // Interaction: R24.
  it('has no serious fault of accessibility and no sideways scroll, light or dark, at a desk or on a phone', async () => {
    const door = await Screen.open(browser, product.url);
    await door.page.goto(product.url);
    await door.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    const found: Record<string, unknown> = { 'sign in': await door.faultsInEveryLook() };
    await door.close();

    await root.post('/sectors', { name: 'Social – Santé' });
    const screen = await signedIn();
    const { items } = await root.get<{ items: { id: string }[] }>('/cases?limit=50');
    for (const path of [
      '/',
      `/inbox/all/${items.at(-1)!.id}`,
      '/search?q=école',
      '/quarantine',
      '/settings/account',
      '/settings/channels',
      '/settings/agents',
      '/settings/roles',
      '/settings/teams',
      '/settings/sectors',
    ]) {
      await screen.visit(path);
      await screen.page.getByRole('heading').first().waitFor();
      await screen.loaded();
      found[path.replace(items.at(-1)!.id, ':id')] = await screen.faultsInEveryLook();
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, []])));
    expect(screen.errors).toEqual([]);
    expect(screen.strays).toEqual([]);
    await screen.close();
  });

  it('speaks French to who prefers it', async () => {
    const screen = await Screen.open(browser, product.url, { locale: 'fr-FR' });
    await screen.page.goto(product.url);
    await screen.page.getByRole('button', { name: /Se connecter|Connexion/ }).waitFor();
    expect(await screen.page.getAttribute('html', 'lang')).toBe('fr');
    await screen.close();
  });
});
