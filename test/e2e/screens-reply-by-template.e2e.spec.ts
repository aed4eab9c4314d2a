import type { SavedDraft } from '@guichet/contracts';
import type { Page } from 'playwright-core';
import { TemplateScreens, field, insert, picker, reply, strip } from '../support/template-screen-steps.js';
import { eventually } from '../support/eventually.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

const focused = (page: Page, name: string) => field(page, name).and(page.locator(':focus')).waitFor();
describe('the text of a reply', () => {
  const languageOf = (page: Page) => reply(page).locator('xpath=ancestor-or-self::*[@lang][1]').getAttribute('lang');

  it('is marked with the language of the citizen, and with that of the template once one is inserted', async () => {
    const asked = await desk.receiveMail('Uwe Roth <uwe@citizen.test>', 'Meine Anmeldung');
    await desk.root.patch(`/cases/${asked.id}`, { language: 'de' });
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('r');
    await reply(page).and(page.locator(':focus')).waitFor();
    await eventually(async () => expect(await languageOf(page)).toBe('de'));

    await page.getByRole('button', { name: /^Template/ }).click();
    await page.keyboard.type('Missing documents');
    await picker(page)
      .getByRole('option', { name: /Missing documents/ })
      .click();
    await field(page, 'Pièces demandées').waitFor();
    await eventually(async () => expect(await languageOf(page)).toBe('fr'));
    expect(await field(page, 'Pièces demandées').getAttribute('lang')).toBe('fr');
    expect(await screen.faults()).toEqual([]);
    await screen.close();
  });
});

