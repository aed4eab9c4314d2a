import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@guichet/access';
import { addNote, caseDetail, search, timeline, undoMove } from '@guichet/cases';
import type { MessageEntry } from '@guichet/contracts';
import { FileBlobStore } from '@guichet/platform';
import { importFromMailbox, type MailboxMessage } from '../../../../../test/support/import-history.js';
import { receive, type Intake } from '../../../../../test/support/receive-messages.js';
import { mail, TestTown, type MessageChanges } from '../../../../../test/support/test-town.js';
import { purgeMessages } from '../../purge-expired-rows.js';

let town: TestTown;
let ana: Principal;
let account: Intake;
let n = 0;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  account = await town.mailbox(team);
});
afterAll(() => town.close());

const detail = (id: string) => caseDetail(town.database, ana, { id });
const messagesOf = async (caseId: string) =>
  (await timeline(town.database, ana, { caseId, query: { limit: 50 } })).items.filter(
    (entry): entry is MessageEntry => entry.kind === 'message',
  );
const said = async (caseId: string) => (await messagesOf(caseId)).map(({ text }) => text);

/** A person whose question, with the answer of the town hall, lies in the mailbox, and who replies to both before they are imported. */
function correspondence() {
  n += 1;
  const address = `person-${n}@citizen.test`;
  const [asked, given] = [`asked-${n}@mail.test`, `given-${n}@mail.test`];
  const write = (body: string, refs: readonly string[], changes: MessageChanges = {}) =>
    mail(address, { body, threadKeys: refs.map((id) => `ref:${id}`), ...changes });
  const question: MailboxMessage = {
    message: write('question', [], { externalId: asked }),
    at: '2024-05-01T08:00:00Z',
  };
  const to = [{ type: 'email' as const, value: address, verified: false }];
  const answer: MailboxMessage = {
    message: mail('mairie@town.test', { body: 'answer', externalId: given, to, threadKeys: [`ref:${asked}`] }),
    at: '2024-05-02T08:00:00Z',
    isSentCopy: true,
  };
  return { address, write, question, answer, asked, given };
}

describe('a reply that comes while the history is still being imported', () => {
  it('has the message that it answers before it, in its own case, which stays open', async () => {
    const { write, question, answer, asked, given } = correspondence();
    const [id] = await receive(town, account, write('reply', [given, asked]));
    const before = await detail(id!);
    await importFromMailbox(town, account, question, answer);

    expect(await said(id!)).toEqual(['question', 'answer', 'reply']);
    const { reference, lastEntryAt, preview } = before;
    expect(await detail(id!)).toMatchObject({ status: 'open', reference, lastEntryAt, preview, unread: true });
  });

  it('gets the whole history, whichever of its messages is imported first', async () => {
    const { write, question, answer, given } = correspondence();
    const [id] = await receive(town, account, write('reply', [given]));
    const [old] = await importFromMailbox(town, account, question);
    expect(old).not.toBe(id);
    await importFromMailbox(town, account, answer);

    expect(await said(id!)).toEqual(['question', 'answer', 'reply']);
    expect(await detail(old!)).toMatchObject({ status: 'closed', mergedInto: expect.objectContaining({ caseId: id }) });
    const { moves } = await detail(id!);
    await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
      undoMove(tx, ana, { caseId: id!, moveId: moves[0]!.id }),
    );
    expect([await said(id!), await said(old!)]).toEqual([['reply'], ['question', 'answer']]);
    expect([(await detail(id!)).status, (await detail(old!)).status]).toEqual(['open', 'closed']);
  });

  it('makes one case with other replies and all that they reply to', async () => {
    const { write, question, answer, asked, given } = correspondence();
    const [one] = await receive(town, account, write('one', [given]));
    const [other] = await receive(town, account, write('other', [asked]));
    expect(other).not.toBe(one);
    await importFromMailbox(town, account, question, answer);
    const [id] = await receive(town, account, write('last', [given]));
    expect(await said(id!)).toEqual(['question', 'answer', 'one', 'other', 'last']);
    expect((await detail(id!)).status).toBe('open');
  });

  it('waits for more than a week where the mailbox is large', async () => {
    const { write, question, answer, given } = correspondence();
    const [id] = await receive(town, account, write('reply', [given]));
    const purgedAfter = async (days: number) => {
      const clock = town.database.clock;
      town.database.clock = () => new Date(Date.now() + days * 86_400_000);
      await purgeMessages(town.database, new FileBlobStore(join(tmpdir(), 'guichet-no-files')), {
        kind: 'system',
        name: 'Purge',
      });
      town.database.clock = clock;
      const rows = await town.database.query(`select 1 from awaited_message where external_id = $1`, [
        answer.message.externalId,
      ]);
      return rows.length === 0;
    };
    const isDone = (done: boolean) =>
      town.database.execute(
        `insert into channel_cursor (channel_account_id, cursor) values ($1, jsonb_build_object('history', jsonb_build_object('isDone', $2::boolean)))
         on conflict (channel_account_id) do update set cursor = excluded.cursor`,
        [account.id, done],
      );
    await isDone(false);
    expect(await purgedAfter(20)).toBe(false);
    await importFromMailbox(town, account, question, answer);
    expect(await said(id!)).toEqual(['question', 'answer', 'reply']);
    await isDone(true);
    expect(await purgedAfter(8)).toBe(true);
  });

  it('is left to agents where one of them has touched it, with a suggestion', async () => {
    const { write, question, answer, given } = correspondence();
    const [id] = await receive(town, account, write('reply', [given]));
    await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
      addNote(tx, ana, { caseId: id!, note: { text: 'mine', mentions: [] } }),
    );
    const [old] = await importFromMailbox(town, account, question, answer);
    await importFromMailbox(town, account, question, answer);
    expect(old).not.toBe(id);
    expect(await said(id!)).toEqual(['reply']);
    expect((await detail(id!)).links).toEqual([
      expect.objectContaining({ caseId: old, state: 'suggested', reason: 'one-correspondence' }),
    ]);
  });

  // Threats: A007.
  it('gives nothing to somebody who only knows the Message-ID', async () => {
    const { question, answer, asked, given } = correspondence();
    const [foreign] = await receive(
      town,
      account,
      mail('mallory@citizen.test', { body: 'mine', threadKeys: [`ref:${given}`, `ref:${asked}`] }),
    );
    const [old] = await importFromMailbox(town, account, question, answer);
    expect([await said(foreign!), await said(old!)]).toEqual([['mine'], ['question', 'answer']]);
    expect((await detail(foreign!)).links).toEqual([]);
  });
});

describe('what an old mailbox holds', () => {
  it('stands before what is new, in a case at work and in what is found, and nobody has to read it', async () => {
    const { address, write, question, asked } = correspondence();
    const [id] = await receive(town, account, write('nouveau trampoline', [], { externalId: `new-${asked}` }));
    await importFromMailbox(
      town,
      account,
      { ...question, message: write('vieux trampoline', [`new-${asked}`], { externalId: asked }) },
      { message: mail(`other-${address}`, { body: 'ancien trampoline' }), at: '2023-01-01T08:00:00Z' },
    );
    expect(await said(id!)).toEqual(['vieux trampoline', 'nouveau trampoline']);
    const { hits } = await search(town.database, ana, { q: 'trampoline', limit: 10 });
    expect(hits.map(({ snippet }) => snippet.map(({ text }) => text).join(''))).toEqual([
      expect.stringContaining('nouveau trampoline'),
      expect.stringContaining('ancien trampoline'),
    ]);
  });
});
