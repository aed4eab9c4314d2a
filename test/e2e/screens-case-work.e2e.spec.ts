import type {
  Agent,
  AgentRights,
  CaseDetail,
  CaseSummary,
  CaseType,
  ChannelKindInfo,
  CitizenSummary,
  Entry,
  MessageEntry,
  Page as Items,
  ReplyRoute,
  Sector,
  Team,
} from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { Twilio } from '../providers/twilio.js';
import { eventually } from '../support/eventually.js';
import { holdRequests } from '../support/hold-requests.js';
import { launchChromium } from '../support/chromium.js';
import { DESK, addMailAndSms } from '../support/mail-and-sms-accounts.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';

const ZOE = { mail: 'Zoé Martin <zoe@citizen.test>', phone: '+33639981201' };

let browser: Browser;
let product: RunningProduct;
let twilio: Twilio;
let root: ApiClient;

beforeAll(async () => {
  [browser, product, twilio] = await Promise.all([launchChromium(), RunningProduct.start(), Twilio.start()]);
  root = await ApiClient.signIn(product.url);
  await addMailAndSms(root, twilio);
  for (const [kind, name] of [
    ['phone', 'Standard'],
    ['counter', 'Accueil'],
  ])
    await root.post('/channels', { kind, name, config: {} });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await twilio?.close();
});

const signedIn = async (look: Look = {}): Promise<Screen> => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ADMIN);
  return screen;
};
const team = async (name: string) => (await root.post<Team>('/teams', { name })).id;
const caseOf = async (subject: string): Promise<CaseSummary & { citizen: CitizenSummary }> => {
  const { items } = await root.get<Items<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(subject)}`);
  return items[0] as CaseSummary & { citizen: CitizenSummary };
};
const writes = async (from: string, subject: string, text: string) => {
  await product.mail({ from, to: DESK, subject, text });
  await product.processed();
  return caseOf(subject);
};
const inTimeline = (page: Page, text: string) =>
  page.getByRole('feed', { name: 'Timeline' }).getByText(text).first().waitFor();
/** Goes back by the keyboard until what is looked for has the focus. */
const backTo = async (page: Page, name: RegExp) => {
  const wanted = page.getByRole('button', { name }).and(page.locator(':focus'));
  while ((await wanted.count()) === 0) await page.keyboard.press('Shift+Tab');
};

const chooseWay = async (page: Page, name: RegExp) => {
  await page.getByRole('button', { name: /Change the channel/ }).click();
  await page.getByRole('menuitemradio', { name }).click();
};
const entryWith = async (caseId: string, text: string): Promise<MessageEntry> => {
  const { items } = await root.get<Items<Entry>>(`/cases/${caseId}/timeline`);
  return items.find((entry): entry is MessageEntry => entry.kind === 'message' && entry.text === text)!;
};

describe('an agent who closes a case in which nobody has replied', () => {
  it('is asked once, and closes it anyway by Enter; one that has a reply is closed by its key alone', async () => {
    const [waiting, answered] = [
      await writes(ZOE.mail, 'Bac à verre', 'Il déborde.'),
      await writes(ZOE.mail, 'Bac à papier', 'Il déborde aussi.'),
    ];
    const screen = await signedIn();
    const { page } = screen;
    const question = page.getByRole('dialog', { name: /^Close without a reply/ });
    const statusOf = async ({ id }: CaseSummary) => (await root.get<CaseDetail>(`/cases/${id}`)).status;
    await page.goto(`${product.url}/inbox/all/${waiting.id}`);
    await inTimeline(page, 'Il déborde.');
    await page.locator('#main').focus();
    await page.keyboard.press('e');
    await question.getByText('Zoé Martin has written, and nobody has replied yet.').waitFor();
    await question.getByRole('button', { name: 'Close anyway' }).and(page.locator(':focus')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await statusOf(waiting)).toBe('open');
    await page.locator('#main').focus();
    await page.keyboard.press('e');
    await question.waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Case closed · Zoé Martin').waitFor();
    await eventually(async () => expect(await statusOf(waiting)).toBe('closed'));

    await screen.visit(`/inbox/all/${answered.id}`);
    await inTimeline(page, 'Il déborde aussi.');
    await page.keyboard.press('r');
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type('Il sera vidé demain.');
    await page.keyboard.press('Control+Enter');
    await eventually(async () => expect((await root.get<CaseDetail>(`/cases/${answered.id}`)).unanswered).toBe(false));
    await page.keyboard.press('e');
    await eventually(async () => expect(await statusOf(answered)).toBe('closed'));
    expect(await question.count()).toBe(0);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('closes it by the key and Enter, which does nothing else where it comes before the question', async () => {
    const hurried = await writes(ZOE.mail, 'Bac à piles', 'Il manque.');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${hurried.id}`);
    await inTimeline(page, 'Il manque.');
    // The question is fetched while nothing else is.
    const isFetched = `performance.getEntriesByType('resource').some(({ name }) => name.includes('close-unanswered'))`;
    // The page lets nobody evaluate a text again and again in itself.
    await eventually(async () => expect(await page.evaluate(isFetched)).toBe(true));
    await page.waitForLoadState('networkidle');
    await page.locator('#main').focus();
    await page.keyboard.press('e');
    await page.keyboard.press('Enter');
    const closed = page.getByText('Case closed · Zoé Martin');
    const confirm = page.getByRole('button', { name: 'Close anyway' }).and(page.locator(':focus'));
    await closed.or(confirm).first().waitFor();
    if (await confirm.isVisible()) await page.keyboard.press('Enter');
    await closed.waitFor();
    await eventually(async () => expect((await root.get<CaseDetail>(`/cases/${hurried.id}`)).status).toBe('closed'));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('an agent who closes several cases', () => {
  it('is asked once about those without a reply, finds the undo again, and learns when there is none left', async () => {
    const several = [
      await writes(ZOE.mail, 'Sapin un', 'Où le déposer ?'),
      await writes(ZOE.mail, 'Sapin deux', 'Et quand ?'),
      await root.post<CaseDetail>('/cases', { subject: 'Sapin trois' }),
    ];
    const statuses = () =>
      Promise.all(several.map(async ({ id }) => (await root.get<CaseDetail>(`/cases/${id}`)).status));
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all?q=Sapin`);
    for (const { reference } of several) await page.getByRole('checkbox', { name: `Select ${reference}` }).check();
    const close = page.getByRole('toolbar').getByRole('button', { name: 'Close', exact: true });
    const question = page.getByRole('dialog', { name: /^Close without a reply/ });

    // It cannot be asked, and so nothing is closed until it was. By then the agent looks for something else, in which it does not come.
    const asked = '**/api/v1/bulk-actions/unanswered';
    await page.route(asked, (route) => route.abort());
    await close.click();
    const notYet = page.getByRole('alert').filter({ hasText: '3 cases are not closed yet' });
    await notYet.getByRole('button', { name: 'Retry' }).waitFor();
    await page.unroute(asked);
    let answer = () => {};
    const isHeld = new Promise<void>((resolve) => (answer = resolve));
    await page.route(asked, (route) => isHeld.then(() => route.continue()));
    await notYet.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('Looking for cases without a reply…').waitFor();
    await page.getByRole('searchbox').first().focus();
    answer();
    await notYet.getByText('In 2 of these cases, somebody has written and has not been answered.').waitFor();
    expect(await question.count()).toBe(0);
    expect(await statuses()).toEqual(['open', 'open', 'open']);
    await notYet.getByRole('button', { name: 'Decide' }).click();
    await question.getByText('In 2 of these cases, somebody has written and has not been answered.').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await page.unroute(asked);

    await close.click();
    await question.getByText('In 2 of these cases, somebody has written and has not been answered.').waitFor();
    expect(await question.getByRole('listitem').count()).toBe(2);
    for (const { reference } of several.slice(0, 2)) await question.getByText(reference).waitFor();
    await question.getByRole('button', { name: 'Close anyway' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    const said = page.getByText('3 cases closed');
    await said.waitFor();
    await eventually(async () => expect(await statuses()).toEqual(['closed', 'closed', 'closed']));

    // Its toast is closed, and somebody has reopened one of them meanwhile: that one stays as it is.
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    await said.waitFor({ state: 'detached' });
    await page.keyboard.press('z');
    await page.getByText(/can no longer be undone by this key/).waitFor();
    await root.patch(`/cases/${several[1]!.id}`, { priority: 'high' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('undo');
    await page.getByRole('option', { name: 'Undo: 3 cases closed' }).click();
    await page.getByText(`${several[1]!.reference} could not be restored`).waitFor();
    expect(await statuses()).toEqual(['open', 'closed', 'open']);
    await page.keyboard.press('z');
    await page.getByText('There is nothing left to undo').waitFor();
    await screen.close();
  });
});

describe('an agent who closes several cases that lack what their type requires', () => {
  it('is told all that is missing, by how many cases lack it, and is asked nothing that closing does not come to', async () => {
    const type = await root.post<CaseType>('/case-types', { name: 'Compostage' });
    const label = { fr: 'Visiter', en: 'Visit' };
    await root.post(`/case-types/${type.id}/steps`, { label, required: true });
    const several: CaseSummary[] = [];
    for (const subject of ['Compost un', 'Compost deux', 'Compost trois'])
      several.push(await writes(ZOE.mail, subject, 'Quand ?'));
    for (const { id } of several) await root.patch(`/cases/${id}`, { caseTypeId: type.id });
    await root.post(`/case-types/${type.id}/fields`, { kind: 'text', key: 'lieu', label: { fr: 'Lieu', en: 'Place' }, required: true }); // prettier-ignore
    const [filled, alsoFilled, lacking] = several as [CaseSummary, CaseSummary, CaseSummary];
    for (const { id } of [filled, alsoFilled])
      await root.patch(`/cases/${id}/fields`, { changes: [{ key: 'lieu', value: 'Parc' }] });
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all?q=Compost`);
    for (const { reference } of several) await page.getByRole('checkbox', { name: `Select ${reference}` }).check();
    await page.getByRole('toolbar').getByRole('button', { name: 'Close', exact: true }).click();
    const refused = page.getByRole('alert').filter({ hasText: '3 of 3 could not be changed' });
    await refused.getByText('Before these 2 cases can be closed, do this step: Visit.').waitFor();
    await refused
      .getByText(`Before ${lacking.reference} can be closed, fill in: Place. Also do this step: Visit.`)
      .waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await screen.close();
  });
});

