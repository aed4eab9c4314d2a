import type { TemplateSummary, TemplateVersion } from '@guichet/contracts';
import { ADMIN, ApiClient } from '../support/running-product.js';
import { Screen } from '../support/browser-screen.js';
import { TemplateScreens } from '../support/template-screen-steps.js';

const ANA = { email: 'ana@town.test', password: 'another horse battery' };

let desk: TemplateScreens;
let ana: ApiClient;
beforeAll(async () => {
  desk = await TemplateScreens.open();
  await desk.root.patch('/me', { language: 'en' });
  await desk.root.post('/agents', { ...ANA, name: 'Ana', teamIds: [desk.root.session.teams[0]!.id] });
  ana = await ApiClient.signIn(desk.product.url, ANA);
});
afterAll(() => desk?.close());

const content = (full: string, short: string | null = null) => ({ blocks: [{ kind: 'facts', full, short }] });

/** A template of Ana's of which the French text has an error, the English one none: both are drafts. */
async function delayOfWorks(title: string): Promise<TemplateSummary> {
  const french = content('Le chantier finit le 4 mai 2027.', 'Le chantier finit plus tard.');
  const template = await ana.post<TemplateSummary>('/templates', { title, content: french });
  const body = { content: content('The works end on 4 May 2027.'), revision: null };
  await ana.call('PUT', `/templates/${template.id}/drafts/en`, { body });
  return template;
}
const statesOf = async ({ id }: TemplateSummary) => {
  const { items } = await desk.root.get<{ items: TemplateVersion[] }>(`/templates/${id}/versions`);
  const of = (language: string) => items.find((one) => one.language === language)!;
  return { fr: of('fr'), en: of('en') };
};
const signedIn = async (who = ADMIN): Promise<Screen> => {
  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(who);
  return screen;
};

it('of two languages that are approved together, the one with an error is named, led to and sent back', async () => {
  const template = await delayOfWorks('Retard de chantier');
  for (const language of ['en', 'fr']) await ana.post(`/templates/${template.id}/versions/1/submit`, { language });
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates/${template.id}`);
  const languages = page.getByRole('group', { name: 'Language', exact: true });
  await page
    .getByRole('textbox', { name: /Full text of block 1/ })
    .getByText('Le chantier')
    .waitFor();
  await languages.getByRole('button', { name: /^English/ }).click();
  const approveBoth = async () => {
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Approve the version in French, too' }).check();
    await page.getByRole('button', { name: 'Approve both' }).click();
  };
  await approveBoth();
  const refused = page.getByRole('dialog', { name: 'Correct this first' });
  await refused.getByText('The version in French cannot be approved yet.', { exact: false }).waitFor();
  await refused.getByText('The version in English is not approved either', { exact: false }).waitFor();
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await refused.getByRole('button', { name: /does not mention 4 mai 2027/ }).click();
  const short = page.getByRole('textbox', { name: /Short text of block 1/ }).and(page.locator(':focus'));
  await short.getByText('Le chantier finit plus tard.').waitFor();

  await languages.getByRole('button', { name: /^English/ }).click();
  await approveBoth();
  await refused.getByRole('button', { name: 'Send back the version in French' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send back the version in French to its author' });
  const reason = dialog.getByRole('textbox', { name: 'Changes needed' });
  expect(await reason.inputValue()).toContain('does not mention 4 mai 2027');
  await dialog.getByRole('button', { name: 'Send back' }).click();
  await page.getByText('Sent back to its author, in French').waitFor();
  const { fr, en } = await statesOf(template);
  expect([fr.state, fr.remark, en.state]).toEqual(['draft', expect.stringContaining('4 mai 2027'), 'review']);
  expect(screen.errors.filter((error) => !error.includes('409'))).toEqual([]);
  await screen.close();
});

it('of two languages that are approved together, the sentences of the one are compared whose meaning is asked about', async () => {
  const french = content('La piscine ferme le 4 mai 2027.', 'Piscine ouverte le 4 mai 2027.');
  const { id } = await ana.post<TemplateSummary>('/templates', { title: 'Piscine', content: french });
  const body = { content: content('The pool closes on 4 May 2027.'), revision: null };
  await ana.call('PUT', `/templates/${id}/drafts/en`, { body });
  for (const language of ['en', 'fr']) await ana.post(`/templates/${id}/versions/1/submit`, { language });
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates/${id}`);
  await page
    .getByRole('textbox', { name: /Full text of block 1/ })
    .getByText('La piscine')
    .waitFor();
  await page
    .getByRole('group', { name: 'Language', exact: true })
    .getByRole('button', { name: /^English/ })
    .click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Approve the version in French, too' }).check();
  await page.getByRole('button', { name: 'Approve both' }).click();
  const compared = page.getByRole('dialog', { name: 'Compare the two versions' });
  await compared.getByText('La piscine', { exact: false }).waitFor();
  await compared.getByRole('button', { name: 'Send back' }).click();
  await page.getByRole('dialog', { name: 'Send back the version in French to its author' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Approve the version in French, too' }).check();
  await page.getByRole('button', { name: 'Approve both' }).click();
  await compared.getByRole('checkbox').check();
  await compared.getByRole('button', { name: 'Approve with the same meaning' }).click();
  await page.getByText('Both languages are now in use').waitFor();
  expect(screen.errors.filter((error) => !error.includes('409'))).toEqual([]);
  await screen.close();
});

it('of two languages that are submitted together, it is asked about the errors of either, and said whose draft the other is', async () => {
  const template = await delayOfWorks('Fin de chantier');
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates/${template.id}?language=en`);
  await page.getByRole('button', { name: 'Submit for review' }).click();
  const asked = page.getByRole('dialog');
  await asked.getByText('Draft begun by Ana', { exact: false }).waitFor();
  await asked.getByText('The version in French has 1 error.', { exact: false }).waitFor();
  expect(await asked.getByRole('button', { name: 'Submit for review' }).count()).toBe(1);
  await asked.getByRole('checkbox', { name: 'Submit the version in French, too' }).check();
  await page.getByRole('dialog', { name: 'Submit with 1 error?' }).waitFor();
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await asked.getByRole('button', { name: 'Submit anyway' }).click();
  await page.getByText('Both versions submitted for review').waitFor();
  const { fr, en } = await statesOf(template);
  expect([fr.state, en.state, en.sourceNumber]).toEqual(['review', 'review', fr.number]);
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('whoever approves a new translation reads that it takes the place of the outdated one, or that its original has changed', async () => {
  const title = 'Reprise du chantier';
  const template = await ana.post<TemplateSummary>('/templates', { title, content: content('Le chantier reprend.') });
  const path = `/templates/${template.id}`;
  const save = (language: string, full: string) =>
    ana.call('PUT', `${path}/drafts/${language}`, { body: { content: content(full), revision: null } });
  const submit = (language: string, number: number) => ana.post(`${path}/versions/${number}/submit`, { language });
  const use = async (language: string, number: number) => {
    await submit(language, number);
    await desk.root.post(`${path}/versions/${number}/approve`, { language });
  };
  await save('en', 'The works go on.');
  await use('fr', 1);
  await use('en', 1);
  await save('fr', 'Le chantier reprend bientôt.');
  await use('fr', 2);
  await save('en', 'The works go on soon.');
  await submit('en', 2);
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${desk.product.url}${path}?language=en`);
  await page.getByText('This is the new translation', { exact: false }).waitFor();
  expect(await page.getByText('submit the translation again', { exact: false }).count()).toBe(0);
  expect(await screen.faultsInEveryLook()).toEqual([]);

  await save('fr', 'Le chantier reprend enfin.');
  await use('fr', 3);
  await page.reload();
  await page.getByText('The original has changed since this translation was submitted.', { exact: false }).waitFor();
  expect(await page.getByText('submit the translation again', { exact: false }).count()).toBe(0);
  await screen.close();
});

