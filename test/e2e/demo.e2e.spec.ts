import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CaseDetail, CaseSummary, ConsistencyOverview, MessageEntry, Page } from '@guichet/contracts';
import type { Browser, Page as Tab } from 'playwright-core';
import { administrator, agentEmail, password } from '../demo/build-town.js';
import { AgentClient } from '../support/agent-client.js';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { Screen } from '../support/browser-screen.js';
import { memoryFolder } from '../support/memory-folder.js';

const root = join(import.meta.dirname, '../..');
const typeScript = ['--import', './apps/guichet/bin/load-typescript.mjs'];
const patienceMs = 600_000;

let demo: ChildProcess;
let browser: Browser;
let ines: AgentClient;
const printed = { ready: '', phone: '' };
const faults: string[] = [];

beforeAll(async () => {
  demo = spawn(process.execPath, [...typeScript, 'test/demo/run.ts', '--without-traffic'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'),
      TMPDIR: memoryFolder(),
      PORT: '0',
      SMTP_PORT: '0',
    },
  });
  createInterface({ input: demo.stderr! }).on('line', (line) => faults.push(line));
  const ready = new Promise<void>((resolve, reject) => {
    demo.once('exit', (code) => reject(new Error(`the demo ended (${code}):\n${faults.join('\n')}`)));
    createInterface({ input: demo.stdout! }).on('line', (line) => {
      printed.ready = /^ready: (.+)/.exec(line)?.[1] ?? printed.ready;
      printed.phone = /^citizen's phone: (.+)/.exec(line)?.[1] ?? printed.phone;
      if (printed.phone) resolve();
    });
  });
  [browser] = await Promise.all([launchChromium(), ready]);
  ines = await AgentClient.signIn(printed.ready, { email: agentEmail('ines'), password });
}, patienceMs);
afterAll(async () => {
  await browser?.close();
  if (demo?.exitCode !== null) return;
  demo.kill('SIGTERM');
  await once(demo, 'exit');
});

/** An answer of the desk to the case in which somebody wrote these words, sent at once. */
const answer = (words: string, text: string): Promise<MessageEntry> =>
  eventually(async () => {
    const { items } = await ines.get<Page<CaseSummary>>('/cases?status=any&limit=100');
    const item = items.find(({ preview }) => preview.includes(words));
    if (!item) throw new Error(`nobody has received “${words}”`);
    const entry = await ines.post<MessageEntry>(`/cases/${item.id}/messages`, { text });
    await ines.post(`/cases/${item.id}/messages/${entry.id}/send-now`, {}).catch(() => undefined);
    return entry;
  });

const openApp = async (tab: Tab, name: string) => {
  await tab.goto(`${printed.phone}/#/`);
  await tab.getByRole('button', { name: new RegExp(`^${name}`) }).click();
};
const attachSample = async (tab: Tab) => {
  await tab.getByRole('button', { name: 'Attach' }).click();
  await tab.getByRole('button', { name: 'A sample photo' }).click();
  await tab.getByRole('button', { name: 'Remove photo.png' }).waitFor();
};

const conversations = ['SMS', 'WhatsApp', 'Messenger', 'Telegram', 'Mastodon'];