describe('a list that is put in another order', () => {
  it('begins at its top, whatever it was scrolled to', async () => {
    for (let n = 1; n <= 14; n += 1) await root.post<CaseDetail>('/cases', { subject: `Tilleul ${n}` });
    const screen = await signedIn({ width: 1280, height: 640 });
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all?q=Tilleul`);
    await page.getByText('Tilleul 1').first().waitFor();
    const scroller = "document.querySelector('[data-case-id]').closest('ul').parentElement";
    const offset = () => page.evaluate<number>(`${scroller}.scrollTop`);
    await page.evaluate(`${scroller}.scrollTo({ top: 30 })`);
    expect(await offset()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('menuitem', { name: 'Oldest first' }).click();
    await eventually(async () => expect(await offset()).toBe(0));
    // The order is kept for the list, in which other stories look for what is new.
    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('menuitem', { name: 'Newest first' }).click();
    await screen.close();
  });
});

describe('an agent at the keyboard', () => {
  // Interaction: R16.
  it('goes through cases by keys, and comes back to the one of which a change is undone', async () => {
    // Nobody waits for a reply in them, so that they are closed at once.
    const arrived: CaseSummary[] = [];
    for (const subject of ['Passeport un', 'Passeport deux', 'Passeport trois', 'Passeport quatre'])
      arrived.push(await root.post<CaseDetail>('/cases', { subject }));
    const statuses = async () =>
      Promise.all(arrived.map(async ({ id }) => (await root.get<CaseDetail>(`/cases/${id}`)).status));
    // The newest is on top.
    const [first, second, third, fourth] = [arrived[3]!, arrived[2]!, arrived[1]!, arrived[0]!];
    const screen = await signedIn();
    const { page } = screen;
    const isOpen = ({ id, subject }: CaseSummary) =>
      Promise.all([page.waitForURL(`**/${id}`), page.getByRole('heading', { name: subject }).first().waitFor()]);
    await page.goto(`${product.url}/inbox/all/${first.id}`);
    await isOpen(first);
    await page.locator(`[data-case-id="${fourth.id}"]`).waitFor();

    // The focus stands in what is left.
    await page.locator('#main').focus();
    await page.keyboard.press('e');
    await isOpen(second);
    await page.locator(`[data-case-id="${second.id}"] a:focus`).waitFor();
    await page.getByText(`Case closed · ${first.reference}`).waitFor();

    // The next key is meant for the case of which the change is undone, and not for the one that was gone on to.
    await page.keyboard.press('z');
    await isOpen(first);
    await page.getByText(`Undone: Case closed · ${first.reference}`).waitFor();
    expect(await statuses()).toEqual(['open', 'open', 'open', 'open']);

    // A second key that comes before the next case is there is meant for that one: it neither reopens the first, nor goes to the list.
    await page.locator('#main').getByRole('button', { name: 'Close the case' }).waitFor();
    await page.evaluate(`document.querySelector('#main [aria-label="Close the case"]').click()`);
    await page.keyboard.press('e');
    await page.getByText(`Case closed · ${first.reference}`, { exact: true }).waitFor();
    const next = await eventually(async () => {
      const [last, after, before] = (await statuses()).slice(1);
      expect([before, last]).toEqual(['closed', 'open']);
      const one = after === 'closed' ? third : second;
      expect(page.url()).toContain(one.id);
      return one;
    });
    await isOpen(next);

    // Whoever thinks better of it at once stays where they are. The key was pressed for the case before: what comes at once is the same press.
    await new Promise((done) => setTimeout(done, 500));
    await page.keyboard.press('e');
    await page.keyboard.press('z');
    await page.getByText(`Undone: Case closed · ${next.reference}`).waitFor();
    await isOpen(next);
    expect((await root.get<CaseDetail>(`/cases/${next.id}`)).status).toBe('open');

    // What was chosen in a dialog is undone in the same way.
    await page.keyboard.press('s');
    await page.getByRole('option').first().click();
    await page.getByText(new RegExp(`^Snoozed until .*${next.reference}$`)).waitFor();
    await page.waitForURL((url) => !url.pathname.endsWith(next.id));
    await page.keyboard.press('z');
    await isOpen(next);
    await eventually(async () => expect((await root.get<CaseDetail>(`/cases/${next.id}`)).status).toBe('open'));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  // Interaction: R09.
  it('answers a mail by SMS: the words stay, and go by the way that was chosen', async () => {
    const { id, citizen } = await writes(ZOE.mail, 'Inscription', 'Où inscrire ma fille ?');
    await root.post(`/citizens/${citizen.id}/handles`, { address: ZOE.phone, evidence: 'checked' });
    const screen = await signedIn({ colorScheme: 'dark' });
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    await inTimeline(page, 'Où inscrire ma fille ?');

    await page.keyboard.press('r');
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type('À l’annexe, mardi.');
    await page.getByRole('button', { name: 'Send by email' }).waitFor();
    await backTo(page, /Change the channel/);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitemradio', { name: /Email/ }).and(page.locator('[aria-checked=true]:focus')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('menuitemradio', { name: /SMS/ }).press('Enter');
    await page.locator('textarea:focus').waitFor();
    expect(await page.locator('textarea:focus').inputValue()).toBe('À l’annexe, mardi.');
    await page.getByText(/1 SMS, \d+ left/).waitFor();
    await page.getByRole('button', { name: 'Send by SMS' }).waitFor();
    await page.keyboard.press('Control+Enter');

    const sent = await twilio.find(({ direction }) => direction !== 'inbound');
    expect(sent).toMatchObject({ to: ZOE.phone });
    await page.getByText('Delivered', { exact: true }).first().waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('goes on writing by the way that was begun, when the citizen writes by another', async () => {
    const { id } = await caseOf('Inscription');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    await inTimeline(page, 'À l’annexe, mardi.');
    await page.keyboard.press('r');
    await chooseWay(page, /Email/);
    await page.getByRole('button', { name: 'to zoe@citizen.test', exact: true }).click();
    await page.getByRole('combobox', { name: 'Cc', exact: true }).fill('ecole@mairie.test');
    await page.keyboard.press('Enter');

    await twilio.write({ from: ZOE.phone, text: 'Et pour le car ?' });
    await inTimeline(page, 'Et pour le car ?');
    const { items } = await root.get<Items<ReplyRoute>>(`/cases/${id}/reply-routes`);
    expect(items[0]).toMatchObject({ channel: 'sms' });

    await page.getByRole('textbox', { name: 'Reply' }).fill('Le car passe à 8 h.');
    // Nobody of the case has used the address of the school so far.
    await page.getByRole('button', { name: 'Review 1 point' }).click();
    await screen.pressInside(page.getByRole('checkbox', { name: 'This is correct' }), 'Space');
    await page.getByRole('button', { name: 'Send by email' }).and(page.locator(':focus')).press('Enter');
    await eventually(async () =>
      expect(await entryWith(id, 'Le car passe à 8 h.')).toMatchObject({
        channel: 'email',
        cc: [{ value: 'ecole@mairie.test' }],
      }),
    );
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('reads on after messages have left the case', async () => {
    const [first, ...more] = ['Portail', 'Serrure', 'Volet', 'Vitre'];
    const messageId = '<portail@citizen.test>';
    const mails = (text: string) =>
      product.mail({
        from: ZOE.mail,
        to: DESK,
        subject: 'Travaux',
        text,
        ...(text === first ? { messageId } : { inReplyTo: messageId }),
      });
    for (const text of [first, ...more]) {
      await mails(text);
      await product.processed();
    }
    const { id } = await caseOf('Travaux');
    const screen = await signedIn();
    const { page } = screen;
    const read = () => eventually(async () => expect((await caseOf('Travaux')).unread).toBe(false));
    await page.goto(`${product.url}/inbox/all/${id}`);
    await inTimeline(page, 'Vitre');
    await read();
    const entryIds = await Promise.all(more.map(async (text) => (await entryWith(id, text)).id));
    await root.post(`/cases/${id}/split`, { entryIds, subject: 'Serrurerie' });
    await page.getByRole('feed').getByText('Vitre').waitFor({ state: 'detached' });

    await mails('Toujours rien ?');
    await inTimeline(page, 'Toujours rien ?');
    await read();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  // Interaction: R20.
  it('reads back by exactly what the wheel turns, and goes to what came below by the mouse', async () => {
    const messageId = '<carrefour@citizen.test>';
    await product.mail({ from: ZOE.mail, to: DESK, subject: 'Carrefour', text: 'Il est dangereux.', messageId });
    await product.processed();
    const { id } = await caseOf('Carrefour');
    for (let n = 2; n <= 90; n += 1)
      await root.post(`/cases/${id}/notes`, { text: `Constat ${n}${'\nencore une ligne'.repeat((n * 7) % 23)}` });
    await root.post(`/cases/${id}/read`, { position: 90 });
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    await inTimeline(page, 'Constat 90');
    const feed = (await page.getByRole('feed').boundingBox())!;
    await page.mouse.move(feed.x + feed.width / 2, feed.y + feed.height / 2);
    for (let steps = 0; steps < 40; steps += 1) {
      const [position, top] = await page.evaluate<[string, number]>(`(() => {
        const { top } = document.querySelector('[role=feed]').getBoundingClientRect();
        const rows = [...document.querySelectorAll('[role=article]')].filter((row) => row.checkVisibility());
        const row = rows.find((one) => one.getBoundingClientRect().bottom > top + 20);
        return [row.ariaPosInSet, row.getBoundingClientRect().top];
      })()`);
      await page.mouse.wheel(0, -40);
      const topOfRow = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
        done(document.querySelector('[aria-posinset="${position}"]').getBoundingClientRect().top))))`;
      // A row may begin between two pixels; a browser scrolls by whole ones.
      await eventually(async () =>
        expect(Math.abs((await page.evaluate<number>(topOfRow)) - top - 40)).toBeLessThan(1),
      );
    }

    await product.mail({ from: ZOE.mail, to: DESK, subject: 'Carrefour', text: 'Et le feu ?', inReplyTo: messageId });
    const below = page.getByRole('button', { name: '1 new below' });
    await below.waitFor();
    // The mouse comes from the entry that lies under the button.
    const { x, y, width, height } = (await below.boundingBox())!;
    await page.mouse.move(x - 20, y + height / 2);
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 10 });
    await page.mouse.down();
    await page.mouse.up();
    await below.waitFor({ state: 'detached' });
    await inTimeline(page, 'Et le feu ?');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('writes a call down in the case it is about, and a visit of somebody new', async () => {
    const { id } = await caseOf('Inscription');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    await inTimeline(page, 'Où inscrire ma fille ?');
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: /Record a contact/ });
    await dialog.getByRole('textbox', { name: 'Summary' }).and(page.locator(':focus')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.type('Rappelle pour ');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    // Whoever signs out is asked first, as nothing may stay of it on a shared computer.
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('a contact has not been recorded yet').waitFor();
    await page.reload();
    await inTimeline(page, 'Où inscrire ma fille ?');
    await page.keyboard.press('c');
    await dialog.getByText('Kept in this browser').waitFor();
    await dialog.getByRole('textbox', { name: 'Summary' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type('les horaires.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await inTimeline(page, 'Rappelle pour les horaires.');
    await inTimeline(page, 'Recorded by an agent');
    await page.keyboard.press('c');
    await dialog.getByRole('textbox', { name: 'Summary' }).and(page.locator(':focus')).waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Summary' }).inputValue()).toBe('');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await screen.visit('/inbox/all');
    await page.getByText('Inscription').first().waitFor();
    await page.keyboard.press('c');
    await dialog.getByRole('textbox', { name: 'Citizen' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Omar Haddad');
    await dialog.getByRole('textbox', { name: 'Subject' }).focus();
    await page.keyboard.type('Carte de stationnement');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Venu demander la carte.');
    await page.keyboard.press('Control+Enter');
    await inTimeline(page, 'Venu demander la carte.');
    await eventually(async () => expect((await caseOf('Carte de stationnement')).citizen.name).toBe('Omar Haddad'));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('keeps what is written down of two calls in two windows, records one once, and brings back what was discarded', async () => {
    const screen = await signedIn();
    const { page } = screen;
    const other = await page.context().newPage();
    const summaryIn = (window: Page) =>
      window.getByRole('dialog', { name: /Record a contact/ }).getByRole('textbox', { name: 'Summary' });
    const begin = async (window: Page) => {
      await window.goto(`${product.url}/inbox/all`);
      await window.getByText('Inscription').first().waitFor();
      await window.keyboard.press('c');
      await summaryIn(window).waitFor();
    };
    await begin(page);
    await begin(other);
    await summaryIn(page).fill('Un appel de Lya.');
    await summaryIn(other).fill('Un appel de Max.');
    await page.reload();
    await page.getByText('Inscription').first().waitFor();
    await page.keyboard.press('c');
    expect(await summaryIn(page).inputValue()).toBe('Un appel de Lya.');
    await page.getByRole('button', { name: 'Show another one' }).click();
    await eventually(async () => expect(await summaryIn(page).inputValue()).toBe('Un appel de Max.'));
    const dialog = page.getByRole('dialog', { name: /Record a contact/ });
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('Appel de Max');
    await dialog.getByRole('textbox', { name: 'Citizen' }).fill('Max Vidal');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('The contact has been discarded').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => expect(await summaryIn(page).inputValue()).toBe('Un appel de Max.'));
    await other.reload();
    await other.getByText('Inscription').first().waitFor();
    await other.keyboard.press('c');
    await eventually(async () => expect(await summaryIn(other).inputValue()).toBe('Un appel de Max.'));
    // Both show the call of Max by now, and both record it.
    for (const window of [page, other]) {
      await window.bringToFront();
      if (window === other) await window.getByText('recorded or discarded in another window').waitFor();
      await summaryIn(window).press('Control+Enter');
      await inTimeline(window, 'Un appel de Max.');
    }
    const { items } = await root.get<Items<CaseSummary>>('/cases?q=Appel%20de%20Max');
    expect(items).toHaveLength(1);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('records a contact in the case that is opened, also while that case is still loading', async () => {
    const { id } = await caseOf('Inscription');
    const screen = await signedIn();
    const { page } = screen;
    const { release } = await holdRequests(page, `**/api/v1/cases/${id}`);
    await page.goto(`${product.url}/inbox/all/${id}`);
    await page.getByRole('navigation').first().waitFor();
    await page.keyboard.press('c');
    release();
    const dialog = page.getByRole('dialog', { name: /Record a contact/ });
    await dialog.getByRole('textbox', { name: 'Summary' }).and(page.locator(':focus')).waitFor();
    await dialog.getByText('This case (Zoé Martin)').waitFor();
    await page.getByRole('dialog', { name: /Record a contact in GCH-.* · Zoé Martin/ }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    // Who rings may be somebody else: what is new has its own person, and no word of the open case.
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Call, visit or letter' }).click();
    await dialog.getByRole('textbox', { name: 'Citizen' }).and(page.locator(':focus')).waitFor();
    await dialog.getByText('A known name or a new one.').waitFor();
    expect(await dialog.getByRole('radio', { name: 'New case' }).isChecked()).toBe(true);
    await dialog.getByText('This case (Zoé Martin)').click();
    await page.getByRole('dialog', { name: /Record a contact in GCH-.* · Zoé Martin/ }).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('names whom a new case is about, who is not the person of the open case by itself, and reads at its field what is wrong', async () => {
    const { id } = await writes('Nadia Soir <nadia@citizen.test>', 'Poubelle', 'Elle manque.');
    const screen = await signedIn({ locale: 'fr-FR' });
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    await page.getByRole('feed').getByText('Elle manque.').waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: /Consigner un contact/ });
    await dialog.getByText('Nouveau dossier').click();
    const citizen = dialog.getByRole('textbox', { name: 'Usager' });
    expect(await citizen.inputValue()).toBe('');
    const about = dialog.getByRole('button', { name: 'C’est Nadia Soir' });
    await about.waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Objet' }).fill('Appel de passage');
    await dialog.getByRole('textbox', { name: 'Compte rendu' }).fill('Demande les horaires.');
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('alert').getByText('Aucun usager n’est indiqué.').waitFor();
    expect(await caseOf('Appel de passage')).toBeUndefined();

    await about.click();
    expect(await citizen.inputValue()).toBe('Nadia Soir');
    await about.waitFor({ state: 'detached' });
    await citizen.fill('');
    await about.waitFor();
    const address = dialog.getByRole('textbox', { name: 'Téléphone ou adresse électronique' });
    await address.fill('06 12');
    await page.keyboard.press('Control+Enter');
    await address.and(page.locator(':focus[aria-invalid=true]')).waitFor();
    expect(await dialog.getByRole('alert').count()).toBe(0);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await address.fill('06 39 98 00 42');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect((await caseOf('Appel de passage')).citizen.name).not.toBe('Nadia Soir');
    await screen.close();
  });

  it('is asked before a contact of nobody is recorded, and names the citizen afterwards', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.getByRole('navigation').first().waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: /Record a contact/ });
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('Lampadaire éteint');
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('A raccroché avant de dire son nom.');
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('alert').getByText('No citizen is named.').waitFor();
    expect(await screen.faults()).toEqual([]);
    expect(await caseOf('Lampadaire éteint')).toBeUndefined();
    await dialog.getByRole('button', { name: 'Record without a citizen' }).click();
    await inTimeline(page, 'A raccroché avant de dire son nom.');

    const panel = page.getByRole('complementary', { name: 'Case details' });
    await panel.getByRole('button', { name: 'Name the citizen…' }).click();
    const naming = page.getByRole('dialog', { name: /Name the citizen of GCH-/ });
    await naming.getByRole('textbox', { name: 'Citizen' }).and(page.locator(':focus')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.type('Nadia Petit');
    await page.keyboard.press('Control+Enter');
    await panel.getByText('Nadia Petit').first().waitFor();
    expect((await caseOf('Lampadaire éteint')).citizen.name).toBe('Nadia Petit');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('adds a contact of somebody known to their open case, which is offered beside a new one', async () => {
    const known = await writes('Ilan Roy <ilan@citizen.test>', 'Banc cassé', 'Une latte manque.');
    const screen = await signedIn();
    const { page } = screen;
    // Beside this list, which the case that is shown then is not in.
    await page.goto(`${product.url}/inbox/mine`);
    await page.getByRole('navigation').first().waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: /Record a contact/ });
    await dialog.getByRole('textbox', { name: 'Citizen' }).and(page.locator(':focus')).waitFor();
    await dialog.getByRole('radio', { name: 'Phone', checked: true }).waitFor({ state: 'attached' });
    await page.keyboard.type('M. Nobody');
    await dialog.getByText('A new person.', { exact: true }).waitFor();
    for (let n = 0; n < 'Nobody'.length; n += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('Ilan');
    await dialog.getByText('A new person, or choose one of the list.').waitFor();
    await page.getByRole('option', { name: /Ilan Roy/ }).click();
    const group = dialog.getByRole('radiogroup', { name: 'Open cases of this citizen' });
    expect(await group.getByRole('radio', { name: 'New case' }).isChecked()).toBe(true);
    await group.getByRole('radio', { name: `Add to ${known.reference} Banc cassé` }).check();
    await dialog.getByRole('textbox', { name: 'Subject' }).waitFor({ state: 'detached' });
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('Rappelle : deux lattes.');
    await page.keyboard.press('Control+Enter');
    await inTimeline(page, 'Rappelle : deux lattes.');
    expect(new URL(page.url()).pathname).toBe(`/inbox/mine/${known.id}`);
    const { items } = await root.get<Items<CaseSummary>>('/cases?status=any&q=Ilan');
    expect(items.map(({ id }) => id)).toEqual([known.id]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  // Interaction: R20.
  it('makes two persons one and two again, each with its reason in sight', async () => {
    const { id } = await writes('Zoe Martin <zoe@work.test>', 'Cantine', 'Quel est le tarif ?');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    const panel = page.getByRole('complementary', { name: 'Case details' });
    await panel.getByText(/Same name/).waitFor();
    await panel.getByRole('button', { name: 'Merge…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Merge two people' });
    await dialog.getByRole('textbox', { name: 'Reason' }).and(page.locator(':focus')).waitFor();
    // Nobody checks mail here: that both give one name is no reason by itself.
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.type('Elle l’a dit au guichet');
    await dialog.getByRole('checkbox', { name: /I have checked that these addresses belong to/ }).press('Space');
    await page.keyboard.press('Enter');
    await panel.getByText('zoe@citizen.test', { exact: true }).waitFor();
    await panel.getByText('zoe@work.test', { exact: true }).waitFor();
    const fold = panel.getByRole('button', { name: 'Last messages of “Inscription”' });
    await fold.press('Enter');
    await panel.getByRole('group', { name: 'Inscription' }).getByRole('listitem').first().waitFor();
    await fold.press('Enter');

    await panel.getByRole('button', { name: /Undo the merge/ }).press('Enter');
    await panel.getByText(/undone by/).waitFor();
    await panel.getByText(/verified by/).waitFor({ state: 'detached' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('merges a case into another, and undoes it', async () => {
    const [from, into] = [await caseOf('Cantine'), await caseOf('Inscription')];
    const screen = await signedIn();
    const { page } = screen;
    // Beside a list that is narrowed, which stays as it is.
    const list = { url: `${product.url}/inbox/unassigned`, search: '?channel=email' };
    await page.goto(`${list.url}/${from.id}${list.search}`);
    await inTimeline(page, 'Quel est le tarif ?');
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: /into another case/ });
    await dialog.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(into.reference);
    await dialog.getByRole('option', { name: /Inscription/ }).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Enter');
    // The two of them are two citizens again.
    await dialog.getByRole('checkbox').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Space');
    await dialog.getByRole('button', { name: `Merge into ${into.reference}` }).press('Enter');
    await page.waitForURL(`${list.url}/${into.id}${list.search}`);
    await inTimeline(page, 'Quel est le tarif ?');

    await page.getByText('Merged into').first().waitFor();
    const said = page.getByRole('alert').filter({ hasText: /Merged into/ });
    await said.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.waitForURL(`${list.url}/${from.id}${list.search}`);
    await inTimeline(page, 'Quel est le tarif ?');
    await page.locator('#main:focus').waitFor();
    expect(await caseOf('Cantine')).toMatchObject({ id: from.id, status: from.status });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('asks before the cases of two citizens become one, which no Enter alone answers', async () => {
    const from = await writes('Ludo Moulin <ludo@citizen.test>', 'Garde alternée', 'Mon adresse reste secrète.');
    const into = await writes('Dina Arsan <dina@citizen.test>', 'Facture du mois', 'Voici mon adresse.');
    await root.patch(`/cases/${into.id}`, { tags: ['ne pas fusionner'] });
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${from.id}`);
    await inTimeline(page, 'Mon adresse reste secrète.');
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: /into another case/ });
    await dialog.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(into.reference);
    await dialog.getByRole('option', { name: /Facture du mois/ }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByText('Two different citizens: Ludo Moulin and Dina Arsan').waitFor();
    await dialog.getByText('ne pas fusionner').waitFor();
    await dialog.getByText(/Replies go to Dina Arsan, dina@citizen\.test, who wrote last/).waitFor();
    expect(await screen.faults()).toEqual([]);
    const box = dialog.getByRole('checkbox', { name: /belongs in the case of Dina Arsan/ });
    await box.and(page.locator(':focus')).waitFor();
    const merge = dialog.getByRole('button', { name: `Merge into ${into.reference}` });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    expect([await merge.isDisabled(), page.url().endsWith(from.id)]).toEqual([true, true]);

    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${into.id}`);
    await inTimeline(page, 'Mon adresse reste secrète.');
    await page.locator(`#main[aria-label="${into.reference}"]:focus`).waitFor();
    expect(await page.getByText('Possible duplicate').count()).toBe(0);
    const said = page.getByRole('alert').filter({ hasText: /Merged into/ });
    await said.getByRole('button', { name: 'Undo' }).click();
    await page.waitForURL(`**/${from.id}`);
    await page.locator(`#main[aria-label="${from.reference}"]:focus`).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('asks why a case leaves its sector as soon as the other one is chosen', async () => {
    const from = await writes('Léa Petit <lea@citizen.test>', 'Aide au transport', 'Puis-je en avoir une ?');
    const into = await writes('Léa Petit <lea@citizen.test>', 'Navette du matin', 'À quelle heure part-elle ?');
    const sector = await root.post<Sector>('/sectors', { name: 'Action sociale' });
    const social = await root.post<Team>('/teams', { name: 'Aides', sectorId: sector.id });
    await root.patch(`/cases/${from.id}`, { teamId: social.id });
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${from.id}`);
    await inTimeline(page, 'Puis-je en avoir une ?');
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: /into another case/ });
    await dialog.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(into.reference);
    await dialog.getByRole('option', { name: /Navette du matin/ }).click();
    await dialog.getByRole('textbox', { name: 'Why this leaves its sector' }).fill('Même demande.');
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('button', { name: `Merge into ${into.reference}` }).click();
    await page.waitForURL(`**/${into.id}`);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('proposes unfinished cases of the same subject to merge into, before anybody types', async () => {
    const closed = await writes('Tom Lagrange <tom@citizen.test>', 'Fuite impasse Courbet', 'De l’eau partout.');
    await root.patch(`/cases/${closed.id}`, { status: 'closed' });
    const open = await writes('Lou Verdier <lou@citizen.test>', 'Fuite impasse Courbet', 'Cela coule.');
    await product.mail({ from: 'Max Ferrand <max@citizen.test>', to: DESK, subject: 'TR: Fuite impasse Courbet', text: 'Encore.' }); // prettier-ignore
    await product.processed();
    const { id } = await caseOf('TR: Fuite impasse Courbet');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    await inTimeline(page, 'Encore.');
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: /into another case/ });
    await dialog.getByRole('option', { name: new RegExp(open.reference) }).waitFor();
    expect(await dialog.getByRole('option').count()).toBe(1);
    await dialog.getByRole('option', { name: new RegExp(open.reference) }).click();
    await dialog.getByRole('button', { name: `Merge into ${open.reference}` }).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('tells two citizens of one name apart, says who will see what becomes one in another sector, and takes it back', async () => {
    const from = await writes(
      'Marie Noguès <marie.n@citizen.test>',
      'Horaires garderie',
      'À quelle heure ouvre-t-elle ?',
    );
    const into = await writes('Marie Nogues <marie@maison.test>', 'Question garderie', 'Bonjour, une question.');
    const sector = await root.post<Sector>('/sectors', { name: 'Scolarité' });
    const schools = await root.post<Team>('/teams', { name: 'Affaires scolaires', sectorId: sector.id });
    await root.patch(`/cases/${into.id}`, { teamId: schools.id });
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${from.id}`);
    await inTimeline(page, 'À quelle heure ouvre-t-elle ?');
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: /into another case/ });
    await dialog.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(into.reference);
    await dialog.getByRole('option', { name: /Question garderie/ }).click();
    await dialog.getByText('Two different citizens: Marie Noguès (marie.n@citizen.test) and Marie Nogues (marie@maison.test)').waitFor(); // prettier-ignore
    await dialog.getByText(/to the team Affaires scolaires, in another sector \(Scolarité\)\. Only those who see the cases of Affaires scolaires/).waitFor(); // prettier-ignore
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('checkbox', { name: /belongs in the case of Marie Nogues \(marie@maison\.test\)/ }).check();
    await dialog.getByRole('button', { name: `Merge into ${into.reference}` }).click();
    await page.waitForURL(`**/${into.id}`);
    await inTimeline(page, 'À quelle heure ouvre-t-elle ?');

    // What she writes in another case does not change to whom a reply in this one goes.
    await writes('Marie Noguès <marie.n@citizen.test>', 'Tout autre chose', 'Bonjour encore.');
    await page.reload();
    await page.getByRole('button', { name: /^Reply by email to Marie Nogues \(marie@maison\.test\)/ }).click();
    await page.locator('[contenteditable=true]:focus').waitFor();
    expect(await page.getByText(/the reply goes to them/).count()).toBe(0);
    await chooseWay(page, /marie\.n@citizen\.test/);
    await page.getByText('The reply goes to Marie Noguès (marie.n@citizen.test), not to Marie Nogues (marie@maison.test), whom this case is about.').waitFor(); // prettier-ignore

    await page.getByRole('note').filter({ hasText: from.reference }).getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The merge has been undone.').waitFor();
    expect(await page.getByText(/written since/).count()).toBe(0);
    const teamOf = async ({ id }: CaseSummary) => (await root.get<CaseDetail>(`/cases/${id}`)).team.name;
    expect([await teamOf(from), await teamOf(into)]).toEqual([from.team.name, 'Affaires scolaires']);
    expect(await entryWith(from.id, 'À quelle heure ouvre-t-elle ?')).toMatchObject({ movedFrom: null });
    // Whoever may see both is offered to say that they are one person.
    await page.goto(`${product.url}/inbox/all/${from.id}`);
    await inTimeline(page, 'À quelle heure ouvre-t-elle ?');
    await page.keyboard.press('m');
    await dialog.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(into.reference);
    await dialog.getByRole('option', { name: /Question garderie/ }).click();
    await dialog.getByRole('button', { name: 'Merge the people…' }).click();
    const records = page.getByRole('dialog', { name: 'Merge two people' });
    await records.getByText('Nothing proves who writes from').waitFor();
    expect(await records.innerText()).toMatch(/marie@maison\.test[\s\S]*marie\.n@citizen\.test/);
    await records.getByRole('textbox', { name: 'Reason' }).fill('Elle l’a dit au guichet');
    await records.getByRole('checkbox', { name: /I have checked/ }).check();
    await records.getByRole('button', { name: 'Merge, then the cases' }).click();
    // Then their cases are the next step, without a search for the other one.
    await dialog.getByText(/to the team Affaires scolaires/).waitFor();
    expect(await dialog.getByRole('checkbox').count()).toBe(0);
    await dialog.getByRole('button', { name: `Merge into ${into.reference}` }).click();
    await page.waitForURL(`**/${into.id}`);
    await inTimeline(page, 'À quelle heure ouvre-t-elle ?');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('gives a draft back with the merge that has brought it, and leaves none of it in the case of the other citizen', async () => {
    const from = await writes('Noé Vial <noe@citizen.test>', 'Dossier de Noé', 'Rien de cela à Jean.');
    const into = await writes('Jean Roux <jean@citizen.test>', 'Dossier de Jean', 'Où en est ma demande ?');
    const screen = await signedIn();
    const { page } = screen;
    const written = page.locator('[contenteditable=true]').getByText('Entre nous, Noé.');
    await page.goto(`${product.url}/inbox/all/${from.id}`);
    await inTimeline(page, 'Rien de cela à Jean.');
    await page.keyboard.press('r');
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type('Entre nous, Noé.');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.goto(`${product.url}/inbox/all/${into.id}`);
    await inTimeline(page, 'Où en est ma demande ?');
    await root.post(`/cases/${from.id}/merge`, { intoId: into.id });
    await inTimeline(page, 'Rien de cela à Jean.');
    await page.reload();
    await inTimeline(page, 'Rien de cela à Jean.');
    await page.getByText('Entre nous, Noé.').last().click();
    await written.waitFor();

    await page.getByRole('note').filter({ hasText: from.reference }).getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The merge has been undone.').waitFor();
    await page.getByText('Entre nous, Noé.').waitFor({ state: 'detached' });
    await page.goto(`${product.url}/inbox/all/${from.id}`);
    await page.getByText('Entre nous, Noé.').last().waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('sends no words to the citizen of another case unseen that were written in both before their merge was undone', async () => {
    const from = await writes('Anouk Faure <anouk@citizen.test>', 'Dossier d’Anouk', 'Rien de cela à Luc.');
    const into = await writes('Luc Petit <luc@citizen.test>', 'Dossier de Luc', 'Quand aurai-je ma place ?');
    const screen = await signedIn();
    const { page } = screen;
    const field = page.locator('[contenteditable=true]');
    const undone = async (key: string, words: string) => {
      await page.goto(`${product.url}/inbox/all/${into.id}`);
      await inTimeline(page, 'Rien de cela à Luc.');
      await page.keyboard.press(key);
      const written = key === 'r' ? field : page.getByRole('textbox', { name: 'Internal note' });
      await written.and(page.locator(':focus')).waitFor();
      await page.keyboard.type(words);
      await page.getByText('Saved', { exact: true }).waitFor();
      const { moves } = await root.get<CaseDetail>(`/cases/${into.id}`);
      await root.post(`/cases/${into.id}/moves/${moves[0]!.id}/undo`, {});
    };
    await page.goto(`${product.url}/inbox/all/${from.id}`);
    await inTimeline(page, 'Rien de cela à Luc.');
    await page.keyboard.press('r');
    await field.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Chère Anouk,');
    await page.getByText('Saved', { exact: true }).waitFor();
    await root.post(`/cases/${from.id}/merge`, { intoId: into.id });

    // What came with the merge goes back with what was written in it since, and says to whom it goes.
    await undone('r', ' votre dossier est complet.');
    await page.getByText(`Your draft is back in case ${from.reference}, for which it was begun.`).waitFor();
    await page.getByText('votre dossier est complet.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Open the case' }).click();
    await page.waitForURL(`**/${from.id}`);
    await page.getByText('votre dossier est complet.').last().click();
    await page.getByText(`The merge with ${into.reference} was undone after you had begun to write. The reply now goes to Anouk Faure (anouk@citizen.test).`).waitFor(); // prettier-ignore
    expect(await screen.faults()).toEqual([]);
    await field.fill('');
    await eventually(async () =>
      expect((await root.get<{ draft: unknown }>(`/cases/${from.id}/draft`)).draft).toBe(null),
    );

    // What was begun after it stays, and says so while it can be seen that the merge is undone, and ever after.
    await root.post(`/cases/${from.id}/merge`, { intoId: into.id });
    await undone('r', 'Pour Anouk encore.');
    const staying = page.getByText(`The merge with ${from.reference} was undone after you had begun to write. The reply now goes to Luc Petit (luc@citizen.test).`); // prettier-ignore
    await staying.waitFor();
    await page.reload();
    await page.getByText('Pour Anouk encore.').last().click();
    await staying.waitFor();
    await page.keyboard.press('Control+Enter');
    await staying.waitFor({ state: 'detached' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('leaves of a merged case what can be read, the way to where it went, and the way back', async () => {
    const [from, into] = [await caseOf('Cantine'), await caseOf('Inscription')];
    await root.post(`/cases/${from.id}/merge`, { intoId: into.id });
    const screen = await signedIn({ width: 360, height: 740 });
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${from.id}`);
    const banner = page.getByRole('note').filter({ hasText: into.reference });
    await banner.waitFor();
    for (const name of [/^Reply/, 'Note', 'Close', 'Reopen', /^Status/, /^Assignee/, /^Tags/])
      expect(await page.getByRole('main').getByRole('button', { name }).count()).toBe(0);
    await page.keyboard.press('r');
    await page.keyboard.press('l');
    expect(await page.locator('textarea, [contenteditable=true], [role=dialog]').count()).toBe(0);
    expect(await screen.faults()).toEqual([]);

    await banner.getByRole('button', { name: `Open ${into.reference}` }).click();
    await page.waitForURL(`**/${into.id}`);
    await page.goBack();
    await banner.getByRole('button', { name: 'Undo the merge' }).click();
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Reply/ })
      .waitFor();
    await inTimeline(page, 'Quel est le tarif ?');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('takes a message out of a case into one of its own', async () => {
    const item = await caseOf('Inscription');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item.id}`);
    const call = page.getByRole('article').filter({ hasText: 'Rappelle pour les horaires.' });
    await call.getByRole('button', { name: 'Actions for this message' }).press('Enter');
    await screen.pressInside(page.getByRole('menuitem', { name: /Move or split/ }));
    await page.getByText('1 selected').waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('button', { name: /Split into a new case/ }).press('Enter');
    await page.getByRole('textbox', { name: 'Subject' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Horaires');
    await page.keyboard.press('Enter');
    await page.getByRole('note').getByText(item.reference).waitFor();
    await inTimeline(page, 'Rappelle pour les horaires.');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('fills in what the type of a case asks for, and cannot close it before', async () => {
    const { id: typeId } = await root.post<CaseType>('/case-types', { name: 'Voirie' });
    const street = { kind: 'text', label: { fr: 'Rue', en: 'Street' }, required: true };
    await root.post(`/case-types/${typeId}/fields`, street);
    await root.post(`/case-types/${typeId}/fields`, { kind: 'yes-no', label: { fr: 'Urgent', en: 'Urgent' } });
    const { id } = await writes(ZOE.mail, 'Nid-de-poule', 'Devant chez moi.');
    await root.patch(`/cases/${id}`, { caseTypeId: typeId });
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    await inTimeline(page, 'Devant chez moi.');

    // A macro says beforehand that it would be refused.
    const acts = [
      { kind: 'tags', add: ['voirie'] },
      { kind: 'status', to: 'closed' },
    ];
    await root.post('/macros', { name: 'Clore', acts });
    await page.keyboard.press('Shift+M');
    await page.getByRole('option', { name: /Clore/ }).click();
    await page.getByText(/can be closed, fill in: Street/).waitFor();
    expect(await page.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('e');
    await page.getByText(/can be closed, fill in: Street/).waitFor();
    await page.getByLabel('Street').and(page.locator(':focus')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.locator('#main').focus();
    await page.keyboard.press('r');
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type('Nous venons.');
    await page.getByRole('button', { name: 'More ways to send' }).click();
    await page.getByRole('menuitem', { name: 'Send and close the case' }).click();
    await page.getByLabel('Street').and(page.locator(':focus')).waitFor();
    await root.patch(`/cases/${id}/fields`, { changes: [{ key: 'urgent', value: true }] });
    await page.keyboard.type('rue du Lac');
    await page.keyboard.press('Enter');

    await inTimeline(page, 'Street: rue du Lac, by you');
    await inTimeline(page, 'Urgent: Yes');
    // It was to be sent with closing the case, which is open still.
    const { items } = await root.get<Items<Entry>>(`/cases/${id}/timeline`);
    expect(items.filter((entry) => JSON.stringify(entry).includes('Nous venons.'))).toEqual([]);
    const { fields } = await root.get<CaseDetail>(`/cases/${id}`);
    expect(fields.map(({ field, value }) => [field.key, value])).toEqual([
      ['rue', 'rue du Lac'],
      ['urgent', true],
    ]);

    // A step that has to be done comes while the case is open, and is asked for in the same way.
    const photo = { label: { fr: 'Photographier', en: 'Take a photo' }, required: true };
    await root.post(`/case-types/${typeId}/steps`, photo);
    await page.getByRole('checkbox', { name: 'Take a photo' }).waitFor();
    await page.getByRole('button', { name: 'Close the case' }).click();
    await page.getByText(/do this step: Take a photo/).waitFor();
    await page.getByRole('checkbox', { name: 'Take a photo' }).and(page.locator(':focus')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Space');
    await page.getByText('1 of 1 step done').waitFor();
    await page.getByText('Done: Take a photo').waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Macro…' }).click();
    await page.getByRole('option', { name: /Clore/ }).click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Macro Clore applied').waitFor();
    expect(await root.get<CaseDetail>(`/cases/${id}`)).toMatchObject({ status: 'closed', tags: ['voirie'] });
    const applied = page.getByRole('alert').filter({ hasText: 'Macro Clore applied' });
    await applied.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () =>
      expect(await root.get<CaseDetail>(`/cases/${id}`)).toMatchObject({ status: 'open', tags: [] }),
    );

    // What is refused once the agent has gone on is told there, and stands in its field for whoever comes back.
    await root.patch(`/cases/${id}`, { status: 'closed' });
    await page.getByRole('checkbox', { name: 'Take a photo' }).click();
    await page.getByText('This is required to close a case, and the case is closed. Reopen it first.').waitFor();
    const gone = Promise.withResolvers<void>();
    await page.route('**/cases/*/fields', (route) => gone.promise.then(() => route.continue()));
    await page.getByLabel('Street').fill('');
    await page.locator('#main').focus();
    await page.keyboard.press('Escape');
    await page.getByLabel('Street').waitFor({ state: 'detached' });
    gone.resolve();
    await page.getByText(/^Street of GCH-\S+ was not saved$/).waitFor();
    await page.getByRole('button', { name: 'Back to the case' }).click();
    await page.getByRole('textbox', { name: 'Street' }).and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await page.getByLabel('Street').inputValue()).toBe('');
    expect(screen.errors.filter((error) => !error.includes('status of 409'))).toEqual([]);
    await screen.close();
  });
});

describe('a case that is for named agents alone', () => {
  /** A colleague takes the case over from whoever writes in it, whose words are kept, and takes that back. */
  async function takenOver(page: Page, theirs: Page): Promise<void> {
    await page.keyboard.press('r');
    // Who has written nothing that is kept is told of nothing.
    const kept = page.waitForResponse(
      (response) => response.request().method() === 'PUT' && /\/draft\?/.test(response.url()),
    );
    await page.keyboard.type('Monsieur');
    await kept;
    await theirs.getByRole('button', { name: /^Take over from/ }).click();
    const asked = theirs.getByRole('dialog', { name: /^Take over/ });
    await asked.getByText('stays as their draft').waitFor();
    await asked.getByRole('button', { name: 'Take over' }).click();
    const said = page.getByText('Sam has taken this case over.');
    await said.waitFor();
    await page.getByRole('textbox', { name: 'Reply' }).getByText('Monsieur').waitFor();
    await theirs.getByRole('button', { name: 'Undo' }).click();
    await said.waitFor({ state: 'detached' });
  }

  // Interaction: R07.
  it('is taken over from whoever writes; goes from the screens of all others, and is opened in need by breaking the glass', async () => {
    const item = await writes('Yann <yann@citizen.test>', 'Menaces', 'Je viendrai avec un couteau.');
    const sam = { email: 'sam@mairie.test', password: 'another horse battery' };
    await root.post('/agents', { ...sam, name: 'Sam', role: 'supervisor' });
    const theirs = await Screen.open(browser, product.url);
    await theirs.signIn(sam);
    await theirs.page.goto(`${product.url}/inbox/all/${item.id}`);
    await inTimeline(theirs.page, 'Je viendrai avec un couteau.');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item.id}`);
    await inTimeline(page, 'Je viendrai avec un couteau.');
    await takenOver(page, theirs.page);

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Restrict…' }).click();
    await page.getByRole('dialog').getByText('Nobody else finds it').waitFor();
    await page.getByText('In an emergency, Sam can still open it').waitFor();
    expect(await screen.faults()).toEqual([]);
    // No reason is put into the case that nobody chose.
    await page.getByRole('button', { name: 'Restrict', exact: true }).click();
    await page.getByText('Choose the reason.').waitFor();
    await page.getByRole('radio', { name: 'Violence or threats' }).check();
    await page.getByRole('button', { name: 'Restrict', exact: true }).click();
    await page.getByRole('note', { name: 'Restricted case' }).waitFor();
    await page.getByRole('img', { name: 'Restricted to named agents' }).waitFor();

    const broken = theirs.page.getByRole('heading', { name: 'This case is restricted' });
    await broken.waitFor();
    // Its row goes with the next page of the list, which comes a moment before or after.
    await theirs.page.getByText('Menaces').first().waitFor({ state: 'detached' });
    expect(await theirs.faultsInEveryLook()).toEqual([]);
    // The log of these accesses says how a case is opened in need: its reference is searched for.
    await theirs.page.goto(`${product.url}/settings/emergency-access`);
    await theirs.page.getByText('No emergency access').waitFor();
    await theirs.page.getByText('search for its reference').waitFor();
    await theirs.page.goto(`${product.url}/search?q=${item.reference}`);
    await theirs.page.getByText('Open in an emergency').click();
    await theirs.page.getByText('Only you get access, for 60 minutes.').waitFor();
    await theirs.page.getByLabel('Why must you open it?').and(theirs.page.locator(':focus')).waitFor();
    await theirs.page.keyboard.type('The police is on the phone.');
    await theirs.page.getByRole('button', { name: 'Open the restricted case' }).click();
    await inTimeline(theirs.page, 'Je viendrai avec un couteau.');
    await page.getByText('Sam opened the restricted case').first().waitFor();
    await page.getByRole('button', { name: 'Show the access' }).waitFor();
    expect(await theirs.faults()).toEqual([]);
    await theirs.page.getByRole('button', { name: 'End access now' }).click();
    await theirs.page.getByRole('feed', { name: 'Timeline' }).waitFor({ state: 'detached' });
    await theirs.page.goto(`${product.url}/cases/${item.id}`);
    await broken.waitFor();
    expect([...screen.errors, ...theirs.errors]).toEqual([]);
    await Promise.all([screen.close(), theirs.close()]);
  }, 120_000);

  // Threats: A018.
  it('leaves the screen with the reason when it moves to another team, and with the last role; words stay to be copied', async () => {
    const [papers, social] = [await team('Titres'), await team('Social')];
    const item = await writes('Karim <karim@citizen.test>', 'Carte perdue', 'Ma carte est perdue.');
    await root.patch(`/cases/${item.id}`, { teamId: papers });
    const luc = { email: 'luc@mairie.test', password: 'another horse battery' };
    const { id } = await root.post<Agent>('/agents', { ...luc, name: 'Luc', teamIds: [papers] });
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(luc);
    await page.goto(`${product.url}/inbox/all/${item.id}`);
    await inTimeline(page, 'Ma carte est perdue.');
    await page.keyboard.press('r');
    await page.keyboard.type('Bonjour Karim');
    await page.getByText('Saved', { exact: true }).waitFor();

    const row = page.getByRole('list', { name: 'Cases' }).getByText('Carte perdue');
    const lost = page.getByRole('heading', { name: 'You can no longer see this case' });
    await root.patch(`/cases/${item.id}`, { teamId: social });
    await lost.waitFor();
    await page.getByText('It moved to another team.').waitFor();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Your unsent reply' }).getByText('Bonjour Karim').waitFor();
    expect(await page.getByRole('feed', { name: 'Timeline' }).count()).toBe(0);
    expect(await page.getByRole('region', { name: 'Write' }).count()).toBe(0);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await lost.waitFor({ state: 'detached' });

    await root.patch(`/cases/${item.id}`, { teamId: papers });
    await row.click();
    await page.getByRole('textbox', { name: 'Reply' }).getByText('Bonjour Karim').waitFor();
    const [own] = (await root.get<AgentRights>(`/agents/${id}/rights`)).grants;
    await root.call('DELETE', `/agents/${id}/roles/${own!.id}`);
    await lost.waitFor();
    await page.getByText('Your roles or your teams have changed.').waitFor();
    await row.waitFor({ state: 'detached' });
    // What an agent without a role asks for is refused.
    expect(screen.errors.filter((error) => !error.includes('status of 403'))).toEqual([]);
    await screen.close();
  }, 120_000);
});

describe('what is drawn of a channel', () => {
  it('has no serious fault of accessibility and no sideways scroll, light or dark, at a desk or on a phone', async () => {
    const screen = await signedIn();
    const { page } = screen;
    const { items: kinds } = await root.get<Items<ChannelKindInfo>>('/channel-kinds');
    const found: Record<string, unknown> = {};
    await page.goto(`${product.url}/settings/channels`);
    for (const [index, { kind }] of kinds.entries()) {
      await page.getByRole('button', { name: 'Add a channel' }).click();
      await page.getByRole('menuitem').nth(index).click();
      const name = page.getByRole('textbox', { name: 'Name', exact: true }).first();
      // A mailbox is asked for its address first.
      const address = page.getByLabel('Address of the mailbox');
      await name.or(address).first().waitFor();
      if (await address.isVisible()) {
        await address.fill('contact@mairie.test');
        await page.getByRole('button', { name: 'Continue' }).click();
      }
      await name.waitFor();
      for (const add of await page.getByRole('button', { name: /^Add to/ }).all()) await add.click();
      found[kind] = await screen.faultsInEveryLook();
      await page.getByRole('button', { name: 'Cancel' }).click();
      const add = page.getByRole('button', { name: 'Add a channel' });
      // What was filled in is asked about.
      const leave = page.getByRole('dialog').getByRole('button', { name: 'Leave the page' });
      await add.or(leave).first().waitFor();
      if (await leave.isVisible()) await leave.click();
    }
    expect(found).toEqual(Object.fromEntries(kinds.map(({ kind }) => [kind, []])));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
