import type {
  CaseField,
  CasesToGiveBack,
  CaseType,
  CaseSummary,
  Page as ListPage,
  Routing,
  BusinessHours,
  SlaTargets,
  Team,
  Workforce,
} from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';

const DESK = 'contact@mairie.test';
const ANA = { email: 'ana@town.test', password: 'another horse battery' };

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let schools: Team;
let agentId: string;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: 9, secure: false };
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: { address: DESK, inbound: { smtp: true }, outbound, undoSeconds: 60 },
  });
  schools = await root.post<Team>('/teams', { name: 'Écoles' });
  const teamIds = [root.session.teams[0]!.id, schools.id];
  agentId = (await root.post<{ id: string }>('/agents', { ...ANA, name: 'Ana', teamIds })).id;
  for (const [subject, text] of [
    ['Inscription', 'Bonjour, je voudrais inscrire ma fille à l’école.'],
    ['Poubelle', 'Bonjour, ma poubelle n’a pas été vidée.'],
  ])
    await product.mail({ from: 'zoe@citizen.test', to: DESK, subject, text });
  await product.processed();
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
const open = async (screen: Screen, path: string): Promise<Page> => {
  await screen.visit(path);
  await screen.page.locator('main h1').waitFor();
  return screen.page;
};
const unexpected = ({ errors }: Screen) => errors.filter((error) => !/status of 409/.test(error));
const rules = async () => (await root.get<Routing>('/routing')).rules;
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

/** Fills a rule that sends messages with a word to a team. */
async function writeRule(page: Page, name: string, word: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'Words', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Values of condition 1' }).fill(word);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Team' }).click();
  await dialog.getByRole('combobox', { name: 'Team' }).click();
  await page.getByRole('option', { name: 'Écoles' }).click();
}

/** The height of what lies between the button of the dialog that keeps and the lower edge. */
async function belowButtons(page: Page): Promise<number> {
  const dialog = page.getByRole('dialog');
  const submit = dialog.getByRole('button', { name: 'Add to the list' });
  await submit.scrollIntoViewIfNeeded();
  const [window, button] = [await dialog.boundingBox(), await submit.boundingBox()];
  return Math.abs(window!.y + window!.height - (button!.y + button!.height));
}

