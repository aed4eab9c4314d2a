import { fileLink, replyLink } from '@guichet/messages';
import { newId } from '@guichet/platform';
import { openCase } from '../../../test/support/open-case.js';
import { Outbox } from '../../../test/support/delivery-outbox.js';
import { findLinkedFile, findLinkedReply } from './linked-replies-and-files.queries.js';

let outbox: Outbox;

beforeAll(async () => {
  outbox = await Outbox.open();
});
afterAll(() => outbox?.close());

it.each(['to-print', 'handed-over'])('the page to which a letter links is there while that is %s', async (state) => {
  const { town, ana } = outbox;
  const caseId = await openCase(town, ana, 'Recours');
  const channelAccountId = await outbox.connect('post', { provider: 'print' });
  const to = 'Zoé Martin\n14 rue des Glycines\n21000 DIJON';
  const entryId = await outbox.answer(caseId, { channelAccountId, to, text: 'Voir la page.' });
  const id = newId();
  await town.database.execute(
    `insert into reply_page (id, entry_id, language, subject, html, at) values ($1, $2, 'fr', 'Recours', '<p>Oui.</p>', $3)`,
    [id, entryId, town.database.now],
  );
  const token = replyLink(town.keyring, 'https://x.example', id).split('/').at(-1)!;
  const page = () => findLinkedReply(town.database, town.keyring, token);
  await expect(page()).rejects.toMatchObject({ code: 'not-found' });
  await town.database.execute(`update delivery set state = $2 where entry_id = $1`, [entryId, state]);
  expect(await page()).toMatchObject({ subject: 'Recours', html: '<p>Oui.</p>' });
});

it('a page has the files that its reply was sent with, for as long as it is there itself', async () => {
  const { town, ana } = outbox;
  const caseId = await openCase(town, ana, 'Mes données');
  const channelAccountId = await outbox.connect('post', { provider: 'print' });
  const entryId = await outbox.answer(caseId, { channelAccountId, to: 'Zoé Martin\n21000 DIJON', text: 'Voir.' });
  const id = newId();
  const { database, keyring } = town;
  await database.execute(
    `insert into reply_page (id, entry_id, language, subject, html, at) values ($1, $2, 'fr', 'Données', '<p>Oui.</p>', $3)`,
    [id, entryId, database.now],
  );
  await database.execute(`update delivery set state = 'sent', sent_at = $2 where entry_id = $1`, [
    entryId,
    database.now,
  ]);
  const added = await database.execute<{ id: string; name: string }>(
    `insert into attachment (id, digest, name, type, size, entry_id, case_id, inline, state)
     select gen_random_uuid(), 'd', f.name, 'application/pdf', 187, $1, $2, f.inline, f.state
     from (values ('copie.pdf', false, 'ready'), ('logo.png', true, 'ready'), ('virus.pdf', false, 'lost')) f(name, inline, state)
     returning id, name`,
    [entryId, caseId],
  );
  const token = replyLink(keyring, 'https://x.example', id).split('/').at(-1)!;
  const { files, sentAt } = await findLinkedReply(database, keyring, token);
  const copy = added.find(({ name }) => name === 'copie.pdf')!.id;
  expect(files).toEqual([{ id: copy, name: 'copie.pdf', size: 187 }]);

  const link = fileLink({ keyring, publicUrl: 'https://x.example' }, copy, sentAt).split('/').at(-1)!;
  expect(await findLinkedFile(database, keyring, link)).toMatchObject({ name: 'copie.pdf' });
  outbox.pass(32 * 86_400);
  await expect(findLinkedReply(database, keyring, token)).rejects.toMatchObject({ code: 'not-found' });
  await expect(findLinkedFile(database, keyring, link)).rejects.toMatchObject({ code: 'not-found' });
});