it('whoever approves a change of the original reads before which language goes out of use with it', async () => {
  const french = content('La piscine ferme le 4 mai 2027.');
  const template = await ana.post<TemplateSummary>('/templates', { title: 'Fermeture de la piscine', content: french });
  const path = `/templates/${template.id}`;
  const submit = async (language: string, number: number, full: string) => {
    await ana.call('PUT', `${path}/drafts/${language}`, { body: { content: content(full), revision: null } });
    await ana.post(`${path}/versions/${number}/submit`, { language });
  };
  await ana.post(`${path}/versions/1/submit`, { language: 'fr' });
  await submit('en', 1, 'The pool closes on 4 May 2027.');
  for (const language of ['fr', 'en']) await desk.root.post(`${path}/versions/1/approve`, { language });
  await submit('fr', 2, 'La piscine ferme le 11 mai 2027.');
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${desk.product.url}${path}?language=fr`);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const asked = page.getByRole('dialog', { name: 'Approve this version?' });
  await asked.getByText('The version in English that is in use does not match this text', { exact: false }).waitFor();
  expect(await screen.faultsInEveryLook()).toEqual([]);
  expect((await statesOf(template)).en.state).toBe('approved');
  await asked.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByText('The version in English that was in use is not used any more', { exact: false }).waitFor();
  expect((await statesOf(template)).en.state).toBe('replaced');

  await submit('en', 2, 'The pool closes on 11 May 2027.');
  await desk.root.post(`${path}/versions/2/approve`, { language: 'en' });
  await submit('fr', 3, 'La piscine sera fermée le 11 mai 2027.');
  await page.reload();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByText('French, version 3 is now in use').waitFor();
  expect((await statesOf(template)).en.state).toBe('approved');
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('whoever submits a version with an error by a double click is asked, and led to the error that is named', async () => {
  const french = content('Le marché reprend le 4 mai 2027.', 'Le marché reprend plus tard.');
  const template = await ana.post<TemplateSummary>('/templates', { title: 'Marché', content: french });
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates/${template.id}?language=fr`);
  await page.getByRole('region', { name: 'Before approval' }).getByText('does not mention 4 mai 2027').waitFor();
  await page.getByRole('button', { name: 'Submit for review' }).dblclick();
  const asked = page.getByRole('dialog', { name: 'Submit with 1 error?' });
  const error = asked.getByRole('button', { name: /does not mention 4 mai 2027/ });
  await error.waitFor();
  expect(await screen.faults()).toEqual([]);
  expect((await statesOf(template)).fr.state).toBe('draft');
  await error.click();
  const short = page.getByRole('textbox', { name: /Short text of block 1/ }).and(page.locator(':focus'));
  await short.getByText('Le marché reprend plus tard.').waitFor();
  expect(await asked.count()).toBe(0);
  // A click beside the dialog that is one of its own closes it as before.
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await asked.waitFor();
  await page.mouse.click(5, 5);
  await asked.waitFor({ state: 'detached' });
  expect(screen.errors).toEqual([]);
  await screen.close();
});