describe('whoever holds the citizen’s phone', () => {
  it('writes by every app, a picture with it, and is answered there', async () => {
    const screen = await Screen.open(browser, printed.phone, { width: 360, height: 740 });
    const tab = screen.page;
    for (const name of conversations) {
      await openApp(tab, name);
      await attachSample(tab);
      await tab.getByRole('textbox', { name: 'Message' }).fill(`Hello by ${name}`);
      await tab.getByRole('button', { name: 'Send' }).click();
      const bubble = tab.getByRole('log').locator('.mine', { hasText: `Hello by ${name}` });
      await bubble.getByText('delivered').waitFor();
      expect(await bubble.getByRole('img').count()).toBe(1);
    }
    await openApp(tab, 'Mail');
    await tab.getByRole('button', { name: 'Write a mail' }).last().click();
    await tab.getByLabel('Subject').fill('A question');
    await tab.getByLabel('Text').fill('Hello by Mail');
    await attachSample(tab);
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.getByText('Hello by Mail').waitFor();

    for (const name of [...conversations, 'Mail']) await answer(`Hello by ${name}`, `Welcome to ${name}`);
    for (const name of conversations) {
      await openApp(tab, name);
      await tab.getByRole('log').getByText(`Welcome to ${name}`).waitFor();
    }
    await openApp(tab, 'Mail');
    await tab.getByText('Welcome to Mail').first().click();
    await tab.getByRole('button', { name: 'Reply' }).click();
    await tab.getByLabel('Text').fill('Thank you by mail');
    await tab.getByRole('button', { name: 'Send' }).click();
    expect(await answer('Thank you by mail', 'With pleasure')).toMatchObject({ channel: 'email' });

    for (const place of ['', 'help', 'sms', 'whatsapp', 'email', 'email/new']) {
      await tab.goto(`${printed.phone}/#/${place}`);
      expect([place, await screen.overflow(), ...(await screen.faults())]).toEqual([place, 0]);
    }
    expect([...screen.errors, ...screen.strays]).toEqual([]);
    await screen.close();
  });

  it('puts an emoji to an answer, and the agent sees it', async () => {
    const screen = await Screen.open(browser, printed.phone, { colorScheme: 'dark' });
    const tab = screen.page;
    await openApp(tab, 'WhatsApp');
    expect(await screen.faults()).toEqual([]);
    await tab.getByRole('button', { name: 'React' }).last().click();
    await tab.getByRole('group', { name: 'React' }).getByRole('button', { name: '❤️' }).click();
    await tab.getByRole('button', { name: 'React: ❤️' }).waitFor();
    const { items } = await ines.get<Page<CaseSummary>>('/cases?status=any&channel=whatsapp&limit=1');
    await eventually(async () => {
      const { items: entries } = await ines.get<{ items: unknown[] }>(`/cases/${items[0]!.id}/timeline`);
      expect(entries).toContainEqual(
        expect.objectContaining({ activity: expect.objectContaining({ type: 'reaction', emoji: '❤️' }) }),
      );
    });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('finds the real chat on the town’s web site, on another origin, and goes on where a person has been', async () => {
    const screen = await Screen.open(browser, printed.phone);
    const tab = screen.page;
    await openApp(tab, 'Chat');
    const site = tab.frameLocator('iframe');
    await site.getByRole('button').last().click();
    await site.getByRole('textbox').last().fill('Hello by the chat');
    await tab.keyboard.press('Enter');
    await answer('Hello by the chat', 'Welcome to the chat');
    await site.getByText('Welcome to the chat').waitFor();

    await tab.getByLabel('Phone of').selectOption({ label: 'Camille Delorme · +33639981211' });
    await openApp(tab, 'Chat');
    await site.getByRole('button').last().click();
    await site.getByText('allergique').waitFor();
    expect(await site.getByText('Hello by the chat').count()).toBe(0);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('the town', () => {
  it('has a history over all channels, and nothing that went wrong', async () => {
    const { items } = await ines.get<Page<CaseSummary>>('/cases?status=any&q=Ma%C3%ABlle');
    const maelle = items.find(({ channels }) => channels.length > 1)!;
    expect([...maelle.channels].sort()).toEqual(['chat', 'counter', 'email', 'sms', 'whatsapp']);
    const { links } = await ines.get<CaseDetail>(`/cases/${maelle.id}`);
    expect(links.length).toBeGreaterThan(0);
    expect((await ines.get<Page<CaseSummary>>('/cases?status=any&problem=delivery')).items).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('has answered from its templates for three months, and not always as approved', async () => {
    const seenBy = async (who: AgentClient) => {
      const { items } = await who.get<ConsistencyOverview>('/templates/consistency');
      const sum = (key: 'replies' | 'contradicting' | 'incomplete') => items.reduce((all, one) => all + one[key], 0);
      return [sum('replies'), sum('contradicting'), sum('incomplete')];
    };
    const admin = await AgentClient.signIn(printed.ready, { email: administrator, password });
    expect(await seenBy(admin)).toEqual([224, 7, 1]);
    // What was said in sectors of which she is no member, she does not hear of.
    expect(await seenBy(ines)).toEqual([150, 3, 1]);
  });
});
