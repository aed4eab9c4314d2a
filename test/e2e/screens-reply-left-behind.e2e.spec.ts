import type { CaseDetail, Team } from '@guichet/contracts';
import type { Locator, Page } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { ADMIN } from '../support/running-product.js';
import {
  TemplateScreens,
  insert,
  reply,
  sendAndClose,
  strip,
  type OpenedCase,
} from '../support/template-screen-steps.js';

const ANA = { email: 'ana@town.test', password: 'another horse battery' };

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

const onItsWay = (page: Page, { citizen }: OpenedCase) => page.getByText(`Reply on its way · ${citizen.name}`);
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });

async function send(page: Page, words: string): Promise<void> {
  await page.keyboard.press('r');
  await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Control+Enter');
  await page.getByText(/Will be sent in \d+ seconds/).waitFor();
}

const goTo = async (page: Page, item: OpenedCase) => {
  await page.locator(`[data-case-id="${item.id}"] a`).click();
  await page.getByRole('heading', { name: item.subject }).first().waitFor();
  await page.getByRole('feed').getByText('que dois-je faire').first().waitFor();
};
const deliveryOf = async (item: OpenedCase) => (await desk.repliesOf(item)).map(({ delivery }) => delivery?.status);

describe('an agent who has gone on from a case', () => {
  it('takes the reply back by the key from the list, and goes on writing at its case', async () => {
    const asked = await desk.receiveMail('Ada <ada@citizen.test>', 'Left for the list');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await send(page, 'Too fast');
    await page.keyboard.press('Escape');
    await onItsWay(page, asked).waitFor();
    await page.keyboard.press('z');
    await reply(page).getByText('Too fast').waitFor();
    await reply(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(', and wrong.');
    await reply(page).getByText('Too fast, and wrong.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    await onItsWay(page, asked).waitFor({ state: 'detached' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('takes it back from the next case by the button, and is offered nothing once back at its case', async () => {
    const [asked, next] = [
      await desk.receiveMail('Bob <bob@citizen.test>', 'Left for the next'),
      await desk.receiveMail('Cem <cem@citizen.test>', 'The next one'),
    ];
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await send(page, 'A first try.');
    await goTo(page, next);
    await onItsWay(page, asked).waitFor();
    expect(await screen.faults()).toEqual([]);
    await goTo(page, asked);
    await onItsWay(page, asked).waitFor({ state: 'detached' });
    await goTo(page, next);
    await onItsWay(page, asked).waitFor();
    await undo(page).click();
    await reply(page).getByText('A first try.').waitFor();
    expect(page.url()).toContain(asked.id);
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    await screen.close();
  });

  it('takes back one that the server does not have yet', async () => {
    const asked = await desk.receiveMail('Dov <dov@citizen.test>', 'Left at once');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const arrives = Promise.withResolvers<void>();
    await page.route('**/cases/*/messages', async (route) => {
      await arrives.promise;
      await route.continue();
    });
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('On a slow line.');
    await page.keyboard.press('Control+Enter');
    await reply(page).and(page.locator(':focus')).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await onItsWay(page, asked).waitFor();
    await page.keyboard.press('z');
    arrives.resolve();
    await reply(page).getByText('On a slow line.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    await screen.close();
  });

  it('undoes what was done with the case since before the reply', async () => {
    const asked = await desk.receiveMail('Eli <eli@citizen.test>', 'Closed by itself');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await send(page, 'That was all.');
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Status/ })
      .getByText('Waiting')
      .waitFor();
    await page.keyboard.press('e');
    await page.getByText('Case closed · Eli').waitFor();
    await onItsWay(page, asked).waitFor();
    await page.keyboard.press('z');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    await eventually(async () =>
      expect((await desk.root.get<CaseDetail>(`/cases/${asked.id}`)).status).toBe('waiting'),
    );
    await page.keyboard.press('z');
    await reply(page).getByText('That was all.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    await screen.close();
  });

  it('takes back two, sent one after the other, by the key pressed twice', async () => {
    const [first, second] = [
      await desk.receiveMail('Fay <fay@citizen.test>', 'Closed first'),
      await desk.receiveMail('Gus <gus@citizen.test>', 'Closed second'),
    ];
    const screen = await desk.openCase(first);
    const { page } = screen;
    await sendAndClose(page, 'Goodbye, Fay.');
    await page.getByText('Reply on its way, case closed · Fay').waitFor();
    await goTo(page, second);
    await sendAndClose(page, 'Goodbye, Gus.');
    await page.getByText('Reply on its way, case closed · Gus').waitFor();
    await page.keyboard.press('z');
    await reply(page).getByText('Goodbye, Gus.').waitFor();
    // The caret may be in the answer by now, which nobody has begun to change.
    await page.evaluate('new Promise((done) => setTimeout(done, 750))');
    await page.keyboard.press('z');
    await reply(page).getByText('Goodbye, Fay.').waitFor();
    expect([await deliveryOf(first), await deliveryOf(second)]).toEqual([['canceled'], ['canceled']]);
    await screen.close();
  });

  it('is offered nothing where the case was closed with the reply, which is undone as one', async () => {
    const [asked, next] = [
      await desk.receiveMail('Hal <hal@citizen.test>', 'Closed as one'),
      await desk.receiveMail('Ida <ida@citizen.test>', 'After it was closed'),
    ];
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await sendAndClose(page, 'Goodbye, Hal.');
    await page.getByText('Reply on its way, case closed · Hal').waitFor();
    await goTo(page, next);
    await page.keyboard.press('a');
    await page.getByText('Assigned to you').waitFor();
    expect(await onItsWay(page, asked).count()).toBe(0);
    expect(await undo(page).count()).toBe(2);
    await screen.close();
  });

  it('takes the reply back by the key before what was done with the case before it', async () => {
    const asked = await desk.receiveMail('Jon <jon@citizen.test>', 'Assigned and answered');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('a');
    await page.getByText('Assigned to you').waitFor();
    await send(page, 'At once.');
    await page.keyboard.press('Escape');
    await onItsWay(page, asked).waitFor();
    await page.keyboard.press('z');
    await reply(page).getByText('At once.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    expect((await desk.root.get<CaseDetail>(`/cases/${asked.id}`)).assignee).not.toBeNull();
    await screen.close();
  });

  it('tries again by the key what has failed once', async () => {
    const asked = await desk.receiveMail('Kim <kim@citizen.test>', 'The line was down');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await send(page, 'Once more.');
    let failures = 1;
    await page.route('**/cases/*/messages/*', (route) =>
      route.request().method() === 'DELETE' && failures-- > 0 ? route.abort() : route.fallback(),
    );
    await page.keyboard.press('z');
    await page.getByRole('alert').getByText('The reply could not be canceled').first().waitFor();
    await page.keyboard.press('z');
    await reply(page).getByText('Once more.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    await screen.close();
  });

  it('takes the reply back with the case that was given since to a team whose cases they do not see', async () => {
    const asked = await desk.receiveMail('Tom <tom@citizen.test>', 'Given away too early');
    const { team } = await desk.root.get<CaseDetail>(`/cases/${asked.id}`);
    await desk.root.post<Team>('/teams', { name: 'Finances' });
    await desk.root.post('/agents', { ...ANA, name: 'Ana', teamIds: [team.id] });
    const screen = await Screen.open(desk.browser, desk.product.url);
    await screen.signIn(ANA);
    const { page } = screen;
    await page.goto(`${desk.product.url}/inbox/team/${asked.id}`);
    await page.getByRole('feed').getByText('que dois-je faire').first().waitFor();
    const offer = page.getByRole('alert').filter({ hasText: 'Reply on its way · Tom' });
    const giveAway = async () => {
      await page.keyboard.press('t');
      await page.getByRole('combobox', { name: 'Team' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.type('fin');
      await page.getByRole('option', { name: 'Finances' }).waitFor();
      await page.keyboard.press('Control+Enter');
      await offer.waitFor();
    };
    await send(page, 'Ask the finance team.');
    await giveAway();
    await offer.getByRole('button', { name: 'Undo' }).click();
    await reply(page).getByText('Ask the finance team.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    expect((await desk.root.get<CaseDetail>(`/cases/${asked.id}`)).team.id).toBe(team.id);

    // Once a colleague has taken the case up, it stays where it is, and the words come back to be copied.
    await reply(page).press('Control+Enter');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    await giveAway();
    await desk.root.post(`/cases/${asked.id}/notes`, { text: 'I see to it.' });
    await offer.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('region', { name: 'Your unsent reply' }).getByText('Ask the finance team.').waitFor();
    await page.getByText('You handed it over to the team Finances.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled', 'canceled']);
    expect((await desk.root.get<CaseDetail>(`/cases/${asked.id}`)).team.name).toBe('Finances');
    await screen.close();
  });

  it('is offered again what fails after the case was left', async () => {
    const asked = await desk.receiveMail('Sol <sol@citizen.test>', 'Failed too late');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await send(page, 'Not yet.');
    const fails = Promise.withResolvers<void>();
    await page.route(
      '**/cases/*/messages/*',
      async (route) => {
        await fails.promise;
        await route.abort();
      },
      { times: 1 },
    );
    await page.keyboard.press('z');
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.pathname.includes(asked.id));
    fails.resolve();
    await onItsWay(page, asked).waitFor();
    await page.keyboard.press('z');
    await reply(page).getByText('Not yet.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    await screen.close();
  });

  it('undoes one thing by the key, however long it is held', async () => {
    const [first, second] = [
      await desk.receiveMail('Lea <lea@citizen.test>', 'Taken first'),
      await desk.receiveMail('Mia <mia@citizen.test>', 'Taken second'),
    ];
    const screen = await desk.openCase(first);
    const { page } = screen;
    for (const item of [first, second]) {
      await goTo(page, item);
      await page.keyboard.press('a');
      await page.getByText(`Assigned to you · ${item.citizen.name}`).waitFor();
      // Sooner, the same key would be the same press, and none for the next case.
      await new Promise((done) => setTimeout(done, 450));
    }
    await page.keyboard.down('z');
    await page.keyboard.down('z');
    await page.keyboard.up('z');
    await page.getByText('Undone: Assigned to you · Mia').waitFor();
    const assigneeOf = async ({ id }: OpenedCase) => (await desk.root.get<CaseDetail>(`/cases/${id}`)).assignee;
    await eventually(async () => expect(await assigneeOf(second)).toBeNull());
    expect(await assigneeOf(first)).not.toBeNull();
    await screen.close();
  });

  it('is told no more that a reply is on its way which is being taken back, or was in another window', async () => {
    const [asked, next] = [
      await desk.receiveMail('Noa <noa@citizen.test>', 'Taken back elsewhere'),
      await desk.receiveMail('Oda <oda@citizen.test>', 'Looked at meanwhile'),
    ];
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await send(page, 'From here.');
    await goTo(page, next);
    await onItsWay(page, asked).waitFor();
    const [entry] = await desk.repliesOf(asked);
    await desk.root.call('DELETE', `/cases/${asked.id}/messages/${entry!.id}`);
    await onItsWay(page, asked).waitFor({ state: 'detached' });

    await goTo(page, asked);
    await send(page, 'From here again.');
    const answers = Promise.withResolvers<void>();
    await page.route('**/cases/*/messages/*', async (route) => {
      await answers.promise;
      await route.continue();
    });
    await page.keyboard.press('z');
    await goTo(page, next);
    answers.resolve();
    await eventually(async () => expect(await deliveryOf(asked)).toEqual(['canceled', 'canceled']));
    await page.keyboard.press('a');
    await page.getByText('Assigned to you · Oda').waitFor();
    expect(await onItsWay(page, asked).count()).toBe(0);
    await screen.close();
  });

  it('takes back the reply by itself where the case could not be closed with it', async () => {
    const asked = await desk.receiveMail('Pia <pia@citizen.test>', 'Not closed after all');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.route(`**/api/v1/cases/${asked.id}`, (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    );
    await sendAndClose(page, 'Goodbye, Pia.');
    await page.getByText(/could not be changed/).waitFor();
    await onItsWay(page, asked).waitFor();
    await page.keyboard.press('z');
    await reply(page).getByText('Goodbye, Pia.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    await screen.close();
  });

  it('takes back two replies of one case, the second one first', async () => {
    const asked = await desk.receiveMail('Rui <rui@citizen.test>', 'Two replies');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await send(page, 'One of two.');
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('Two of two.');
    await page.keyboard.press('Control+Enter');
    await eventually(async () => expect(await page.getByText(/Will be sent in \d+ seconds/).count()).toBe(2));
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await undo(page).count()).toBe(2));
    await page.keyboard.press('z');
    await reply(page).getByText('Two of two.').waitFor();
    await eventually(async () => expect(await deliveryOf(asked)).toEqual(['scheduled', 'canceled']));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await onItsWay(page, asked).waitFor();
    await page.keyboard.press('z');
    await reply(page).getByText('One of two.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled', 'canceled']);
    await screen.close();
  });

  it.each([
    { where: 'in its case', name: 'Qui' },
    { where: 'from the list', name: 'Quy' },
  ])('takes back $where a reply beside which another one was begun, and loses neither', async ({ where, name }) => {
    const asked = await desk.receiveMail(`${name} <${name}@citizen.test>`, 'Two at once');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await send(page, 'The first one.');
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('The second one.');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await reply(page).and(page.locator(':focus')).waitFor({ state: 'detached' });
    if (where === 'from the list') {
      await page.keyboard.press('Escape');
      await onItsWay(page, asked).waitFor();
    }
    await page.keyboard.press('z');
    await reply(page).getByText('The first one.').waitFor();
    await page.getByText('Another version of this draft exists.').waitFor();
    // Deleted by a slip, it comes back by the key.
    await page.getByRole('button', { name: 'Delete it' }).click();
    await page.getByText('Another version of this draft exists.').waitFor({ state: 'detached' });
    await page.getByText('The other version of the draft has been deleted').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Show the other version' }).click();
    await reply(page).getByText('The second one.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    await screen.close();
  });
});

describe('an agent on a phone', () => {
  /** Which of these the toasts lie over. */
  const covered = async (page: Page, kept: Readonly<Record<string, Locator>>) => {
    const toasts = await Promise.all((await toastsOf(page).all()).map((one) => one.boundingBox()));
    const over = async (one: Locator) => {
      const box = (await one.boundingBox())!;
      return toasts.some((toast) => toast && toast.y < box.y + box.height && toast.y + toast.height > box.y);
    };
    const names = Object.keys(kept);
    const are = await Promise.all(names.map((name) => over(kept[name]!)));
    return names.filter((_, n) => are[n]);
  };
  const toastsOf = (page: Page) => page.locator('.mantine-Notification-root');
  const writeAndSend = async (page: Page, words: string) => {
    await page.getByRole('button', { name: /^Reply by/ }).click();
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type(words);
    expect(await covered(page, { composer: page.locator('[data-bottom-bar]') })).toEqual([]);
    await page.getByRole('button', { name: 'Send by email' }).click();
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
  };

  it('selects several cases by the menu of the list, and does one thing to all of them', async () => {
    const items = [
      await desk.receiveMail('Gia <gia@citizen.test>', 'Under a finger, one'),
      await desk.receiveMail('Gus <gus@citizen.test>', 'Under a finger, two'),
    ];
    const context = await desk.browser.newContext({
      ...{ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } },
      ...{ locale: 'en-GB', reducedMotion: 'reduce' },
    });
    const { cookie } = await ApiClient.signIn(desk.product.url, ADMIN);
    const [name = '', ...value] = cookie.split('=');
    await context.addCookies([{ name, value: value.join('='), url: desk.product.url }]);
    const page = await context.newPage();
    await page.goto(`${desk.product.url}/inbox/all`);
    const box = ({ id }: OpenedCase) => page.locator(`[data-case-id="${id}"]`).getByRole('checkbox');
    await page.locator(`[data-case-id="${items[0]!.id}"]`).waitFor();
    expect(await box(items[0]!).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Display' }).tap();
    await page.getByRole('menuitem', { name: 'Select cases' }).tap();
    // By its box, and by the row itself.
    await box(items[0]!).tap();
    await page.locator(`[data-case-id="${items[1]!.id}"] a`).tap();
    await page.getByRole('toolbar').getByRole('button', { name: 'Assign' }).tap();
    await page.getByRole('dialog').getByRole('combobox').fill('Root');
    await page.getByRole('option').first().tap();
    await eventually(async () => {
      for (const { id } of items)
        expect(await desk.root.get(`/cases/${id}`)).toMatchObject({ assignee: { name: 'root' } });
    });
    // The boxes stay until that is ended.
    await page.getByRole('toolbar').getByRole('button', { name: 'Clear' }).tap();
    await box(items[0]!).waitFor({ state: 'hidden' });

    // What waits while a mouse rests on the list comes into it once the row that was touched is open, and not between the two.
    const touched = page.locator(`[data-case-id="${items[0]!.id}"] a`);
    await touched.hover();
    await desk.receiveMail('Gil <gil@citizen.test>', 'Under a finger, three');
    await page.getByRole('button', { name: '1 new', exact: true }).waitFor();
    const { x, y, height } = (await touched.boundingBox())!;
    await page.touchscreen.tap(x + 40, y + height / 2);
    await page.waitForURL(`**/${items[0]!.id}`);
    await context.close();
  });

  it('takes back the reply just sent, over which no toast of something else lies', async () => {
    const [other, asked] = [
      await desk.receiveMail(
        'Sia <sia@citizen.test>',
        'Answered on the way, with a title that is long enough for two lines',
      ),
      await desk.receiveMail(
        'Ben <ben@citizen.test>',
        'Answered after it, with a title that is long enough for two lines',
      ),
    ];
    const screen = await desk.openCase(other, { width: 360, height: 740 });
    const { page } = screen;
    await writeAndSend(page, 'On the way.');
    await screen.visit(`/inbox/all/${asked.id}`);
    await page.getByRole('heading', { name: asked.subject }).first().waitFor();
    await onItsWay(page, other).waitFor();
    // As long as the screen: what can be done about it stands right above the line that opens the next one.
    await writeAndSend(page, `Too fast.${'\nMore.'.repeat(15)}`);
    await page.keyboard.press('a');
    await page.getByText('Assigned to you · Ben').waitFor();
    const takeBack = page.getByRole('feed').getByRole('button', { name: 'Undo' });
    const head = page.getByRole('main').getByRole('heading', { name: asked.subject });
    const status = page.getByRole('main').getByRole('button', { name: /^Status/ });
    expect(await covered(page, { takeBack, head, status })).toEqual([]);
    await takeBack.click();
    await reply(page).getByText('Too fast.').waitFor();
    expect([await deliveryOf(other), await deliveryOf(asked)]).toEqual([['scheduled'], ['canceled']]);
    await onItsWay(page, other).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a reply that leaves another day', () => {
  const sendLater = async (page: Page, words: string) => {
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type(words);
    await page.getByRole('button', { name: 'More ways to send' }).click();
    await page
      .getByRole('menuitem')
      .filter({ hasText: /\d:\d\d/ })
      .last()
      .click();
    await page.getByText(/Will be sent \w+ \d/).waitFor();
  };

  it('is what the key takes back, before what was done in another case earlier', async () => {
    const [earlier, asked] = [
      await desk.receiveMail('Rea <rea@citizen.test>', 'Worked on earlier'),
      await desk.receiveMail('Rux <rux@citizen.test>', 'Leaves another day'),
    ];
    const screen = await desk.openCase(earlier);
    const { page } = screen;
    await insert(page, 'Missing documents');
    await strip(page).getByRole('button', { name: 'Remove' }).click();
    await page.getByText('The template and its text have been removed').waitFor();
    await goTo(page, asked);
    await sendLater(page, 'Not before Monday.');
    await page.keyboard.press('z');
    await reply(page).getByText('Not before Monday.').waitFor();
    expect(await deliveryOf(asked)).toEqual(['canceled']);
    await goTo(page, earlier);
    expect(await strip(page).count()).toBe(0);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is taken back from the next case by the key', async () => {
    const [asked, next] = [
      await desk.receiveMail('Sol <sol@citizen.test>', 'Left for another day'),
      await desk.receiveMail('Syd <syd@citizen.test>', 'The next of that day'),
    ];
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await sendLater(page, 'Not before Tuesday.');
    await goTo(page, next);
    await page.getByText(`Reply scheduled · ${asked.citizen.name}`).waitFor();
    await page.keyboard.press('z');
    await reply(page).getByText('Not before Tuesday.').waitFor();
    await eventually(async () => expect(await deliveryOf(asked)).toEqual(['canceled']));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