describe('a supervisor', () => {
  it('names case types, and no longer offers one', async () => {
    const screen = await signedIn();
    const page = await open(screen, '/settings/case-types');
    await page.getByRole('button', { name: 'Add a case type' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Inscription scolaire');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Inscription scolaire' }).waitFor();
    await page.getByRole('button', { name: 'Add a field' }).first().click();
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'One of a list' }).click();
    const options = page.getByRole('group', { name: 'Options' });
    // What is wrong with a list without options is no longer said once there is one.
    await page.getByRole('textbox', { name: 'Label in French' }).fill('Niveau');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const needed = page.getByText('A list needs at least one option.');
    await needed.waitFor();
    const lines = await options.getByRole('textbox').count();
    await options.getByRole('button', { name: 'Add an option' }).press('Enter');
    // The line that was added has the focus.
    await page.keyboard.type('Maternelle');
    await needed.waitFor({ state: 'detached' });
    expect(await options.getByRole('textbox').count()).toBe(lines + 2);
    expect(await options.getByRole('textbox').nth(lines).inputValue()).toBe('Maternelle');
    // Enter goes on to the next one, and saves nothing before the field has all that is to be chosen from.
    await page.keyboard.press('Enter');
    await page.keyboard.type('Primaire');
    expect(await options.getByRole('textbox').nth(lines + 2).inputValue()).toBe('Primaire'); // prettier-ignore
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Close anyway' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await open(screen, '/settings/case-types');
    await page.getByRole('switch', { name: 'Use Inscription scolaire' }).waitFor();
    await page.getByRole('button', { name: 'Add a case type' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('inscription scolaire');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A case type with this name already exists.').waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('textbox', { name: 'Name' }).fill('Voirie');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Voirie' }).waitFor();
    await open(screen, '/settings/case-types');
    await page.getByRole('switch', { name: 'Use Voirie' }).press('Space');
    await page.getByText('Inactive', { exact: true }).waitFor();
    // The row opens it as its name does.
    for (const press of [
      () => page.getByRole('link', { name: 'Inscription scolaire', exact: true }).press('Enter'),
      () =>
        page
          .getByRole('listitem')
          .filter({ hasText: 'Inscription scolaire' })
          .click({ position: { x: 300, y: 50 } }),
    ]) {
      await press();
      await page.getByRole('heading', { name: 'Inscription scolaire' }).waitFor();
      await page.goBack();
    }

    const { items } = await root.get<{ items: CaseType[] }>('/case-types');
    expect(items.map(({ name, active }) => [name, active])).toEqual(
      expect.arrayContaining([
        ['Inscription scolaire', true],
        ['Voirie', false],
      ]),
    );
    // The list without options was refused.
    expect(unexpected(screen).filter((error) => !/status of 400/.test(error))).toEqual([]);
    await screen.close();
  });

  it('writes a rule as a sentence, sees whom it would have moved and why, and saves it', async () => {
    const screen = await signedIn();
    const page = await open(screen, '/settings/routing');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByRole('button', { name: 'Add to the list' }).click();
    await page.getByText('Enter a name').waitFor();
    await page.getByText('Nothing yet: choose what the rule sets.').waitFor();
    await page.getByText('Once the rule is complete, you see here what it would do').waitFor();
    await writeRule(page, 'Écoles', 'inscri*');
    await page.getByRole('dialog').getByText('When the message contains inscri* → team Écoles.').waitFor();
    await page
      .getByRole('dialog')
      .getByText(/“permit” does not find “permits”\. With an asterisk/)
      .waitFor();
    await page.getByText('The rule matches 1 of the latest 2 messages. 1 would be handled differently').waitFor();
    await page.getByText('Show what changes').click();
    await page.getByRole('dialog').getByText('1 message would change like this').waitFor();
    expect(await screen.faults()).toEqual([]);
    const shown = page.getByText('Show what changes');
    for (const [width, height] of [
      [1366, 700],
      [720, 450],
      [360, 800],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      await shown.click();
      await shown.click();
      await eventually(async () => expect(await belowButtons(page)).toBeLessThan(40));
    }
    await page.getByRole('button', { name: 'Add to the list' }).click();
    await page.getByText('1 of 2 would change').waitFor();
    await page.getByText('would match 1 of the last 2 messages').waitFor();
    // A message that has not come is tried as well, before anything is saved.
    const sentence = page.getByRole('textbox', { name: 'Text of the message' });
    const tried = page.getByRole('region', { name: 'Test a sentence' });
    await sentence.fill('Bonjour, où se passe l’inscription au judo ?');
    await tried.getByText('by the rule “Écoles”').waitFor();
    await sentence.fill('Bonjour, la lampe de ma rue est éteinte.');
    await tried.getByText('team of the channel: no rule sets another').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await sentence.fill('');
    await tried.getByRole('list', { name: 'Evaluation of each rule' }).waitFor({ state: 'detached' });
    await page.getByText('Details', { exact: false }).last().click();
    await page.getByRole('list', { name: 'Evaluation of each rule' }).getByText('inscription').waitFor();
    expect(await screen.faults()).toEqual([]);

    await page.getByRole('link', { name: 'Targets' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Stay on the page' }).click();
    const added = page.getByRole('list', { name: 'Rules in order' }).locator('[data-added]');
    await added.getByText('Écoles').first().waitFor();
    await save(page);
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    await added.waitFor();
    expect(await rules()).toMatchObject([{ name: 'Écoles', then: [{ do: 'team', teamId: schools.id }] }]);
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });

  it('orders rules by the keyboard and by dragging, and takes back what was deleted', async () => {
    const screen = await signedIn();
    const page = await open(screen, '/settings/routing');
    const list = page.getByRole('list', { name: 'Rules in order' });
    const shown = list.getByRole('listitem').getByRole('button', { name: /^Écoles( \(copy\))?$/ });
    const stand = (names: string[]) => eventually(async () => expect(await shown.allInnerTexts()).toEqual(names));
    await page.getByRole('button', { name: 'Actions for Écoles' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await list.getByRole('button', { name: 'Écoles (copy)', exact: true }).focus();
    await page.keyboard.press('Alt+ArrowUp');
    await stand(['Écoles (copy)', 'Écoles']);
    await page.getByText('Écoles (copy) is now number 1 of 2').waitFor();
    await list.getByRole('button', { name: 'Écoles (copy)', exact: true }).and(page.locator(':focus')).waitFor();

    const grip = await list.getByRole('button', { name: /^Move Écoles \(copy\)/ }).boundingBox();
    await page.mouse.move(grip!.x + 8, grip!.y + 8);
    await page.mouse.down();
    await page.mouse.move(grip!.x + 8, grip!.y + 160, { steps: 6 });
    await page.mouse.up();
    await stand(['Écoles', 'Écoles (copy)']);

    await page.getByRole('button', { name: 'Actions for Écoles (copy)' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await stand(['Écoles', 'Écoles (copy)']);
    await page.getByRole('button', { name: 'Discard' }).click();
    await stand(['Écoles']);
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });

  it('asks for a field of a case type, and moves the case once an agent fills it in', async () => {
    const { items: types } = await root.get<{ items: CaseType[] }>('/case-types');
    const type = types.find(({ active }) => active)!;
    const wanted = { kind: 'choice', label: { en: 'District', fr: 'Quartier' }, options: [{ label: { en: 'North', fr: 'Nord' } }, { label: { en: 'South', fr: 'Sud' } }] }; // prettier-ignore
    const district = await root.post<CaseField>(`/case-types/${type.id}/fields`, wanted);
    await root.post(`/case-types/${type.id}/fields`, { kind: 'number', label: { en: 'Amount', fr: 'Montant' } });
    const { items } = await root.get<ListPage<CaseSummary>>('/cases?q=Poubelle');
    await root.patch(`/cases/${items[0]!.id}`, { caseTypeId: type.id });
    const screen = await signedIn();
    const page = await open(screen, '/settings/routing');
    const dialog = page.getByRole('dialog');

    await page.getByRole('button', { name: 'Add a rule' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Nord');
    await dialog.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('menuitem', { name: 'Field of the case' }).click();
    await dialog.getByRole('combobox', { name: 'Field of condition 1' }).click();
    await page.getByRole('option', { name: 'District' }).click();
    await dialog.getByRole('combobox', { name: 'Values of condition 1' }).click();
    await page.getByRole('option', { name: 'North' }).click();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Team' }).click();
    await dialog.getByRole('combobox', { name: 'Team' }).click();
    await page.getByRole('option', { name: 'Écoles' }).click();
    await dialog.getByText('When the field District is North → team Écoles.').waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Add to the list' }).click();

    await page.getByRole('button', { name: 'Add a rule' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Gros montant');
    await dialog.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('menuitem', { name: 'Field of the case' }).click();
    await dialog.getByRole('combobox', { name: 'Field of condition 1' }).click();
    await page.getByRole('option', { name: 'Amount' }).click();
    const range = dialog.getByRole('group', { name: 'Range of condition 1' });
    await range.getByRole('textbox', { name: 'From' }).fill('500');
    await range.getByRole('textbox', { name: 'To' }).fill('100');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Priority' }).click();
    await dialog.getByRole('button', { name: 'Add to the list' }).click();
    await range.getByText('The second end comes before the first').waitFor();
    await range.getByRole('textbox', { name: 'To' }).fill('1 250,50');
    await dialog.getByText('When the field Amount is from 500 to 1,250.5 → priority high.').waitFor();
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Add to the list' }).click();
    await save(page);
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });

    await screen.visit(`/cases/${items[0]!.id}`);
    await page.getByRole('combobox', { name: 'District' }).click();
    await page.getByRole('option', { name: 'North' }).click();
    await page.getByText('District: North. A rule has moved the case to the team Écoles.').waitFor();
    await page.getByText('Routed to Écoles by the rule “Nord”').first().waitFor();
    expect(await root.get(`/cases/${items[0]!.id}`)).toMatchObject({ team: { name: 'Écoles' } });
    await page.getByRole('textbox', { name: 'Amount' }).fill('1250,5');
    await page.keyboard.press('Enter');
    await page.getByText('Amount: 1,250.5').first().waitFor();
    expect(await root.get(`/cases/${items[0]!.id}`)).toMatchObject({ priority: 'high' });

    const { items: others } = await root.get<ListPage<CaseSummary>>('/cases?q=Inscription');
    await root.patch(`/cases/${others[0]!.id}`, { caseTypeId: type.id });
    const acts = [{ kind: 'field', fieldId: district.id, value: district.options[0]!.key }];
    await root.post('/macros', { name: 'Quartier nord', acts });
    await screen.visit(`/cases/${others[0]!.id}`);
    await page.getByRole('combobox', { name: 'District' }).waitFor();
    await page.keyboard.press('Shift+M');
    await page.getByRole('option', { name: /Quartier nord/ }).click();
    await dialog.getByText('Écoles, by the rule Nord').waitFor();
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Macro Quartier nord applied. A rule has moved the case to the team Écoles.').waitFor();

    // Whoever would archive the field reads before what uses it.
    await open(screen, `/settings/case-types/${type.id}`);
    await page.getByRole('button', { name: 'Actions for District' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await dialog.getByText('2 cases with a value').waitFor();
    await dialog.getByText('Cases of type ').waitFor();
    await dialog.getByText('Routing rule: “Nord”').waitFor();
    await dialog.getByText('Macro: “Quartier nord”').waitFor();
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Archive' }).click();
    await page.getByText('District is archived.').waitFor();

    const { version } = await root.get<Routing>('/routing');
    await root.call('PUT', '/routing', {
      body: { rules: (await rules()).filter(({ name }) => !['Nord', 'Gros montant'].includes(name)), version },
    });
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });

  it('does not overwrite what somebody else saved meanwhile, nor lose what was written', async () => {
    const screen = await signedIn();
    const page = await open(screen, '/settings/routing');
    await page.getByRole('switch', { name: 'Use Écoles' }).press('Space');
    const { rules: now, version } = await root.get<Routing>('/routing');
    await root.call('PUT', '/routing', {
      body: { rules: now.map((rule) => ({ ...rule, name: 'Nos écoles' })), version },
    });

    await page.getByText('Someone else has saved changes in the meantime').waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Someone else has saved changes in the meantime').waitFor({ state: 'detached' });
    await save(page);
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    expect(await rules()).toMatchObject([{ name: 'Écoles', active: false }]);
    await page.getByRole('switch', { name: 'Use Écoles' }).press('Space');
    await save(page);
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    await screen.close();
  });

  it('says when a team works, and is told in words what that makes', async () => {
    const screen = await signedIn();
    const page = await open(screen, '/settings/teams');
    await page.getByRole('link', { name: 'Écoles' }).click();
    await page.getByRole('link', { name: 'Hours' }).click();
    await page.getByText(/Open 32 h 30 min a week/).waitFor();
    await page.getByLabel('Monday, slot 2: to').fill('18h');
    await page.getByRole('button', { name: 'Copy Monday to other days' }).click();
    await page.getByRole('menuitem', { name: 'To Monday to Friday' }).click();
    await page.getByText(/Open 37 h 30 min a week/).waitFor();
    await page.getByLabel('Monday, slot 2: from').fill('11:00');
    await page.getByText('These slots overlap').waitFor();
    await page.getByLabel('Monday, slot 2: from').fill('13:30');
    await page.getByRole('button', { name: 'Add a day' }).click();
    await page.getByLabel('Date').fill('2030-05-10');
    await page.getByLabel('Reason').fill('Pont');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText(/Friday,? 10 May 2030/).waitFor();
    expect(await screen.faults()).toEqual([]);
    await save(page);
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });

    await page.locator('input[type=file]').setInputFiles({
      name: 'ponts.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(
        [
          ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Mairie//FR', 'BEGIN:VEVENT', 'UID:1'],
          ...['DTSTART;VALUE=DATE:20270514', 'SUMMARY:Pont', 'END:VEVENT', 'END:VCALENDAR', ''],
        ].join('\r\n'),
      ),
    });
    await page.getByText('1 day added.').waitFor();
    const schedule = await root.get<BusinessHours>(`/teams/${schools.id}/business-hours`);
    expect(schedule.exceptions.map(({ date }) => date)).toEqual(['2027-05-14', '2030-05-10']);
    expect(schedule.week.fri.at(-1)).toEqual({ from: '13:30', to: '18:00' });

    await page.getByRole('link', { name: 'Queue' }).click();
    await page.getByRole('radio', { name: 'Automatic' }).click();
    await page.getByRole('switch', { name: 'Move waiting cases to another team' }).press('Space');
    await page.getByText(/Cases unassigned after 60 working minutes move to/).waitFor();
    expect(await screen.faults()).toEqual([]);
    await save(page);
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    expect(await root.get(`/teams/${schools.id}/queue`)).toMatchObject({
      assignment: 'automatic',
      overflow: { afterMinutes: 60 },
    });
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });

  it('promises an answer within a time, and is warned of a promise that is never reached', async () => {
    const screen = await signedIn();
    const page = await open(screen, '/settings/sla');
    const before = (await root.get<SlaTargets>('/sla/targets')).targets.length;
    await page.getByRole('button', { name: 'Add a target' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Tout le monde');
    // The number may come before its unit, and what is wrong is said beside it.
    const value = dialog.getByRole('textbox', { name: 'First reply: value' });
    await value.fill('-4');
    await dialog.getByText('Enter a number from 1').waitFor();
    expect([await value.inputValue(), await value.getAttribute('aria-invalid')]).toEqual(['-4', 'true']);
    await value.fill('3');
    await dialog.getByText('Enter a number from 1').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await dialog.getByText('Choose a unit: minutes, hours or working days').waitFor();
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('combobox', { name: 'First reply: unit' }).click();
    await page.getByRole('option', { name: 'working days' }).click();
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('3 working days').waitFor();
    await page.getByRole('button', { name: 'Actions for Tout le monde' }).click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await page.getByText('Never applies: “Tout le monde” above matches all its cases.').waitFor();
    // What saves the targets says it, too, and asks.
    const bar = page.getByRole('region', { name: 'Unsaved changes' });
    await bar.getByText('“Tout le monde (copy)” never applies').waitFor();
    await bar.getByRole('button', { name: 'Save' }).click();
    const asked = page.getByRole('dialog', { name: 'Save 2 targets that never apply?' });
    expect(await screen.faults()).toEqual([]);
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await bar
      .getByText('“Tout le monde (copy)” never applies')
      .getByRole('button', { name: 'Move to the top' })
      .click();
    await page.getByText('“Tout le monde (copy)” never applies').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Actions for Tout le monde (copy)' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    // Before anything is saved, it is counted what becomes of the open cases.
    await page.getByText('No deadline of an open case changes.').waitFor();
    // The targets that come with the product match all cases.
    await bar.getByText('“Tout le monde” never applies').waitFor();
    await save(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Save anyway' }).click();
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    const { targets } = await root.get<SlaTargets>('/sla/targets');
    expect(targets).toHaveLength(before + 1);
    expect(targets.at(-1)).toMatchObject({ 'first-response': { value: 3, unit: 'days' }, resolution: null });
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });

  it('says what an agent knows, and how much everybody carries', async () => {
    const screen = await signedIn();
    const page = await open(screen, '/settings/agents');
    await page.getByRole('link', { name: 'Ana' }).click();
    await page.getByRole('combobox', { name: 'Add a case type' }).click();
    await page.getByRole('option', { name: 'Inscription scolaire' }).click();
    await page.getByText('expert', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Languages' }).click();
    await page.getByRole('option', { name: 'Arabic' }).click();
    await page.keyboard.press('Escape');
    // To the end: nothing there is under the bar that saves.
    await page.mouse.wheel(0, 5000);
    expect(await screen.faults()).toEqual([]);
    await save(page);
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    expect(await root.get(`/agents/${agentId}/profile`)).toMatchObject({ languages: ['ar'], skills: [{ level: 3 }] });

    await open(screen, '/settings/capacity');
    await page.getByText('An agent with 20 points can have', { exact: false }).waitFor();
    await page.getByRole('textbox', { name: 'Chat' }).fill('10');
    await page.getByText('2 × chat', { exact: false }).waitFor();
    await save(page);
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    expect(await root.get('/capacity')).toEqual({ points: 20, weights: { chat: 10 } });
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });
});

describe('an agent', () => {
  it('reads why a case is where it is, and changes no rule', async () => {
    await product.mail({ from: 'lea@citizen.test', to: DESK, subject: 'Cantine', text: 'Je veux inscrire mon fils.' });
    await product.processed();
    const { items } = await root.get<{ items: { id: string; reference: string }[] }>('/cases?q=Cantine');
    const screen = await signedIn(ANA);
    const page = await open(screen, `/settings/routing?case=${items[0]!.id}`);
    await page.getByRole('heading', { name: `Why is ${items[0]!.reference} here?` }).waitFor();
    await page.getByRole('list', { name: 'Evaluation of each rule' }).getByText('inscrire', { exact: true }).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('link', { name: 'Show all rules' }).click();
    await page.getByText('You can view this page', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: 'Add a rule' }).count()).toBe(0);
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });

  it('says that they are away, and that they are back', async () => {
    const screen = await signedIn(ANA);
    const page = await open(screen, '/settings/account');
    const plan = page.getByRole('main').getByRole('button', { name: 'Plan an absence' });
    const dialog = page.getByRole('dialog');
    await plan.click();
    await dialog.getByLabel('From').focus();
    await page.keyboard.type('07', { delay: 20 });
    await dialog.getByLabel('End time').fill('08:00');
    await dialog.getByRole('button', { name: 'Plan an absence' }).click();
    await dialog.getByText('Complete the date').waitFor();
    await dialog.getByText('Enter the date, too').waitFor();
    await eventually(async () =>
      expect(
        await page.evaluate('document.activeElement.type + document.activeElement.getAttribute("aria-invalid")'),
      ).toBe('datetrue'),
    );
    await dialog.getByLabel('From').fill('2099-07-06');
    await dialog.getByLabel('Until').fill('2099-07-01');
    await dialog.getByRole('button', { name: 'Plan an absence' }).click();
    await dialog.getByText('The end is before the beginning').waitFor();
    await dialog.getByLabel('Until').fill('2099-07-31');
    await dialog.getByLabel('End time').fill('');
    await dialog.getByRole('button', { name: 'Plan an absence' }).click();
    await page.getByText(/Absent from Mon[^:]*Jul[^:]* to Fri[^:]*Jul[^:]*2099/).waitFor();
    expect(await page.getByText(/Absent from/).innerText()).not.toContain(':');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    expect(await dialog.getByLabel('Until').inputValue()).toBe('2099-07-31');
    expect(await dialog.getByLabel('End time').inputValue()).toBe('');
    await dialog.getByLabel('Until').fill('2099-08-14');
    await dialog.getByLabel('End time').fill('18:00');
    await dialog.getByRole('button', { name: 'Save the absence' }).click();
    await page.getByText(/Absent from .*Jul.* to .*Aug.*(18:00|06:00)/).waitFor();
    await page.getByRole('button', { name: 'Cancel the absence' }).click();
    await plan.click();
    await dialog.getByText(/Ana has no open cases\.|go back to the queue: \d/).waitFor();
    await dialog.getByRole('radio', { name: 'Assign to the substitute' }).click();
    await dialog.getByRole('button', { name: 'Start now' }).click();
    await dialog.getByText('Choose a substitute first').waitFor();
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('radio', { name: 'Leave assigned' }).click();
    await dialog.getByRole('button', { name: 'Start now' }).click();
    await page.getByText('Absent until further notice').waitFor();
    const away = async () =>
      (await root.get<Workforce>('/presence')).items.find(({ id }) => id === agentId)!.absence !== null;
    expect(await away()).toBe(true);
    // The day of the return becomes known: the absence goes on, and is not begun anew.
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await dialog.getByRole('radio', { name: 'Leave assigned', checked: true }).waitFor();
    expect(await dialog.getByLabel('From').count()).toBe(0);
    await dialog.getByLabel('Until').fill('2099-08-14');
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Save the absence' }).click();
    await page.getByText('The absence has been changed.').waitFor();
    await page.getByText(/Absent until .*Aug/).waitFor();
    expect(await away()).toBe(true);
    // A colleague ends it while it is changed once more: it is not begun anew.
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await dialog.getByLabel('Until').fill('2099-08-21');
    await root.call('DELETE', `/agents/${agentId}/absence`);
    await dialog.getByRole('button', { name: 'Save the absence' }).click();
    await dialog.getByText('This absence has ended meanwhile. Nothing was changed.', { exact: false }).waitFor();
    expect(await away()).toBe(false);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByRole('button', { name: 'Close anyway' }).click();
    await page.getByText('No absence planned.').waitFor();
    await plan.click();
    await dialog.getByRole('radio', { name: 'Leave assigned' }).click();
    await dialog.getByRole('button', { name: 'Start now' }).click();
    await page.getByText('Cases in the queues can then be assigned to you again').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'I am back' }).click();
    await page.getByText('Your absence has ended. Cases in the queues can be assigned to you from now on').waitFor();
    await page.getByText('No absence planned.').waitFor();
    expect(await away()).toBe(false);
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });

  it('takes back, after an absence, what went to the substitute, and undoes that', async () => {
    const ana = await ApiClient.signIn(product.url, ANA);
    const { id: substituteId, name: substitute } = root.session.agent;
    const subjects = ['Clés perdues', 'Tri sélectif', 'Banc cassé'];
    for (const subject of subjects) await product.mail({ from: 'lia@citizen.test', to: DESK, subject, text: subject });
    await product.processed();
    const found = async (subject: string) =>
      (await root.get<ListPage<CaseSummary>>(`/cases?view=all&q=${encodeURIComponent(subject)}`)).items[0]!;
    const holders = async () => (await Promise.all(subjects.map(found))).map(({ assignee }) => assignee?.id);
    for (const subject of subjects) await root.patch(`/cases/${(await found(subject)).id}`, { assigneeId: agentId });
    await ana.call('PUT', `/agents/${agentId}/absence`, { body: { handOver: 'substitute', substituteId } });
    await eventually(async () => expect(await holders()).toEqual(subjects.map(() => substituteId)));
    const whoStandsIn = await signedIn(ADMIN);
    const absent = await open(whoStandsIn, `/settings/agents/${agentId}`);
    await absent.getByText('Cases already given to you stay with you at the end.', { exact: false }).waitFor();
    await whoStandsIn.close();
    await ana.call('DELETE', `/agents/${agentId}/absence`);
    const left = async () =>
      (await ana.get<CasesToGiveBack>(`/agents/${agentId}/absence/cases-to-give-back`)).items.length;
    const all = await left();

    const screen = await signedIn(ANA);
    const page = await open(screen, '/settings/account');
    await page.getByText(`${all} cases that went to ${substitute} during your absence are still there.`).waitFor();
    await page.getByRole('button', { name: 'Take back…' }).click();
    const dialog = page.getByRole('dialog', { name: `Take cases back from ${substitute}` });
    await dialog.getByRole('checkbox', { name: /Banc cassé/ }).uncheck();
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('button', { name: `Take ${all - 1} cases back` }).click();
    await page.getByText(`${all - 1} cases given back to Ana.`).waitFor();
    expect(await holders()).toEqual([agentId, agentId, substituteId]);
    await page.getByText(`1 case that went to ${substitute} during your absence is still there.`).waitFor();
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await page.getByText(`${all - 1} cases are with the substitute again.`).waitFor();
    await eventually(async () => expect(await holders()).toEqual(subjects.map(() => substituteId)));
    await page.getByText(`${all} cases that went to ${substitute} during your absence are still there.`).waitFor();
    // Whoever was away for long finds it by the notification.
    await screen.visit('/inbox/mine');
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await page.setViewportSize({ width: 1000, height: 420 });
    await page.getByRole('button', { name: /Your absence is over\. \d+ cases that went to/ }).click();
    const takeBack = page.getByRole('button', { name: 'Take back…' });
    await takeBack.waitFor();
    await eventually(async () => expect((await takeBack.boundingBox())!.y).toBeLessThan(420));
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });
});

describe('whoever manages absences', () => {
  it('gives back, once they have ended one, what went back to the queue, and undoes that', async () => {
    const ana = await ApiClient.signIn(product.url, ANA);
    const subjects = ['Panneau tombé', 'Lampadaire éteint', 'Fuite place du Marché'];
    for (const subject of subjects) await product.mail({ from: 'lou@citizen.test', to: DESK, subject, text: subject });
    await product.processed();
    const found = async (subject: string) =>
      (await root.get<ListPage<CaseSummary>>(`/cases?view=all&q=${encodeURIComponent(subject)}`)).items[0]!;
    const holders = async () => (await Promise.all(subjects.map(found))).map(({ assignee }) => assignee?.name ?? null);
    for (const subject of subjects) await root.patch(`/cases/${(await found(subject)).id}`, { assigneeId: agentId });
    await ana.call('PUT', `/agents/${agentId}/absence`, { body: { handOver: 'queue', substituteId: null } });
    await eventually(async () => expect(await holders()).toEqual([null, null, null]));
    // Somebody sees to one of them meanwhile.
    await root.patch(`/cases/${(await found(subjects[0]!)).id}`, { assigneeId: root.session.agent.id });
    const holder = root.session.agent.name;
    const items = async () =>
      (await root.get<CasesToGiveBack>(`/agents/${agentId}/absence/cases-to-give-back`)).items.filter(
        ({ substitute }) => substitute === null,
      );

    const screen = await signedIn(ADMIN);
    const page = await open(screen, `/settings/agents/${agentId}`);
    await page.getByRole('button', { name: 'End the absence' }).click();
    const said = page.getByRole('alert').filter({ hasText: 'The absence has ended.' });
    await said.getByText(/\d+ cases that went back to the queue during the absence can be given back\./).waitFor();
    const all = (await items()).length;
    await said.getByRole('button', { name: 'Give back…' }).click();
    const row = page.locator('[data-left]').filter({
      hasText: `${all} cases that went back to the queue during the absence of Ana are still unassigned.`,
    });
    await row.getByRole('button', { name: 'Give back…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Give cases back to Ana' });
    expect(await dialog.getByRole('checkbox', { name: subjects[0]! }).count()).toBe(0);
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('button', { name: `Give ${all} cases back` }).click();
    const done = page.getByRole('alert').filter({ hasText: `${all} cases given back to Ana.` });
    await done.waitFor();
    expect(await holders()).toEqual([holder, 'Ana', 'Ana']);
    await row.waitFor({ state: 'detached' });
    // Below the list of cases, it can be undone as well: that is offered there alone, though the toast would stay under the pointer.
    await done.hover();
    await page.getByRole('link', { name: 'Inbox', exact: true }).press('Enter');
    const panel = page.getByRole('region', { name: 'Bulk action' });
    await panel.getByText('Given back to Ana').waitFor();
    await done.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Undo', exact: true }).count()).toBe(1);
    await panel.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => expect(await holders()).toEqual([holder, null, null]));
    expect((await items()).length).toBe(all);
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });
});

describe('these pages', () => {
  it('are chosen from a list that opens on a phone', async () => {
    const screen = await signedIn(ADMIN, { width: 360, height: 740 });
    const page = await open(screen, '/settings/sla');
    const pages = page.getByRole('navigation', { name: 'Settings' });
    const links = pages.getByRole('link');
    expect(await links.count()).toBe(0);
    await pages.getByRole('button').click();
    await pages.getByRole('link', { name: 'Organisation' }).scrollIntoViewIfNeeded();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.keyboard.press('Escape');
    await links.first().waitFor({ state: 'hidden' });
    await pages
      .getByRole('button', { name: /Settings page/ })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('Enter');
    await pages.getByRole('link', { name: 'Macros' }).click();
    await page.getByRole('heading', { name: 'Macros' }).waitFor();
    await pages.getByRole('button', { name: /Macros/ }).waitFor();
    expect(await links.count()).toBe(0);

    // By keys: what is chosen leaves the focus at its name, and the list covers nothing that one goes on to.
    const name = pages.getByRole('button').and(page.locator(':focus'));
    await name.waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await pages.getByRole('link', { name: 'My account' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'My account', exact: true }).waitFor();
    await pages
      .getByRole('button', { name: /My account/ })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('Enter');
    await links.last().focus();
    await page.keyboard.press('Tab');
    await links.first().waitFor({ state: 'hidden' });
    await page.locator('#main :focus').waitFor();
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });

  it('fit a phone and a small screen in French, light or dark', async () => {
    await root.patch('/me', { language: 'fr' });
    const screen = await signedIn(ADMIN, { width: 1024, height: 768 });
    const team = `/settings/teams/${schools.id}`;
    for (const path of [
      ...['/settings/routing', '/settings/case-types', '/settings/sla', '/settings/capacity'],
      ...[team, `${team}/hours`, `${team}/queue`, `/settings/agents/${agentId}`, '/settings/account'],
    ]) {
      await open(screen, path);
      await screen.loaded();
      expect([path, await screen.faultsInEveryLook()]).toEqual([path, []]);
    }
    await root.patch('/me', { language: null });
    expect(unexpected(screen)).toEqual([]);
    await screen.close();
  });
});
