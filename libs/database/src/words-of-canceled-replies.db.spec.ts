import { randomUUID } from 'node:crypto';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { WordsOfCanceledReplies1796900000420 } from './migrations/1796900000420-words-of-canceled-replies.js';

const caseId = randomUUID();
let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url);
  await database.execute(`insert into team (id, name) values ($1::uuid, 'Mairie')`, [caseId]);
  await database.execute(
    `insert into channel_account (id, kind, name, team_id, config, addresses) values ($1::uuid, 'email', 'Mairie', $1, '{}', '{}')`,
    [caseId],
  );
  await database.execute(
    `insert into cases (id, reference, subject, team_id, last_entry_at, opened_at) values ($1::uuid, 'A-1', '', $1, now(), now())`,
    [caseId],
  );
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

/** A reply in this state, with a file and the words that it is found by. */
async function reply(position: number, state: string): Promise<void> {
  const id = randomUUID();
  await database.execute(
    `insert into timeline_entry (id, case_id, position, kind, direction, at, actor_kind, actor_name, data)
     values ($1, $2, $3, 'message', 'out', now(), 'system', 'Test', '{}')`,
    [id, caseId, position],
  );
  await database.execute(
    `insert into entry_words (entry_id, case_id, team_id, search) values ($1, $2, $2, to_tsvector('guichet', 'écharpe'))`,
    [id, caseId],
  );
  await database.execute(
    `insert into attachment (id, name, type, size, entry_id, case_id, created_at) values (gen_random_uuid(), $3, 'text/plain', 1, $1, $2, '2026-01-01')`,
    [id, caseId, state],
  );
  await database.execute(
    `insert into delivery (entry_id, case_id, channel_account_id, state, due_at, changed_at) values ($1, $2, $2, $3, now(), now())`,
    [id, caseId, state],
  );
}

it('takes the words of replies that were canceled before it, and lets their files be sent again', async () => {
  await reply(1, 'canceled');
  await reply(2, 'sent');
  const runner = database.source.createQueryRunner();
  await new WordsOfCanceledReplies1796900000420().up(runner);
  await runner.release();

  expect(
    await database.query(
      `select d.state from entry_words w join delivery d on d.entry_id = w.entry_id where w.search @@ to_tsquery('guichet', 'écharpe')`,
    ),
  ).toEqual([{ state: 'sent' }]);
  expect(
    await database.query(
      `select name, entry_id is null as "isUpload", case_id is null as "isOfNoCase", created_at > now() - interval '1 hour' as "isFresh"
       from attachment order by name`,
    ),
  ).toEqual([
    { name: 'canceled', isUpload: true, isOfNoCase: true, isFresh: true },
    { name: 'sent', isUpload: false, isOfNoCase: false, isFresh: false },
  ]);
});
