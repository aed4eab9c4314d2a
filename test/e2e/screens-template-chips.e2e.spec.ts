import type { Page as Items, TemplateSummary, TemplateVersion } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen } from '../support/browser-screen.js';

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const shipped = async (key: string): Promise<TemplateSummary> => {
  const { items } = await root.get<Items<TemplateSummary>>('/templates?limit=100');
  return items.find((template) => template.key === key)!;
};
const draftOf = async ({ id }: TemplateSummary): Promise<TemplateVersion> => {
  const { items } = await root.get<Items<TemplateVersion>>(`/templates/${id}/versions`);
  return items.find(({ state }) => state === 'draft')!;
};

/** Opens a draft of a shipped template, with the caret at the end of the full text of its first block. */
async function openDraft(template: TemplateSummary): Promise<Screen> {
  const screen = await Screen.open(browser, product.url, {});
  await screen.signIn(ADMIN);
  await screen.page.goto(`${product.url}/templates/${template.id}`);
  await screen.page.getByRole('button', { name: 'Edit' }).click();
  await firstText(screen.page).press('ControlOrMeta+End');
  return screen;
}
const firstText = (page: Page) =>
  page.getByRole('textbox', { name: /Full text of block 1/ }).and(page.locator('[aria-readonly=false]'));
const chip = (page: Page, name: string | RegExp) => firstText(page).getByRole('img', { name });

