import { randomUUID } from 'node:crypto';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { FilesByTeam1796900000160 } from './migrations/1796900000160-files-by-team.js';

const migration = new FilesByTeam1796900000160();
const [parks, roads] = [randomUUID(), randomUUID()];

let home: TestDatabase;
let database: Database;

beforeEach(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url);
  for (const teamId of [parks, roads]) {
    await database.source.query(`insert into team (id, name) values ($1::uuid, $1::text)`, [teamId]);
    await database.source.query(
      `insert into cases (id, reference, subject, team_id, last_entry_at, opened_at) values ($1::uuid, $1::text, '', $1::uuid, now(), now())`,
      [teamId],
    );
  }
});
afterEach(async () => {
  await database.close();
  await home.drop();
});

async function migrated(direction: 'up' | 'down'): Promise<void> {
  const runner = database.source.createQueryRunner();
  await runner.startTransaction();
  await migration[direction](runner);
  await runner.commitTransaction();
  await runner.release();
}

/** Writes the text of a new file of the case that has the id of its team. */
const write = (teamId: string, text: string) =>
  database.execute(
    `with made as (insert into attachment (id, name, type, size, case_id) values (uuidv7(), 'a.pdf', 'application/pdf', 1, $1) returning id)
     insert into attachment_text (attachment_id, state, text, search) select id, 'read', $2::text, to_tsvector('guichet', $2::text) from made`,
    [teamId, text],
  );

/** In whose cases a word is found, by the files of one team or of all. */
const teamsWith = async (word: string, teams: string[] | null = null) =>
  (
    await database.query<{ caseId: string }>(
      `select case_id as "caseId" from files_held(to_tsquery('guichet', $1), null, $2::uuid[], 9)`,
      [word, teams],
    )
  ).map(({ caseId }) => caseId);
const formerly = (word: string) => database.query(`select * from files_with(to_tsquery('guichet', $1), 9)`, [word]);

describe('the texts of files, written anew with the team of their case', () => {
  it('are found as before and by their team alone, and as before when that is taken back', async () => {
    await write(parks, 'tilleul');
    await migrated('down');
    await write(roads, 'trottoir');
    await write(parks, 'tilleul');
    expect([await formerly('tilleul'), await formerly('trottoir')].map((found) => found.length)).toEqual([2, 1]);

    await migrated('up');

    expect([await teamsWith('tilleul'), await teamsWith('trottoir')]).toEqual([[parks, parks], [roads]]);
    expect([await teamsWith('tilleul', [parks]), await teamsWith('tilleul', [roads])]).toEqual([[parks, parks], []]);
    expect(await teamsWith('trottoir', [parks, roads])).toEqual([roads]);
  });

  it('keep their key, what they refer to and the grants that others gave', async () => {
    const role = `reports_${randomUUID().replaceAll('-', '')}`;
    const shape = async () => ({
      columns: await database.query(
        `select attname, attnotnull from pg_attribute where attrelid = 'attachment_text'::regclass and attnum > 0 and not attisdropped order by 1`,
      ),
      indexes: await database.query(`select indexdef from pg_indexes where tablename = 'attachment_text' order by 1`),
      constraints: await database.query(
        `select pg_get_constraintdef(oid) as is from pg_constraint where conrelid = 'attachment_text'::regclass order by 1`,
      ),
      triggers: await database.query(`select tgname from pg_trigger where tgname like 'file_words_%' order by 1`),
      isGranted: await database.query(`select has_table_privilege($1, 'attachment_text', 'select')`, [role]),
    });
    await database.execute(`create role ${role}`);
    try {
      await database.execute(`grant select on attachment_text to ${role}`);
      const before = await shape();
      await migrated('down');
      expect(await shape()).toMatchObject({
        triggers: [],
        constraints: before.constraints,
        isGranted: before.isGranted,
      });
      await migrated('up');
      expect(await shape()).toEqual(before);
    } finally {
      await database.execute(`drop owned by ${role}`);
      await database.execute(`drop role ${role}`);
    }
  });
});