describe('an agent who knows the keyboard', () => {
  // Interaction: R02, R11.
  it('answers a routine case in three keystrokes and Enter, and the screen says how', async () => {
    const asked = await desk.receiveMail('Zoé Martin <zoe@citizen.test>', 'Ma demande');
    const screen = await desk.openCase(asked);
    const { page } = screen;

    await page.keyboard.press('/');
    await picker(page).getByRole('combobox', { name: 'Search templates' }).and(page.locator(':focus')).waitFor();
    await picker(page).getByRole('option').nth(8).waitFor();
    const said = (await picker(page).innerText()).replace(/\s+/g, ' ');
    expect(said).toMatch(/insert .*1–9 .*choose then Ctrl ↵.* sends/);
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await picker(page).waitFor({ state: 'detached' });

    await page.keyboard.press('/');
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    await page.getByRole('button', { name: /^Template: .* · v1 · unchanged$/ }).click();
    await page.getByText('Sent as approved.').waitFor();
    expect(await screen.faults()).toEqual([]);
    expect(await desk.repliesOf(asked)).toMatchObject([{ provenance: { verbatim: true, number: 1 } }]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('opens the list by the same key on an empty line of a reply that has words, and has a stroke where it is given up', async () => {
    const asked = await desk.receiveMail('Paule Roy <paule@citizen.test>', 'Mes pièces');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const text = async () => (await reply(page).innerText()).replace(/\n+/g, '\n').trim();
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]:focus')).waitFor();
    await page.keyboard.type('Bonjour, lundi et/ou mardi');
    expect(await text()).toBe('Bonjour, lundi et/ou mardi');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/piec');
    const search = picker(page).getByRole('combobox', { name: 'Search templates' });
    await search.and(page.locator(':focus')).waitFor();
    expect(await search.inputValue()).toBe('piec');
    await page.keyboard.press('Escape');
    await picker(page).waitFor({ state: 'detached' });
    await page.keyboard.type('5');
    await eventually(async () => expect(await text()).toBe('Bonjour, lundi et/ou mardi\n/5'));
    await page.keyboard.press('Enter');
    await page.keyboard.type('/Missing doc');
    await picker(page)
      .getByRole('option', { name: /Missing documents/ })
      .waitFor();
    await page.keyboard.press('Enter');
    // The same as by the button: the words of the agent stay.
    await focused(page, 'Pièces demandées');
    expect(await text()).toMatch(/^Bonjour, lundi et\/ou mardi\n\/5\n[^/]/);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('puts the template where the key was pressed, between own words, which stay as its fields are filled in', async () => {
    const asked = await desk.receiveMail('Paul Bon <paulbon@citizen.test>', 'Mes pièces');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const text = async () => (await reply(page).innerText()).replace(/\n+/g, '\n').trim();
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]:focus')).waitFor();
    await page.keyboard.type('Bonjour Paul,');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('Ma fin à moi.');
    await page.keyboard.press('ArrowUp');
    // The editor learns of the caret that the browser has moved once it is drawn.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await page.keyboard.type('/Missing doc');
    await picker(page)
      .getByRole('option', { name: /Missing documents/ })
      .waitFor();
    await page.keyboard.press('Enter');
    await focused(page, 'Pièces demandées');
    expect(await text()).toMatch(/^Bonjour Paul,\nBonjour Paul Bon,\n[^]+\nMa fin à moi\.$/);
    await page.keyboard.type('Un livret');
    await reply(page).getByText('Un livret').waitFor();
    expect(await text()).toMatch(/^Bonjour Paul,\nBonjour Paul Bon,\n[^]+\nMa fin à moi\.$/);
    await reply(page).locator('strong').getByText('Ma fin à moi.').waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  // Interaction: R04.
  it('sees the countdown of the server again after a reload, and takes the answer back with its template', async () => {
    const asked = await desk.receiveMail('Noé Petit <noe@citizen.test>', 'Une erreur');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('/');
    await picker(page).getByRole('option').first().waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();

    const [leaving] = await desk.repliesOf(asked);
    const before = leaving!.text.split('\n')[0]!;

    await page.reload();
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    await page.getByRole('feed').getByRole('button', { name: 'Undo' }).click();
    await strip(page).getByText('v1').waitFor();
    await page.getByRole('button', { name: 'Send by email' }).waitFor();
    expect(await desk.repliesOf(asked)).toMatchObject([{ text: '', delivery: { status: 'canceled' } }]);
    await reply(page).getByText(before).waitFor();
    await screen.close();
  });

  // Interaction: R11.
  it('is shown what is still to be filled in, and cannot send before', async () => {
    const asked = await desk.receiveMail('Léa Roux <lea@citizen.test>', 'Mon inscription');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await insert(page, 'Missing documents');

    await focused(page, 'Pièces demandées');
    const send = page.getByRole('button', { name: '2 fields to fill in' });
    await reply(page).getByText('[Date limite]').waitFor();
    // What it says is missing, it leads to.
    await reply(page).focus();
    await send.click();
    await focused(page, 'Pièces demandées');
    expect(await desk.repliesOf(asked)).toEqual([]);
    expect(await screen.faults()).toEqual([]);

    await page.keyboard.type('Un justificatif de domicile');
    await page.getByRole('button', { name: '1 field to fill in' }).waitFor();
    await page.keyboard.press('Tab');
    await focused(page, 'Date limite');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Control+Enter');
    await focused(page, 'Date limite');
    expect(await desk.repliesOf(asked)).toEqual([]);

    await field(page, 'Date limite').fill('2026-12-31');
    await reply(page).getByText('31 décembre 2026').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    const [answer] = await desk.repliesOf(asked);
    expect(answer!.text).toContain('- Un justificatif de domicile');
    expect(answer!.provenance).toMatchObject({ verbatim: true, values: { deadline: '2026-12-31' } });
    await screen.close();
  });

  // Interaction: R09, R10.
  it('switches from mail to SMS and keeps what was changed by hand', async () => {
    const asked = await desk.receiveMail('Ali Benali <ali@citizen.test>', 'Ma carte');
    await desk.root.post(`/citizens/${asked.citizen.id}/handles`, { address: '+33639981202', evidence: 'checked' });
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await insert(page, 'Missing documents');
    await field(page, 'Pièces demandées').fill('Une photo');
    await field(page, 'Date limite').fill('2026-12-31');
    await reply(page).getByText('31 décembre 2026').waitFor();
    await reply(page).and(page.locator('[contenteditable=true]')).getByText('Bonjour Ali Benali,').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' et merci,');
    await page.getByText('Saved', { exact: true }).waitFor();

    await page.getByRole('button', { name: /Change the channel/ }).click();
    await page.getByRole('menuitemradio', { name: /SMS/ }).click();
    await page.getByRole('button', { name: 'Send by SMS' }).waitFor();
    await strip(page).getByText('Short version').waitFor();
    await page.getByText(/\d SMS, \d+ left/).waitFor();
    const words = await eventually(async () => {
      const text = await reply(page).inputValue();
      expect(text).toContain('31/12/2026');
      return text;
    });
    expect(words).toContain('et merci,');
    expect(words).toContain('Une photo');
    // All its fields are filled in: they can be folded, and are no menu that Escape would close.
    await reply(page).focus();
    await page.keyboard.press('Escape');
    await page.locator('#main').and(page.locator(':focus')).waitFor();
    await screen.close();
  });

  it('finds the whole of a field in the words, also when the page was left while it was typed', async () => {
    const asked = await desk.receiveMail('Lea Roche <lea@citizen.test>', 'Mes papiers');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await insert(page, 'Missing documents');
    await page.keyboard.type('Un livret');
    const draft = async () => (await desk.root.get<{ draft: SavedDraft }>(`/cases/${asked.id}/draft`)).draft;
    await eventually(async () => expect((await draft())?.text).toContain('Un livret'));
    await page.route('**/api/v1/templates/*/render', (route) => route.abort());
    await page.keyboard.type(' de famille');
    await eventually(async () =>
      expect((await draft())?.template).toMatchObject({ values: { documents: 'Un livret de famille' } }),
    );
    expect((await draft())?.text).not.toContain('famille');

    await page.unroute('**/api/v1/templates/*/render');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await reply(page).getByText('Un livret de famille').waitFor();
    await screen.close();
  });

  it('finds a draft again with its template after a reload', async () => {
    const asked = await desk.receiveMail('Eva Lopez <eva@citizen.test>', 'Mon dossier');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await insert(page, 'Missing documents');
    await page.keyboard.type('Un livret de famille');
    await eventually(async () => {
      const { draft } = await desk.root.get<{ draft: SavedDraft }>(`/cases/${asked.id}/draft`);
      expect(draft).toMatchObject({
        via: { to: 'eva@citizen.test' },
        template: { values: { documents: 'Un livret de famille' } },
      });
    });

    await page.reload();
    await strip(page).getByText('Missing documents').waitFor();
    await page.getByRole('button', { name: '1 field to fill in' }).waitFor();
    expect(await field(page, 'Pièces demandées').inputValue()).toBe('Un livret de famille');
    await reply(page).getByText('Un livret de famille').waitFor();
    await screen.close();
  });

  // Interaction: R13.
  it('is asked to look at what an answer may disclose, and sends it once that is right', async () => {
    const asked = await desk.receiveMail('Tom Blanc <tom@citizen.test>', 'Ma facture');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.locator('[aria-keyshortcuts=r]').waitFor();
    await page.keyboard.press('r');
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type('Elle est payée.');
    await page.getByRole('button', { name: 'to tom@citizen.test', exact: true }).click();
    await page.getByRole('combobox', { name: 'Cc', exact: true }).fill('avocat@elsewhere.test');
    await page.keyboard.press('Enter');

    const look = page.getByRole('button', { name: 'Review 1 point' });
    await look.click();
    await page.getByText('avocat@elsewhere.test has not been used in this case before.').waitFor();
    expect(await screen.faults()).toEqual([]);
    await screen.pressInside(page.getByRole('checkbox', { name: 'This is correct' }), 'Space');
    await page.getByRole('button', { name: 'Send by email' }).and(page.locator(':focus')).press('Enter');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    expect(await desk.repliesOf(asked)).toMatchObject([{ cc: [{ value: 'avocat@elsewhere.test' }] }]);
    await screen.close();
  });
});

describe('the picker and its fields', () => {
  it('have no serious fault of accessibility and no sideways scroll, light or dark, at a desk or on a phone', async () => {
    const asked = await desk.receiveMail('Jo <jo@citizen.test>', 'Regard');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('/');
    await picker(page).getByRole('option').nth(8).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.keyboard.press('Escape');
    await insert(page, 'Missing documents');
    await focused(page, 'Pièces demandées');
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
