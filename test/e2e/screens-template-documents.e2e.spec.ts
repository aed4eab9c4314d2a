import type { TemplateSummary, TemplateVersion } from '@guichet/contracts';
import { TemplateScreens, insert, reply, strip } from '../support/template-screen-steps.js';
import { eventually } from '../support/eventually.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

const TITLE = 'Votre attestation';
const FULL = 'Vous trouverez ci-joint votre attestation.';

/** Writes a template in French, and leaves its draft open. */
const draft = (): Promise<TemplateSummary> =>
  desk.root.post<TemplateSummary>('/templates', {
    title: TITLE,
    content: { blocks: [{ kind: 'facts', full: FULL }] },
  });
const approve = async ({ id }: TemplateSummary): Promise<void> => {
  const [version] = (await desk.root.get<{ items: TemplateVersion[] }>(`/templates/${id}/versions`)).items;
  const { number, language } = version!;
  await desk.root.post(`/templates/${id}/versions/${number}/submit`, { language });
  await desk.root.post(`/templates/${id}/versions/${number}/approve`, { language });
};

it('a template that speaks of a document is marked so, and no reply from it leaves without one', async () => {
  const template = await draft();
  const asked = await desk.receiveMail('Zoé Martin <zoe@citizen.test>', 'Mon attestation');
  const screen = await desk.openCase(asked);
  const { page } = screen;
  await screen.visit(`/templates/${template.id}`);
  await page.getByText('“ci-joint” announces a document.', { exact: false }).waitFor({ state: 'attached' });
  await page.locator('summary', { hasText: 'Attachments' }).click();
  await page.getByText('The text announces a document (“ci-joint”).').waitFor();
  expect(await screen.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Cannot be sent without a document' }).click();
  await page.getByText('document required').waitFor();
  await page.getByText('Saved', { exact: true }).waitFor();
  await approve(template);

  await screen.visit(`/inbox/all/${asked.id}`);
  await page.getByRole('feed').getByText('que dois-je faire').first().waitFor();
  await insert(page, TITLE);
  await strip(page).getByText('This template announces a document.', { exact: false }).waitFor();
  expect(await page.getByRole('button', { name: 'Document to attach' }).isDisabled()).toBe(true);
  expect(await screen.faults()).toEqual([]);
  await reply(page).press('ControlOrMeta+Enter');
  const [none] = await Promise.all([
    desk.repliesOf(asked),
    page.getByRole('button', { name: 'Document to attach' }).waitFor(),
  ]);
  expect(none).toEqual([]);
  // The server refuses it as well, whoever asks.
  const untouched = { templateId: template.id, language: 'fr', text: FULL };
  await expect(desk.root.post(`/cases/${asked.id}/messages`, untouched)).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining('document-needed') as string,
  });

  const file = { name: 'attestation.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByRole('button', { name: 'Send by email' }).click();
  await page.getByText(/Will be sent in \d+ seconds/).waitFor();
  await eventually(async () =>
    expect(await desk.repliesOf(asked)).toMatchObject([{ attachments: [{ name: file.name }] }]),
  );
  expect(screen.errors).toEqual([]);
  await screen.close();
});
