import type { CaseDetail, CaseType, Organisation, Team, TemplateSummary } from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { ADMIN } from '../support/running-product.js';
import { RunningTown } from '../support/running-town.js';

let browser: Browser;
let town: RunningTown;
let screen: Screen;
let hostile: { caseId: string; chatCaseId: string; teamId: string; templateId: string };

/** A name that would make an element and run a script wherever it is not escaped. */
const named = (what: string) => `${what} <b id=xss>x</b><img src=x onerror=top.hacked=1>`;

beforeAll(async () => {
  [browser, town] = await Promise.all([launchChromium(), RunningTown.open()]);
  const { client } = town.desk;
  const organisation = await client.get<Organisation>('/organisation');
  await client.call('PUT', '/organisation', { body: { ...organisation, name: named('Town') } });
  const team = await client.post<Team>('/teams', { name: named('Team') });
  await client.patch(`/agents/${client.session.agent.id}`, {
    name: named('Agent'),
    teamIds: [team.id, ...client.session.teams.map(({ id }) => id)],
  });
  const { id: caseTypeId } = await client.post<CaseType>('/case-types', { name: named('Type').slice(0, 80) });
  const template = await client.post<TemplateSummary>('/templates', { title: named('Template') });
  const opened = await client.post<CaseDetail>('/cases', {
    subject: named('Subject'),
    citizenName: named('Citizen'),
    address: 'eve@citizen.test',
    teamId: team.id,
    caseTypeId,
  });
  await client.patch(`/cases/${opened.id}`, { tags: ['<b id=xss>tag</b>'] });
  await client.post(`/cases/${opened.id}/notes`, { text: named('Note') });

  const visitor = await town.enter(await town.openChat());
  await visitor.say(named('Words'), { profile: { name: named('Visitor').slice(0, 100) } });
  visitor.leave();
  const chat = await town.caseOf('Words');
  hostile = { caseId: opened.id, chatCaseId: chat.id, teamId: team.id, templateId: template.id };

  screen = await Screen.open(browser, town.product.url);
  await screen.signIn(ADMIN);
});
afterAll(async () => {
  await browser?.close();
  await town?.close();
});

describe('a name with markup in it', () => {
  // Threats: A058, A069, H10, W13. Each path comes with the names that must be read there, so that no page is empty.
  it.each<[string, () => string, string[]]>([
    ['the inbox', () => '/inbox/all', ['Subject', 'Citizen', 'Team']],
    ['a case', () => `/inbox/all/${hostile.caseId}`, ['Subject', 'Citizen', 'Note']],
    ['a chat', () => `/inbox/all/${hostile.chatCaseId}`, ['Visitor', 'Words']],
    ['the search', () => '/search?q=Subject', ['Subject']],
    ['the agents', () => '/settings/agents', ['Agent']],
    ['the teams', () => '/settings/teams', ['Team']],
    ['a team', () => `/settings/teams/${hostile.teamId}`, ['Team']],
    ['the case types', () => '/settings/case-types', []],
    ['the routing rules', () => '/settings/routing', []],
    ['the organisation', () => '/settings/organisation', []],
    ['the templates', () => '/templates', ['Template']],
    ['a template', () => `/templates/${hostile.templateId}`, ['Template']],
    ['the dashboards', () => '/dashboards', ['Team']],
    ['the history', () => '/dashboards/history', []],
    ['the wallboard', () => '/dashboards/wallboard', ['Team']],
  ])('is read as it stands on the screen of %s', async (_, path, names) => {
    const { page } = screen;
    await page.goto(town.product.url + path());
    for (const name of names) await page.getByText(`${name} <b id=xss>`).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('[window.hacked, document.querySelectorAll("#xss").length]')).toEqual([undefined, 0]);
    expect(screen.strays).toEqual([]);
  });

  // Threats: A053.
  it('leads nobody away who signs in by an address that somebody else has made', async () => {
    for (const to of ['//evil.test/', 'https://evil.test/', '/\\evil.test/', 'javascript:top.hacked=1']) {
      const fresh = await Screen.open(browser, town.product.url);
      await fresh.page.goto(`${town.product.url}/sign-in?to=${encodeURIComponent(to)}`);
      await fresh.page.getByLabel('Email address').fill(ADMIN.email);
      await fresh.page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
      await fresh.page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await fresh.page.getByRole('navigation', { name: 'Main' }).waitFor();
      expect([new URL(fresh.page.url()).origin, fresh.strays]).toEqual([town.product.url, []]);
      await fresh.close();
    }
  });
});
