import { replyLink } from '@guichet/messages';
import { newId } from '@guichet/platform';
import { openCase } from '../../../test/support/open-case.js';
import { Outbox } from '../../../test/support/delivery-outbox.js';
import { findLinkedReply } from './linked-replies-and-files.queries.js';

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
