import type {
  AnswerConsistency,
  CaseSummary,
  Page as Items,
  TemplateSummary,
  TemplateVersion,
} from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';

const DESK = 'contact@mairie.test';
const ANA = { email: 'ana@town.test', password: 'another horse battery' };

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: {
      address: DESK,
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: 9, secure: false },
      undoSeconds: 60,
    },
  });
  await root.post('/agents', { ...ANA, name: 'Ana', teamIds: [root.session.teams[0]!.id] });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const signedIn = async (who = ADMIN, look: Look = {}): Promise<Screen> => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(who);
  return screen;
};
const shipped = async (key: string): Promise<TemplateSummary> => {
  const { items } = await root.get<Items<TemplateSummary>>('/templates?limit=100');
  return items.find((template) => template.key === key)!;
};
const versionsOf = async ({ id }: Pick<TemplateSummary, 'id'>): Promise<TemplateVersion[]> =>
  (await root.get<Items<TemplateVersion>>(`/templates/${id}/versions`)).items;

/** Presses "Approve" where the pointer was last, as soon as it has come. */
const PRESSES_APPROVE = `{
  let at;
  isPressed = false;
  addEventListener('click', ({ clientX, clientY }) => (at = { clientX, clientY }), { capture: true, once: true });
  const look = () => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Approve');
    if (!button) return requestAnimationFrame(look);
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2, ...at }));
    isPressed = true;
  };
  look();
}`;

