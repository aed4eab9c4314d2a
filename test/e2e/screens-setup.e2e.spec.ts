import { totpAt } from '@guichet/access';
import type {
  Agent,
  CaseDetail,
  ChannelAccount,
  NewPasswordLink,
  Page,
  RoleDefinition,
  Team,
} from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import PostalMime from 'postal-mime';
import { Screen, type Look } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { MailSink, type SunkMail } from '../support/mail-sink.js';
import { ApiClient, RunningProduct } from '../support/running-product.js';

let browser: Browser;
let product: RunningProduct;
let sink: MailSink;
const mayor = { email: 'maire@town.test', password: 'une longue phrase de passe' };

beforeAll(async () => {
  [browser, sink, product] = await Promise.all([
    launchChromium(),
    MailSink.open(),
    RunningProduct.start({ GUICHET_ADMIN_EMAIL: '', GUICHET_ADMIN_PASSWORD: '' }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await sink?.close();
});

const setupLink = (): string => product.product.setupLink!;
const open = async (link: string, look: Look = {}): Promise<Screen> => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.page.goto(link);
  await screen.page.getByRole('heading', { level: 1 }).waitFor();
  return screen;
};

describe('the page for the first administrator', () => {
  it.each(['en-GB', 'fr-FR'])(
    'has no serious fault of accessibility and no sideways scroll, light or dark, at a desk or on a phone, in %s',
    async (locale) => {
      const screen = await open(setupLink(), { locale });
      expect(await screen.faultsInEveryLook()).toEqual([]);
      // The faults of a form that was filled in wrongly are part of it.
      await screen.page.locator('input[autocomplete=name]').fill('Madame la Maire');
      await screen.page.locator('input[type=email]').fill('maire@town.test');
      await screen.page.locator('input[autocomplete=new-password]').fill('short');
      await screen.page.keyboard.press('Enter');
      await screen.page.locator('input[autocomplete=new-password][aria-invalid=true]').waitFor();
      expect([await screen.faultsInEveryLook(), screen.errors, screen.strays]).toEqual([[], [], []]);
      await screen.close();
    },
  );

  it('refuses a wrong link, and says what to do', async () => {
    const screen = await open(`${setupLink()}x`);
    await fillIn(screen);
    await screen.page.getByRole('alert').waitFor();
    expect(new URL(screen.page.url()).pathname).toBe('/setup');
    await screen.close();
  });

  it('is filled in by the keyboard alone, leads to the channels, and is closed afterwards', async () => {
    const screen = await open(setupLink());
    const { page } = screen;
    await fillIn(screen);
    await page.waitForURL('**/settings/channels');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();

    const late = await open(setupLink());
    await late.page.getByRole('link', { name: 'Sign in' }).click();
    await late.page.getByLabel('Email address').fill('maire@town.test');
    await late.page.getByLabel('Password', { exact: true }).fill('une longue phrase de passe');
    await late.page.keyboard.press('Enter');
    await late.page.getByRole('navigation', { name: 'Main' }).waitFor();
    await late.close();
  });

  // ASVS: 6.2.6, 6.2.7.
  it('asks for passwords in fields that hide them, and that password managers fill and people paste into', async () => {
    const screen = await open(product.url);
    const { page } = screen;
    const field = page.getByLabel('Password', { exact: true });
    const look = async () => [await field.getAttribute('type'), await field.getAttribute('autocomplete')];
    expect(await look()).toEqual(['password', 'current-password']);
    expect(await page.getByLabel('Email address').getAttribute('autocomplete')).toBe('username webauthn');
    await page.evaluate(`{
      const field = document.querySelector('input[autocomplete=current-password]');
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'trois petits chats bleus');
      const pasted = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.title = field.dispatchEvent(pasted) ? 'pasted' : 'refused';
    }`);
    expect(await page.title()).toBe('pasted');
    await field.fill('trois petits chats bleus');
    await page.getByRole('button', { name: 'Show the password' }).click();
    expect(await look()).toEqual(['text', 'current-password']);
    await screen.close();
  });

  /** Types into each field where Tab leads, beginning where the page puts the focus. */
  async function fillIn({ page }: Screen): Promise<void> {
    await page.locator('input[autocomplete=name]:focus').waitFor();
    await page.keyboard.type('Madame la Maire');
    await page.keyboard.press('Tab');
    await page.keyboard.type('maire@town.test');
    await page.keyboard.press('Tab');
    await page.keyboard.type('une longue phrase de passe');
    await page.keyboard.press('Enter');
  }
});

describe('the password of an agent', () => {
  const ines = { email: 'ines@town.test', password: 'trois petits chats bleus' };
  const choose = async ({ page }: Screen, password: string) => {
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Save the password' }).click();
  };
  const agents = async () => {
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(mayor);
    await screen.page.goto(`${product.url}/settings/agents`);
    return screen;
  };
  const linkIn = async ({ raw }: SunkMail) =>
    /https?:\S+#[\w-]{43}/.exec((await PostalMime.parse(Buffer.from(raw, 'latin1'))).text!)![0];
  const mailTo = (address: string, subject: RegExp) =>
    sink.find(({ envelope, headers }) => envelope.to.includes(address) && subject.test(headers.get('subject') ?? ''));

  /** Waits until that has the focus: who works by keys begins anew at the top where nothing has it. */
  const focusOn = ({ page }: Screen, text: string) => page.locator(':focus', { hasText: text }).waitFor();

  it('is chosen by a link that the administrator hands over, where no mail account can send it', async () => {
    const admin = await agents();
    await admin.page.getByRole('button', { name: 'Add an agent' }).click();
    const dialog = admin.page.getByRole('dialog');
    await admin.page.keyboard.press('Escape');
    await focusOn(admin, 'Add an agent');
    await admin.page.keyboard.press('Enter');
    await dialog.getByLabel('Name').fill('Inès Martin');
    await dialog.getByLabel('Email address').fill(ines.email);
    await dialog.getByRole('combobox', { name: 'Role' }).fill('Case');
    await admin.page.getByRole('option', { name: 'Case worker' }).click();
    await dialog.getByText('but the agent is in no team').waitFor();
    // The list of teams stays open for the next one.
    await dialog.getByLabel('Teams of the agent').click();
    await admin.page.getByRole('option').first().click();
    await dialog.getByText(/The role “Case worker” will be given for the team .*, and no other\./).waitFor();
    await admin.page.getByRole('option').first().waitFor();
    await admin.page.keyboard.press('Tab');
    await dialog.getByText('No mailbox here can send the invitation yet.').waitFor();
    expect(await admin.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    const link = await admin.page.getByRole('dialog', { name: 'Invitation of Inès Martin' }).getByText('/choose-password#').textContent(); // prettier-ignore
    expect(await admin.faults()).toEqual([]);
    // What is shown once is not lost by one key.
    await admin.page.keyboard.press('Escape');
    await admin.page.getByText('You have not copied this').waitFor();
    await admin.page.getByRole('button', { name: 'Close anyway' }).click();
    await admin.page.getByText('Invited, link shown').waitFor();

    const forgetful = await open(`${product.url}/forgot-password`);
    await forgetful.page.getByText('No email can be sent from here.').waitFor();
    expect(await forgetful.faults()).toEqual([]);
    await forgetful.close();

    const screen = await open(link!);
    await choose(screen, 'passwordpassword');
    await screen.page.getByText('repeats the same characters').waitFor();
    expect([await screen.faultsInEveryLook(), screen.errors]).toEqual([[], []]);
    await choose(screen, 'Marseille-2026!');
    await screen.page.getByText('is in lists of stolen passwords').waitFor();
    await choose(screen, ines.password);
    await screen.page.getByRole('heading', { name: 'Your password is saved' }).waitFor();
    expect(await screen.page.getByLabel('Email address').inputValue()).toBe(ines.email);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await screen.page.getByLabel('Password', { exact: true }).fill(ines.password);
    await screen.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await screen.page.getByRole('navigation', { name: 'Main' }).waitFor();
    await screen.close();

    const again = await open(link!);
    await again.page.getByRole('heading', { name: 'This link is no longer valid' }).waitFor();
    expect(await again.faultsInEveryLook()).toEqual([]);
    await again.close();
    // The list learns of it without being loaded again.
    await admin.page.getByText('Invited, link shown').waitFor({ state: 'detached' });
    expect(admin.errors).toEqual([]);
    await admin.close();
  });

  it('that is forgotten is chosen anew by a mail, which signs out everywhere and is told', async () => {
    const root = await ApiClient.signIn(product.url, mayor);
    const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
    const config = { address: 'contact@town.test', inbound: { smtp: true }, outbound, undoSeconds: 0 };
    await root.post<ChannelAccount>('/channels', { kind: 'email', name: 'Mairie', config });
    const elsewhere = await Screen.open(browser, product.url);
    await elsewhere.signIn(ines);
    await elsewhere.openInbox();

    const screen = await Screen.open(browser, product.url);
    await screen.page.goto(product.url);
    await screen.page.getByRole('link', { name: 'Forgot your password?' }).click();
    // The page before it has a field of that name, too.
    await screen.page.getByRole('button', { name: 'Send the link' }).waitFor();
    await screen.page.getByLabel('Email address').fill(ines.email);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await screen.page.getByRole('button', { name: 'Send the link' }).click();
    await screen.page.getByRole('heading', { name: 'Check your email' }).waitFor();
    const link = await linkIn(await mailTo(ines.email, /new password/));
    // Scanners of mail open every link before anybody does.
    expect((await fetch(link)).status).toBe(200);

    await screen.page.goto(link);
    await choose(screen, 'quatre petits chiens verts');
    await screen.page.getByRole('heading', { name: 'Your password is saved' }).waitFor();
    await elsewhere.page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    await mailTo(ines.email, /was changed/);
    await screen.page.getByLabel('Password', { exact: true }).fill('quatre petits chiens verts');
    await screen.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await screen.page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect([screen.errors, elsewhere.errors]).toEqual([[], []]);
    await screen.close();
    await elsewhere.close();
  });

  it('is asked for by a mail, whose failure the administrator sees, and who ends what the agent is signed in by', async () => {
    sink.refuseRecipient = (address) => address.startsWith('bounce');
    const root = await ApiClient.signIn(product.url, mayor);
    const { id } = await root.post<Agent>('/agents', { email: 'bounce@town.test', name: 'Bob', teamIds: [] });
    await root.post<Agent>('/agents', { email: 'lea@town.test', name: 'Léa', teamIds: [] });
    await open(await linkIn(await mailTo('lea@town.test', /Guichet/))).then((screen) => screen.close());
    const admin = await agents();
    await admin.page.getByText('Invited, not yet signed in').waitFor();
    await admin.page.getByText('Invitation not sent').waitFor();
    expect(await admin.faults()).toEqual([]);
    await admin.visit(`/settings/agents/${id}`);
    await admin.page.getByText('The email to bounce@town.test was not sent.').waitFor();
    await admin.page.getByRole('button', { name: 'Withdraw the link' }).click();
    await admin.page.getByText('The email to bounce@town.test was not sent.').waitFor({ state: 'detached' });

    const all = (await root.get<Page<Agent>>('/agents')).items;
    const known = all.find(({ email }) => email === ines.email)!;
    const { link } = await root.post<NewPasswordLink>(`/agents/${known.id}/password-link`, { by: 'link' });
    expect(link).toContain('/choose-password#');
    await admin.visit(`/settings/agents/${known.id}`);
    await admin.page.getByText('Chrome on Linux').first().waitFor();
    expect(await admin.faultsInEveryLook()).toEqual([]);
    await admin.page.getByRole('button', { name: 'End all' }).click();
    await admin.page.getByText('Not signed in anywhere').waitFor();
    // What is removed, and a page that is left, hand the focus to the heading there.
    await admin.page.getByRole('button', { name: 'Remove Case worker' }).press('Enter');
    await admin.page.getByText('can then do nothing in Guichet').waitFor();
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Remove the role' }).press('Enter');
    await focusOn(admin, 'Roles');
    // Toasts float: the page is as high as before.
    expect(await admin.page.evaluate(`innerHeight - document.querySelector('main').clientHeight`)).toBe(0);
    await root.post<Agent>('/agents', { email: 'bounce2@town.test', name: 'Zoé', teamIds: [] });
    await admin.page.getByRole('link', { name: 'All agents' }).press('Enter');
    await admin.page.getByRole('button', { name: 'Show their links' }).click();
    const links = admin.page.getByRole('dialog', { name: 'Invitation links' });
    await links.getByRole('row', { name: /^Zoé.*bounce2@town\.test.*choose-password#/ }).waitFor();
    expect(await admin.faults()).toEqual([]);
    await links.getByRole('button', { name: 'Done' }).click();
    await admin.page.getByRole('link', { name: 'Léa' }).press('Enter');
    await focusOn(admin, 'Léa');
    expect(admin.errors).toEqual([]);
    await admin.close();
  });
});

describe('sign-ins', () => {
  it('that were refused are listed; a first one with a browser is told, and leads to the sessions', async () => {
    const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0';
    const refused = await fetch(`${product.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': windows },
      body: JSON.stringify({ email: 'mairie@town.test', password: 'a guess' }),
    });
    expect(refused.status).toBe(401);

    const admin = await Screen.open(browser, product.url);
    const { page } = admin;
    await admin.signIn(mayor);
    await page.goto(`${product.url}/settings/refused-sign-ins`);
    await page.getByText('ma…@town.test').waitFor();
    expect(await page.getByText(/Firefox on Windows/).count()).toBe(1);
    expect(await admin.faultsInEveryLook()).toEqual([]);

    await page.getByRole('button', { name: /^Notifications/ }).click();
    await page
      .getByText(/^First sign-in with Chrome on Linux/)
      .first()
      .click();
    await page.waitForURL('**/settings/account');
    expect(admin.errors).toEqual([]);
    await admin.close();
  });
});

describe('the screens of a role', () => {
  it('are shown to an administrator without content, and nothing is changed there', async () => {
    const admin = await Screen.open(browser, product.url);
    const { page } = admin;
    await admin.signIn(mayor);
    await page.goto(`${product.url}/settings/roles`);
    await page.getByRole('button', { name: 'See the screens of Expert' }).click();
    await page.getByText('You see the screens of “Expert”, without their content.').waitFor();
    await page.getByText('No case is shown here').waitFor();
    await page.getByRole('region', { name: 'Examples' }).getByText('A street lamp that no longer works').waitFor();
    expect(await admin.faults()).toEqual([]);
    // No address of a case opens one that is none.
    await page.goto(`${product.url}/inbox/all/01900000-0000-7000-8000-000000000000`);
    await page.getByText('It no longer exists').waitFor();
    expect(await page.getByRole('button', { name: 'Reply' }).count()).toBe(0);
    // An expert manages no agent, and of the agents that there are none is shown.
    await admin.visit('/settings/agents');
    await page.getByText('No agent matches.').waitFor();
    expect(await page.getByRole('button', { name: 'Add an agent' }).count()).toBe(0);
    await admin.visit('/settings/account');
    await page.getByLabel('Name').fill('Somebody else');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('You only look at the screens of somebody else.').waitFor();
    await page.getByRole('button', { name: 'Back to my screens' }).click();
    await page.getByRole('button', { name: 'See the screens of Supervisor' }).click();
    await page.getByText('You see the screens of “Supervisor”, without their content.').waitFor();
    await admin.visit('/dashboards/history/contacts');
    await page.getByRole('heading', { name: 'Contacts', exact: true }).waitFor();
    await page.getByText('No data for this period.').first().waitFor();
    await page.getByRole('button', { name: 'Back to my screens' }).click();
    await page.getByRole('button', { name: 'Create a role' }).waitFor();

    await page.getByRole('link', { name: 'Expert' }).click();
    await page.getByText('No active agent holds this role.').waitFor();
    // The switch moves once the server has answered, which `check()` does not wait for.
    await page.getByLabel('Whoever holds this role must use two-step sign-in').click();
    await page.getByText('The role requires two-step sign-in').waitFor();
    expect(await admin.faultsInEveryLook()).toEqual([]);
    expect(admin.errors).toEqual([]);
    await admin.close();
  });
});

describe('somebody who leaves', () => {
  it('keeps what another role allows, which is said before, and their cases go on as it is said', async () => {
    const root = await ApiClient.signIn(product.url, mayor);
    const { id: teamId } = await root.post<Team>('/teams', { name: 'Voirie' });
    const { id } = await root.post<Agent>('/agents', {
      ...{ email: 'ugo@town.test', name: 'Ugo', teamIds: [teamId], password: 'quatre petits chiens verts' },
    });
    const { items: roles } = await root.get<Page<RoleDefinition>>('/roles');
    const expert = roles.find(({ key }) => key === 'expert')!;
    await root.post(`/agents/${id}/roles`, { roleId: expert.id, reach: 'all-teams' });
    const opened = await root.post<CaseDetail>('/cases', { subject: 'Nid de poule', teamId });
    await root.call('PATCH', `/cases/${opened.id}`, { body: { assigneeId: id } });
    const admin = await Screen.open(browser, product.url);
    const { page } = admin;
    await admin.signIn(mayor);
    await page.goto(`${product.url}/settings/agents/${id}`);
    // The role asks for more than its agent has, and says so here.
    await page.getByText(/Required by the role “Expert”, to be set up by/).waitFor();
    await page.getByRole('button', { name: 'Remove Case worker' }).click();
    const asked = page.getByRole('dialog', { name: 'Remove the role Case worker?' });
    await asked.getByText('Ugo will no longer be able to do this:').waitFor();
    await asked.getByText('through the role Expert, in all teams').waitFor();
    expect(await admin.faultsInEveryLook()).toEqual([]);
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Give a role' }).click();
    const giving = page.getByRole('dialog', { name: 'Give Ugo a role' });
    await giving.getByRole('combobox', { name: 'Role' }).fill('Expert');
    await page.getByRole('option', { name: 'Expert' }).click();
    await giving.getByText(/Ugo may already do all of this/).waitFor();
    // Something was chosen in it.
    await giving.getByRole('button', { name: 'Cancel' }).click();
    await giving.getByRole('button', { name: 'Close anyway' }).click();

    await page.getByRole('button', { name: 'Change the address' }).click();
    const address = page.getByRole('dialog', { name: 'Change the address of Ugo' });
    await address.getByLabel('New address').fill(mayor.email);
    await address.getByRole('button', { name: 'Change the address' }).click();
    await address.getByText(`There is already an agent with the address ${mayor.email}.`).waitFor();
    await address.getByLabel('New address').fill('ugo.martin@town.test');
    await address.getByRole('button', { name: 'Change the address' }).click();
    await page.getByText('Ugo now has the address ugo.martin@town.test').waitFor();

    // Nobody is offered who may have none of the cases, and the server refuses them.
    const { id: elsewhere } = await root.post<Agent>('/agents', { email: 'noa@town.test', name: 'Noa', teamIds: [] });
    await expect(
      root.call('PATCH', `/agents/${id}`, { body: { active: false, substituteId: elsewhere } }),
    ).rejects.toMatchObject({ status: 400, problem: { errors: [{ reason: 'substitute-without-access' }] } });

    // Whoever is chosen as the agent leaves gets the cases that are not closed, and the team without members is named.
    const { items: agents } = await root.get<Page<Agent>>('/agents');
    const heir = agents.find(({ email }) => email === mayor.email)!.name;
    await page.getByRole('button', { name: 'Deactivate' }).click();
    const leaving = page.getByRole('dialog', { name: 'Deactivate Ugo?' });
    await leaving.getByText('Voirie has no other members: nobody is left to take its cases.').waitFor();
    await leaving.getByText('1 case that is not closed goes back to the queue of its team (Voirie).').waitFor();
    await leaving.getByText('Only those are listed who may have at least one of these cases.').waitFor();
    // It cannot be dated: whoever leaves later has a planned absence until then.
    await leaving.getByText('This takes effect at once.').waitFor();
    await leaving.getByRole('button', { name: 'Plan an absence' }).click();
    const planned = page.getByRole('dialog', { name: 'Absence of Ugo' });
    await planned.getByRole('button', { name: 'Cancel' }).click();
    await planned.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await leaving.getByRole('combobox', { name: 'Give the cases to' }).click();
    await page.getByRole('option', { name: heir }).waitFor();
    expect(await page.getByRole('option', { name: 'Noa' }).count()).toBe(0);
    await leaving.getByRole('combobox', { name: 'Give the cases to' }).fill(heir);
    await page.getByRole('option', { name: heir }).click();
    await leaving.getByText(`1 case that is not closed goes to ${heir}.`).waitFor();
    expect(await admin.faultsInEveryLook()).toEqual([]);
    await leaving.getByRole('button', { name: 'Cancel' }).click();
    await leaving.getByRole('button', { name: 'Close anyway' }).click();

    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('switch', { name: 'Active' }).uncheck();
    await page.getByText('1 case that is not closed goes back to the queue of its team (Voirie).').waitFor();
    await page.getByText('Nobody stands in for them.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .getByText(
        'Ugo was deactivated. 1 case that is not closed is returned to the queue of its team (Voirie). Voirie is left without members.',
      )
      .waitFor();
    await page.getByText('none is still assigned to this agent').waitFor();
    // Whoever is active again may still be absent. Since when is not said: it is not known of every deactivation.
    const reactivate = async () => {
      await page.getByRole('button', { name: 'Reactivate' }).click();
      await page.getByRole('dialog', { name: 'Reactivate Ugo?' }).getByRole('button', { name: 'Reactivate' }).click();
    };
    await reactivate();
    await page.getByText('Ugo was reactivated. Cases that went to others stay there.').waitFor();
    await root.call('PUT', `/agents/${id}/absence`, { body: { handOver: 'keep', substituteId: null } });
    await root.call('PATCH', `/agents/${id}`, { body: { active: false } });
    await page.getByRole('button', { name: 'Reactivate' }).waitFor();
    await reactivate();
    await page.getByText('Ugo was reactivated, but is still absent.', { exact: true }).waitFor();
    // The address that somebody else has.
    expect(admin.errors.filter((error) => !error.includes('409'))).toEqual([]);
    await admin.close();
  });
});

describe('somebody whose role requires two-step sign-in', () => {
  it('is stopped once no day is left, which is said before, and goes on once it is required no longer', async () => {
    const root = await ApiClient.signIn(product.url, mayor);
    const nina = { email: 'nina@town.test', password: 'quatre petits chiens verts' };
    const { id } = await root.post<Agent>('/agents', { ...nina, name: 'Nina', teamIds: [] });
    const { items: roles } = await root.get<Page<RoleDefinition>>('/roles');
    const expert = roles.find(({ key }) => key === 'expert')!;
    await root.call('PUT', `/roles/${expert.id}/second-factor`, { body: { required: true } });
    await root.post(`/agents/${id}/roles`, { roleId: expert.id, reach: 'all-teams' });
    const theirs = await Screen.open(browser, product.url);
    await theirs.signIn(nina);
    await theirs.openInbox();

    const admin = await Screen.open(browser, product.url);
    await admin.signIn(mayor);
    await admin.page.goto(`${product.url}/settings/sign-in`);
    await admin.page.getByText('Also required by the role: Expert').waitFor();
    await admin.page.getByLabel('Days to set it up where a role requires it').fill('0');
    await admin.page.getByRole('button', { name: 'Save' }).click();
    const asked = admin.page.getByRole('dialog', { name: 'Leave no time to set it up' });
    await asked.getByText(/concerned ha(s|ve) not set it up/).waitFor();
    await asked.getByText(/Nina/).waitFor();
    expect(await admin.faultsInEveryLook()).toEqual([]);
    await asked.getByRole('button', { name: 'Save' }).click();
    await theirs.page.getByRole('heading', { name: 'Set up two-step sign-in' }).waitFor();

    await root.call('PUT', '/sign-in-rules', { body: { secondFactorFor: 'nobody', graceDays: 14 } });
    await theirs.page.getByRole('navigation', { name: 'Main' }).waitFor();
    await root.call('PATCH', `/agents/${id}`, { body: { active: false } });
    await theirs.close();
    await admin.close();
  });
});

describe('two-step sign-in', () => {
  const email = 'maire@town.test';
  const password = 'une longue phrase de passe';
  let secret: string;
  let recoveryCodes: string[];
  /** The code of an app whose clock is some steps ahead. */
  const code = (steps: number) => totpAt(secret, new Date(Date.now() + steps * 30_000));
  const enterPassword = async ({ page }: Screen) => {
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  };

  it('is set up with an app that reads the key, and shows its recovery codes once', async () => {
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signInByForm({ email, password });
    await page.goto(`${product.url}/settings/account`);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    secret = (await page.getByRole('dialog').locator('code').innerText()).replace(/\s/g, '');
    await page.getByLabel('Six-digit code').fill('abcdef');
    await page.keyboard.press('Enter');
    await page.getByText('This code is wrong').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByLabel('Six-digit code').fill(code(0));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    recoveryCodes = await page.getByRole('dialog').getByRole('listitem').allInnerTexts();
    expect(recoveryCodes).toHaveLength(10);
    await page.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByText('10 recovery codes left').waitFor();
    expect(screen.strays).toEqual([]);
    await screen.close();
  });

  it('asks for the code in one field after the password, and goes on to the page that was asked for', async () => {
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await page.goto(`${product.url}/settings/account`);
    await enterPassword(screen);
    const field = page.getByLabel('Six-digit code');
    await field.and(page.locator(':focus')).waitFor();
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await field.fill('abcdef');
    await page.keyboard.press('Enter');
    await page.getByText('This code is wrong').waitFor();
    await field.fill(code(1));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings/account');
    await screen.close();
  });

  it('takes a recovery code, and asks again before a sensitive act, which then goes on by itself', async () => {
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await page.goto(`${product.url}/settings/account`);
    await enterPassword(screen);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(recoveryCodes[0]!);
    await page.keyboard.press('Enter');
    await page.getByText('9 recovery codes left').waitFor();
    await product.sql.execute(`update session set proved_at = now() - interval '1 hour'`);
    // Rights are read anew after a second.
    await eventually(async () =>
      expect(await page.evaluate(`fetch('/api/v1/session/proof').then(({ status }) => status)`)).toBe(403),
    );

    await page.getByRole('button', { name: 'Create a token' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('For the archive');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await dialog.getByLabel('Six-digit code').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('button', { name: 'Use the password' }).click();
    await dialog.getByLabel('Password', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await dialog.getByText('The present password is wrong.').waitFor();
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByText(/^gch_/).waitFor();
    expect(screen.strays).toEqual([]);
    await screen.close();
  });

  it('is set up before anything else by those of whom it is required', async () => {
    const admin = await ApiClient.signIn(product.url, { email, password, totp: recoveryCodes[1]! });
    const agent = { email: 'ana@town.test', password: 'encore une phrase de passe' };
    await admin.post('/agents', { ...agent, name: 'Ana' });
    await admin.call('PUT', '/sign-in-rules', { body: { secondFactorFor: 'everybody' } });
    const screen = await Screen.open(browser, product.url, { locale: 'fr-FR' });
    const { page } = screen;
    await screen.signIn(agent);
    await page.goto(`${product.url}/inbox/all`);
    await page.getByRole('button', { name: 'Commencer' }).click();
    const key = (await page.locator('code').innerText()).replace(/\s/g, '');
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByLabel('Code à six chiffres').fill(totpAt(key, new Date()));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Je les ai conservés' }).click();
    await page.waitForURL('**/inbox/all');
    await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor();
    expect([screen.errors, screen.strays]).toEqual([[], []]);
    await screen.close();
    await admin.call('PUT', '/sign-in-rules', { body: { secondFactorFor: 'nobody' } });
    await admin.post('/me/second-factor/removal', { password, code: recoveryCodes[2] });
  });

  // ASVS: 6.3.4, 6.5.6.
  it('is a passkey just as well: added, used to sign in and before a sensitive act, and removed', async () => {
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    const device = await screen.context.newCDPSession(page);
    await device.send('WebAuthn.enable');
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await screen.signIn({ email, password });
    await page.goto(`${product.url}/settings/account`);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
    await dialog.getByLabel('Name').fill('Laptop of the mayor');
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'I have saved them' }).click();
    await page.getByText('Laptop of the mayor', { exact: true }).waitFor();
    await page.getByText('not used yet').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    // The same device is not asked to keep a second one.
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    // The account has a second factor by now, which is asked for first.
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('This device already has a passkey for your account.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    const signOut = async () => {
      await page.getByRole('button', { name: /^Account of/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
    };
    // Nobody touches the device, until the button is pressed.
    const touch = (enabled: boolean) =>
      device.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    await touch(false);
    await signOut();
    const button = page.getByRole('button', { name: 'Sign in with a passkey' });
    await button.waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await touch(true);
    await button.click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    // The browser also offers it in the field of the address: this one takes it there at once.
    await signOut();
    await page.waitForURL('**/sign-in');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();

    await page.goto(`${product.url}/settings/account`);
    await page.getByText(/last used/).waitFor();
    await product.sql.execute(`update session set proved_at = now() - interval '1 hour'`);
    await eventually(async () =>
      expect(await page.evaluate(`fetch('/api/v1/session/proof').then(({ status }) => status)`)).toBe(403),
    );
    await page.getByRole('button', { name: 'Remove: Laptop of the mayor' }).click();
    await page.getByText('It is your only second factor').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await proof.getByRole('button', { name: 'Use a passkey' }).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await proof.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('The passkey was removed').waitFor();
    await page.getByText('Laptop of the mayor', { exact: true }).waitFor({ state: 'detached' });
    // What was refused for want of a proof is no fault.
    expect([screen.errors.filter((error) => !/status of 403/.test(error)), screen.strays]).toEqual([[], []]);
    await screen.close();
    await ApiClient.signIn(product.url, { email, password });
  });
});