describe('a template is written without its code', () => {
  it('puts variables and conditions where the caret is, with the keyboard alone, and changes nothing else', async () => {
    const template = await shipped('appointment');
    const screen = await openDraft(template);
    const { page } = screen;
    const before = (await draftOf(template)).content;
    const text = firstText(page);
    await text.pressSequentially(' Avant le /deadl');
    await page.getByRole('option', { name: /^Deadline/ }).waitFor();
    expect(await screen.faults()).toEqual([]);
    await text.press('Enter');
    await text.pressSequentially(', ');
    await text.pressSequentially('{{cond');
    await page.getByRole('option', { name: /^Conditional passage/ }).waitFor();
    await text.press('Enter');
    // On what it depends is asked at once.
    const dialog = page.getByRole('dialog', { name: 'Edit item' });
    // Among so many, it is found by its name.
    const condition = dialog.getByRole('combobox', { name: 'Condition 1' });
    await condition.click();
    await condition.pressSequentially('PLÀC');
    await dialog.getByRole('option', { name: '“Place” is filled in' }).click();
    await dialog.waitFor();
    await dialog.getByRole('switch', { name: 'Say something else otherwise' }).press('Space');
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await text.pressSequentially('sur place');
    await chip(page, 'Only if “Place” is filled in').waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    const { blocks, ...rest } = (await draftOf(template)).content;
    expect(blocks[0]!.full).toBe(
      `${before.blocks[0]!.full} Avant le {{ deadline }}, {% if place %}sur place{% else %}…{% endif %}`,
    );
    expect({ ...rest, blocks: blocks.slice(1) }).toEqual({ ...before, blocks: before.blocks.slice(1) });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('goes on behind a chip that was clicked with what is typed, and leaves the chip as it is', async () => {
    const template = await shipped('document-in-your-space');
    const screen = await openDraft(template);
    const { page } = screen;
    const before = (await draftOf(template)).content.blocks[0]!.full;
    const dialog = page.getByRole('dialog', { name: 'Edit item' });
    for (const [name, words] of [
      [/^Name of the person$/, ' et merci'],
      [/^End$/, ' Au revoir'],
    ] as const) {
      await chip(page, name).click();
      await dialog.waitFor();
      await page.keyboard.type(words);
      await dialog.waitFor({ state: 'detached' });
    }
    await chip(page, /^Name of the person$/).click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    // By a key, what can be done with it is asked for.
    await chip(page, /^End$/).click();
    await dialog.waitFor();
    await page.keyboard.press('Enter');
    await dialog.locator(':focus').waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Saved', { exact: true }).waitFor();
    await eventually(async () =>
      expect((await draftOf(template)).content.blocks[0]!.full).toBe(
        before.replace('}}', '}} et merci').replace('{% endif %}', '{% endif %} Au revoir'),
      ),
    );
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('selects a chip by its arrow keys, changes its format, copies it whole and deletes it at once', async () => {
    const template = await shipped('missing-documents');
    const screen = await openDraft(template);
    const { page } = screen;
    const text = firstText(page);
    await text.press('ControlOrMeta+A');
    await text.pressSequentially('Avant le {{ deadline }}');
    await chip(page, 'Deadline').waitFor();
    await text.press('ArrowLeft');
    await page.getByText('Deadline, variable. Press Enter to edit.').waitFor();
    await text.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Edit item' });
    await dialog.getByRole('combobox', { name: 'Format' }).selectOption('Date in figures');
    await page.keyboard.press('Escape');
    await chip(page, 'Deadline, 18/12/2026').waitFor();
    await text.press('ControlOrMeta+A');
    await text.press('ControlOrMeta+C');
    await text.press('ControlOrMeta+End');
    // The editor learns in a task of its own where the browser has moved the caret; no hand is faster than that.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    await text.press('ControlOrMeta+V');
    await eventually(async () => expect(await chip(page, /Deadline/).count()).toBe(2));
    await text.press('Backspace');
    await eventually(async () => expect(await chip(page, /Deadline/).count()).toBe(1));
    await page.getByText('Saved', { exact: true }).waitFor();
    await eventually(async () =>
      expect((await draftOf(template)).content.blocks[0]!.full).toBe('Avant le {{ deadline | short_date }}Avant le '),
    );
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('shows the code and what was written in it, marks what is not known, and says why a text stays code', async () => {
    const template = await shipped('transfer');
    const screen = await openDraft(template);
    const { page } = screen;
    await page.getByRole('button', { name: 'Show code' }).click();
    const code = page.getByRole('textbox', { name: /Full text of block 1/ });
    await code.fill('Le {{ dedline }} {{ deadline | longest }}');
    await page.getByRole('button', { name: 'Hide code' }).click();
    await chip(page, 'dedline, Unknown variable: dedline').waitFor();
    await chip(page, /Unknown filter: longest/).waitFor();
    await page.getByRole('button', { name: 'Show code' }).click();
    await code.fill('{% if deadline %}Bonjour');
    await page.getByRole('button', { name: 'Hide code' }).click();
    await page
      .getByText('This text stays in code: a condition begins in it without an end', { exact: false })
      .waitFor();
    expect(await code.inputValue()).toBe('{% if deadline %}Bonjour');
    await code.press('ControlOrMeta+End');
    await code.pressSequentially('{% endif %}');
    const subject = page.getByRole('textbox', { name: 'Subject' });
    await subject.focus();
    // A subject is one line.
    await page.keyboard.type('Votre');
    await page.keyboard.press('Enter');
    await page.keyboard.type(' carte');
    expect(await subject.innerText()).toContain('Votre carte');
    await chip(page, 'Only if “Deadline” is filled in').waitFor();
    expect([await screen.faults(), await screen.overflow(), screen.errors]).toEqual([[], 0, []]);
    await screen.close();
  });

  it('shows the original beside its translation with its conditions in words', async () => {
    const template = await shipped('acknowledgement');
    const screen = await Screen.open(browser, product.url, {});
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/templates/${template.id}?language=en`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const original = page.getByRole('listitem', { name: 'Block 1: Greeting' }).getByRole('group');
    await original.getByText('French text').click();
    await original.getByText('Only if “', { exact: false }).waitFor();
    expect(await original.innerText()).not.toContain('{');
    expect([await screen.faults(), await screen.overflow(), screen.errors]).toEqual([[], 0, []]);
    await screen.close();
  });

  it('goes on below a condition that is last, outside of it, by the keyboard and the pointer', async () => {
    const passage = '{% if deadline %}Avant le {{ deadline }}.{% endif %}';
    const template = await root.post<TemplateSummary>('/templates', {
      title: 'Délai',
      content: { blocks: [{ kind: 'facts', full: `Bonjour.\n${passage}` }] },
    });
    const screen = await Screen.open(browser, product.url, {});
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/templates/${template.id}`);
    const text = firstText(page);
    const saved = async () => (await draftOf(template)).content.blocks[0]!.full;
    await text.press('ControlOrMeta+End');
    await text.pressSequentially('Merci');
    await eventually(async () => expect(await saved()).toBe(`Bonjour.\n${passage}\nMerci`));
    for (const _ of 'Merci') await text.press('Backspace');
    await eventually(async () => expect(await saved()).toBe(`Bonjour.\n${passage}`));
    await text.press('ControlOrMeta+Home');
    const { x, y, width, height } = (await text.boundingBox())!;
    await page.mouse.click(x + width / 2, y + height - 4);
    await text.pressSequentially('Bien à vous');
    await eventually(async () => expect(await saved()).toBe(`Bonjour.\n${passage}\nBien à vous`));
    expect([await screen.faults(), screen.errors]).toEqual([[], []]);
    await screen.close();
  });

  it('keeps a condition while the words beside its marks are selected, written over and deleted', async () => {
    const template = await shipped('right-to-error');
    const screen = await openDraft(template);
    const { page } = screen;
    const wording = async () => (await draftOf(template)).content.blocks[0]!.full;
    const reads = (expected: string) => eventually(async () => expect(await wording()).toBe(expected));
    await page.getByRole('button', { name: 'Show code' }).click();
    const code = page.getByRole('textbox', { name: /Full text of block 1/ });
    await code.fill('Bonjour,\n{% if deadline %}Merci de répondre{% endif %}\nle {{ deadline }}prochain');
    await page.getByRole('button', { name: 'Hide code' }).click();
    const condition = chip(page, 'Only if “Deadline” is filled in');
    await condition.waitFor();
    /** A double click on a word, as far from its left as is said. */
    const doubleClick = async (word: string, share: number) => {
      const box = await page.evaluate<{ x: number; y: number }>(`(() => {
        const root = [...document.querySelectorAll('[contenteditable=true]')].find((one) => one.textContent.includes('${word}'));
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const at = walker.currentNode.data.indexOf('${word}');
          if (at < 0) continue;
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + ${word.length});
          const { left, top, width, height } = range.getBoundingClientRect();
          return { x: left + width * ${share}, y: top + height / 2 };
        }
      })()`);
      await page.mouse.dblclick(box.x, box.y);
      // The editor learns in a task of its own what the browser has selected; no hand is faster than that.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    };
    await doubleClick('Merci', 0.4);
    await page.keyboard.type('Prière');
    await reads('Bonjour,\n{% if deadline %}Prière de répondre{% endif %}\nle {{ deadline }}prochain');
    await doubleClick('répondre', 0.6);
    await page.keyboard.type('payer');
    await reads('Bonjour,\n{% if deadline %}Prière de payer{% endif %}\nle {{ deadline }}prochain');
    await doubleClick('prochain', 0.5);
    await page.keyboard.type('dernier');
    await reads('Bonjour,\n{% if deadline %}Prière de payer{% endif %}\nle {{ deadline }}dernier');
    // By keys to the beginning of the line, and over it.
    await doubleClick('Prière', 0.5);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type('Merci');
    await reads('Bonjour,\n{% if deadline %}Merci de payer{% endif %}\nle {{ deadline }}dernier');
    // At the beginning, a passage is selected before it is deleted.
    for (const key of ['Shift+Home', 'ArrowLeft', 'Backspace']) {
      await page.keyboard.press(key);
      // The browser moves the caret by itself, and the editor learns of it in its turn: no hand is faster.
      await page.waitForTimeout(100);
    }
    await condition.waitFor();
    await page.keyboard.press('Backspace');
    await condition.waitFor({ state: 'detached' });
    await reads('Bonjour,\n\nle {{ deadline }}dernier');
    await page.keyboard.press('ControlOrMeta+Z');
    await condition.waitFor();
    await reads('Bonjour,\n{% if deadline %}Merci de payer{% endif %}\nle {{ deadline }}dernier');
    expect([await screen.faults(), screen.errors]).toEqual([[], []]);
    await screen.close();
  });
});