describe('a template', () => {
  it('is found without its accents, changed, sent back, mended where the fault is, and approved', async () => {
    const template = await shipped('missing-documents');
    const writer = await signedIn(ANA);
    const { page } = writer;
    await page.goto(`${product.url}/templates`);
    await page.getByRole('searchbox', { name: 'Search templates' }).fill('pieces manquantes');
    await page.getByRole('link', { name: /Missing documents/ }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    // Until the draft has come, the fields are those of the version in use, and keys pressed in them write nothing.
    const full = page.getByRole('textbox', { name: /Full text of block 2/ }).and(page.locator('[aria-readonly=false]'));
    expect(await full.getAttribute('lang')).toBe('fr');
    await full.press('ControlOrMeta+End');
    await full.pressSequentially('\n\nLe guichet ferme le 3 janvier 2027. Apportez votre acte de naissance.');
    await page.getByText('The short version does not mention 3 janvier 2027.').waitFor();
    await page.locator('mark', { hasText: '3 janvier 2027' }).first().waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await writer.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Submit for review' }).click();
    // It has an error: the author is told so first.
    const warned = page.getByRole('dialog', { name: 'Submit with 1 error?' });
    await warned.waitFor();
    expect(await writer.faults()).toEqual([]);
    await warned.getByRole('button', { name: 'Submit anyway' }).click();
    await page.getByText('This version is in review.', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);

    const reviewer = await signedIn();
    await reviewer.page.goto(`${product.url}/templates/${template.id}`);
    await reviewer.page.getByRole('button', { name: 'Approve', exact: true }).click();
    const refused = reviewer.page.getByRole('dialog', { name: 'Correct this first' });
    await refused.getByText('The short version does not mention 3 janvier 2027.').waitFor();
    expect(await reviewer.faults()).toEqual([]);
    // What is only to be compared leads to its block as well.
    await refused.getByRole('button', { name: 'Document: only the full version says “acte de naissance”.' }).click();
    await refused.waitFor({ state: 'hidden' });
    await reviewer.page
      .getByRole('textbox', { name: /Full text of block 2/ })
      .and(reviewer.page.locator(':focus'))
      .waitFor();
    await reviewer.page.getByRole('button', { name: 'Send back' }).click();
    const reason = reviewer.page.getByRole('textbox', { name: 'Changes needed' });
    await eventually(async () =>
      expect(await reason.inputValue()).toMatch(
        /^Block 2 – The short version does not mention 3 janvier 2027\.\nBlock 2 – Document: /,
      ),
    );
    await reason.press('ControlOrMeta+End');
    await reason.pressSequentially('\nLa date manque au texte court.');
    await reviewer.page.keyboard.press('Control+Enter');
    await reviewer.page.getByText(/^Sent back by /).waitFor();

    // The author is told at once, with a link.
    await page.getByRole('link', { name: 'All templates' }).click();
    await page.getByRole('searchbox', { name: 'Search templates' }).waitFor();
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await page.getByRole('button', { name: /sent “Missing documents” back to you/ }).click();
    await page.getByText('La date manque au texte court.', { exact: false }).waitFor();
    // On a phone the findings stand far below the text: how many there are stays in sight, and opens them.
    const desk = page.viewportSize()!;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: /^1 error, \d+ warnings?$/ }).click();
    const sheet = page.getByRole('dialog', { name: 'Before approval' });
    await sheet.locator('mark', { hasText: '3 janvier 2027' }).waitFor();
    // What the edge of the sheet covers by half cannot be hit anyway, until the sheet is closed.
    const faults = (await writer.faults()).filter((fault) => !fault.includes('partially obscured'));
    expect([faults, await writer.overflow()]).toEqual([[], 0]);
    await sheet.getByRole('button', { name: /The short version does not mention 3 janvier 2027/ }).click();
    await sheet.waitFor({ state: 'hidden' });
    await page.setViewportSize(desk);
    const short = page.getByRole('textbox', { name: /Short text of block 2/ }).and(page.locator(':focus'));
    await short.press('ControlOrMeta+End');
    await short.pressSequentially('\nOuvert sauf le 3 janvier 2027.');
    await page.getByText('Open or closed: the full version says “ferme”, the short one “Ouvert”.').waitFor();
    expect(await writer.faults()).toEqual([]);
    await page.getByRole('button', { name: /The short version does not mention/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await page.getByText('This version is in review.', { exact: false }).waitFor();
    await reviewer.page.reload();
    await reviewer.page.getByRole('button', { name: 'Approve', exact: true }).click();
    // The English text does not say so yet.
    const asked = reviewer.page.getByRole('dialog', { name: 'Approve this version?' });
    await asked.getByText('The version in English that is in use does not match this text', { exact: false }).waitFor();
    await asked.getByRole('button', { name: 'Approve', exact: true }).click();
    const compared = reviewer.page.getByRole('dialog', { name: 'Compare the two versions' });
    const confirm = compared.getByRole('button', { name: 'Approve with the same meaning' });
    await confirm.waitFor();
    await compared.locator('mark', { hasText: 'ferme' }).waitFor();
    expect([await confirm.isDisabled(), await reviewer.faults()]).toEqual([true, []]);
    for (const same of await compared.getByRole('checkbox').all()) await same.check();
    await confirm.click();
    await reviewer.page.getByText('Version 2 is now in use').waitFor();

    await reviewer.page.getByRole('link', { name: 'Versions' }).click();
    await reviewer.page.getByText('Open or closed: “', { exact: false }).waitFor();
    await reviewer.page.getByText('La date manque au texte court.', { exact: false }).waitFor();
    await reviewer.page.getByRole('heading', { name: 'From version 1 to version 2' }).waitFor();
    await reviewer.page.locator('ins', { hasText: '3 janvier 2027' }).first().waitFor();
    expect(await reviewer.faults()).toEqual([]);
    expect([...writer.errors, ...reviewer.errors].filter((error) => !error.includes('409'))).toEqual([]);
    await writer.close();
    await reviewer.close();
  });

  it('leaves its sheet of findings shut on a phone once nothing was left in it, until it is opened again', async () => {
    const content = { blocks: [{ kind: 'facts', full: 'Venez le 3 mai 2027.', short: 'Venez.' }] };
    const { id } = await root.post<TemplateSummary>('/templates', { title: 'Venue', content });
    const screen = await signedIn(ADMIN, { width: 390, height: 844 });
    const { page } = screen;
    await page.goto(`${product.url}/templates/${id}`);
    const bar = page.getByRole('button', { name: '1 error', exact: true });
    await bar.waitFor();
    const short = page.getByRole('textbox', { name: /Short text of block 1/ });
    const sheet = page.getByRole('dialog', { name: 'Before approval' });
    // What was mended is found to be so only once the sheet is open.
    const opened = Promise.withResolvers<void>();
    await page.route('**/templates/preview', async (route) => {
      await opened.promise;
      await route.continue();
    });
    await short.fill('Venez le 3 mai 2027.');
    await bar.click();
    await sheet.waitFor();
    opened.resolve();
    await sheet.waitFor({ state: 'detached' });
    await bar.waitFor({ state: 'detached' });

    await short.fill('Venez donc.');
    await bar.waitFor();
    expect([await bar.getAttribute('aria-expanded'), await sheet.count()]).toEqual(['false', 0]);
    await short.and(page.locator(':focus')).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('says in its history why it was sent back, also where nothing is known but the reason', async () => {
    const { id } = await root.post<TemplateSummary>('/templates', { title: 'Renvoi' });
    const screen = await signedIn();
    const { page } = screen;
    await page.route(`**/api/v1/templates/${id}/versions`, async (route) => {
      const response = await route.fetch();
      const { items, ...rest } = (await response.json()) as Items<TemplateVersion>;
      const older = items.map((version) => ({ ...version, remark: 'Dites où venir.', returns: [] }));
      await route.fulfill({ response, json: { ...rest, items: older } });
    });
    await page.goto(`${product.url}/templates/${id}/versions`);
    const step = page.getByRole('listitem').filter({ hasText: /^sent back/ });
    await step.getByText('Dites où venir.').waitFor();
    expect([await screen.faults(), screen.errors]).toEqual([[], []]);
    await screen.close();
  });

  it('is not approved by the agent who submitted it where the organisation asks for four eyes, and the screen says why', async () => {
    const template = await shipped('right-to-error');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/settings/organisation`);
    await page.getByRole('switch', { name: 'Four-eyes approval' }).check({ force: true });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await screen.faults()).toEqual([]);

    await screen.visit(`/templates/${template.id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await page.getByText('You submitted it, so another agent must approve it.', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0);
    expect(await screen.faults()).toEqual([]);
    await root.call('PUT', '/organisation', { body: {} });
    await page.reload();
    // The second press of a double click is not for what has come to stand where the first one submitted it.
    await page.getByRole('button', { name: 'Take back' }).click();
    const submit = page.getByRole('button', { name: 'Submit for review' });
    await submit.waitFor();
    await page.evaluate(PRESSES_APPROVE);
    await submit.click();
    await eventually(async () => expect(await page.evaluate('isPressed')).toBe(true));
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.mouse.move(0, 0);
    // Where it does not, they hear first that nobody else has read it, and the history says who approved it.
    await page.getByText('Submitted by', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog').getByText('nobody else has read it', { exact: false }).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Approve my version' }).click();
    await eventually(async () => {
      expect((await versionsOf(template)).find(({ language }) => language === 'fr')).toMatchObject({
        state: 'approved',
        number: 2,
      });
    });
    await page.getByRole('link', { name: 'Versions' }).click();
    await page.getByText('approved by root, who had submitted it', { exact: false }).waitFor();
    await screen.close();
  });

  it('is approved in both languages at once by whoever has read both, and it is said which one waits', async () => {
    const template = await shipped('acknowledgement');
    const writer = await ApiClient.signIn(product.url, ANA);
    for (const { language, content } of await versionsOf(template)) {
      const path = `/templates/${template.id}`;
      const body = { content, revision: null };
      const { number } = await writer.call<TemplateVersion>('PUT', `${path}/drafts/${language}`, { body });
      await writer.post(`${path}/versions/${number}/submit`, { language });
    }
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/templates/${template.id}`);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    const asked = page.getByRole('dialog', { name: 'Approve this version?' });
    await asked.getByText('Show its text first').waitFor();
    expect(await asked.getByRole('checkbox').isDisabled()).toBe(true);
    expect(await screen.faults()).toEqual([]);
    await asked.getByRole('button', { name: 'Cancel' }).click();
    const languages = page.getByRole('group', { name: 'Language', exact: true });
    await languages.getByRole('button', { name: /^English/ }).click();
    await languages.getByRole('button', { name: /^French/ }).click();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await asked.getByRole('checkbox', { name: 'Approve the version in English, too' }).check();
    await asked.getByRole('button', { name: 'Approve both' }).click();
    await page.getByText('Both languages are now in use').waitFor();
    expect((await versionsOf(template)).filter(({ state }) => state === 'review')).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('shows what makes an SMS dear, and spells it plainly where the SMS takes its words from, and only there', async () => {
    const template = await shipped('appointment');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/templates/${template.id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const before = (await versionsOf(template)).find(({ language }) => language === 'fr')!.content.blocks[0]!;
    const full = page.getByRole('textbox', { name: /Full text of block 1/ });
    await full.fill('Bonjour, la forêt est fermée.');
    const own = page.getByRole('switch', { name: 'Custom short text, 1' });
    if (before.short !== null) await own.uncheck();
    await page.getByRole('button', { name: 'Replace with basic characters' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await eventually(async () => {
      const draft = (await versionsOf(template)).find(({ state }) => state === 'draft')!;
      expect(draft.content.blocks[0]).toMatchObject({
        full: 'Bonjour, la forêt est fermée.',
        short: 'Bonjour, la foret est fermée.',
      });
    });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is withdrawn once whoever does it has seen which answers that stops', async () => {
    await product.mail({ from: 'zoe@citizen.test', to: DESK, subject: 'Ma demande', text: 'Où en est-elle ?' });
    await product.processed();
    const { items } = await root.get<Items<CaseSummary>>('/cases?q=demande');
    const template = await shipped('fraud-warning');
    const values = { organisation: 'Ville', service_phone: '+33380000000', service_mail: DESK, citizen_name: 'Zoé' };
    await root.post(`/cases/${items[0]!.id}/messages`, { templateId: template.id, language: 'fr', values });

    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/templates/${template.id}`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Withdraw' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 reply is waiting to be sent.', { exact: false }).waitFor();
    await dialog.getByRole('link', { name: items[0]!.reference }).waitFor();
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Le numéro a changé.');
    await dialog.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('This template has been withdrawn: Le numéro a changé.').waitFor();
    expect(await root.get(`/templates/${template.id}/unsent`)).toMatchObject({ messages: [{ blocked: true }] });
    await screen.close();
  });
});

describe('two replies to cases of one type that may be about two things', () => {
  it('are not shown as contradicting each other, but closed under what does', async () => {
    const { id: caseTypeId } = await root.post<{ id: string }>('/case-types', { name: 'Passeport' });
    for (const [from, text] of [
      ['lea@citizen.test', 'Bonjour, le passeport pour un adulte coûte 86 €.'],
      ['max@citizen.test', 'Bonjour, pour un enfant, le passeport coûte 17 €.'],
    ] as const) {
      await product.mail({ from, to: DESK, subject: `Le prix, ${from}`, text: 'Combien coûte un passeport ?' });
      await product.processed();
      const { items } = await root.get<Items<CaseSummary>>(`/cases?q=${encodeURIComponent(from)}`);
      await root.patch(`/cases/${items[0]!.id}`, { caseTypeId });
      await root.post(`/cases/${items[0]!.id}/messages`, { text });
    }
    const board = () => root.get<AnswerConsistency>(`/consistency/${caseTypeId}`);
    await eventually(async () => expect((await board()).mayDiffer).toHaveLength(1));

    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/templates/answers/${caseTypeId}`);
    const closed = page.getByText('Possible contradictions');
    await closed.waitFor();
    await page.getByText('No contradiction was found', { exact: false }).waitFor();
    expect(await page.getByText('86 €').isVisible()).toBe(false);
    await closed.click();
    await page.getByText('86 €').waitFor();
    await page.getByText('17 €').waitFor();
    expect(await screen.faults()).toEqual([]);
    await screen.close();
  });
});

describe('the library', () => {
  it('is sorted by use, says over how many days it counts, and keeps the order in its address', async () => {
    const screen = await signedIn();
    const { page } = screen;
    const order = page.getByRole('combobox', { name: 'Sort by' });
    await page.goto(`${product.url}/templates`);
    await order.selectOption('Unused the longest');
    await page.waitForURL('**/templates?order=unused');
    await page.reload();
    await page.getByText('Used in 90 days', { exact: true }).waitFor();
    expect(await order.inputValue()).toBe('unused');
    await page.getByRole('button', { name: 'Usable' }).click();
    await page.waitForURL((url) => url.searchParams.get('order') === 'unused' && url.searchParams.has('state'));
    await order.selectOption('Title');
    await page.waitForURL((url) => !url.searchParams.has('order'));
    expect([await screen.faults(), screen.errors]).toEqual([[], []]);
    await screen.close();
  });

  it('begins a new template with the greeting and the signature of those in use', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/templates`);
    await page.getByRole('button', { name: 'New template' }).click();
    const dialog = page.getByRole('dialog', { name: 'New template' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Fermeture du guichet');
    await dialog.getByRole('button', { name: 'Create the template' }).click();
    const greeting = page.getByRole('textbox', { name: /Full text of block 1/ });
    await greeting.getByText('Bonjour', { exact: false }).waitFor();
    await page.getByRole('listitem', { name: 'Block 3: Signature' }).waitFor();
    expect((await page.getByRole('textbox', { name: /Full text of block 2/ }).innerText()).trim()).toBe('');
    expect([await screen.faults(), screen.errors]).toEqual([[], []]);
    await screen.close();
  });

  it('fits a phone in French, and is readable in the dark', async () => {
    const { id } = await shipped('unfavourable-decision');
    const screen = await signedIn(ADMIN, { locale: 'en-GB', colorScheme: 'dark', width: 360, height: 740 });
    await root.patch('/me', { language: 'fr' });
    const one = `/templates/${id}`;
    const pages = [
      '/templates',
      '/templates/consistency',
      '/templates/answers',
      one,
      `${one}/versions`,
      `${one}/use`,
      `${one}/consistency`,
    ];
    for (const path of [...pages, '/settings/organisation']) {
      await screen.visit(path);
      await screen.page.locator('main h1').waitFor();
      await screen.loaded();
      expect([path, await screen.overflow(), await screen.faults()]).toEqual([path, 0, []]);
    }
    await root.patch('/me', { language: null });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
