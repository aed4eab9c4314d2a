import { randomUUID } from 'node:crypto';
import { eventually } from '../../../test/support/eventually.js';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { WordsByTeam1796900000120 } from './migrations/1796900000120-words-by-team.js';

const migration = new WordsByTeam1796900000120();
const [parks, roads] = [randomUUID(), randomUUID()];

let home: TestDatabase;
let database: Database;
/** A case of each team, by the team. */
let cases: Record<string, string>;

beforeEach(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url);
  cases = { [parks]: randomUUID(), [roads]: randomUUID() };
  for (const [teamId, caseId] of Object.entries(cases)) {
    await database.source.query(`insert into team (id, name) values ($1::uuid, $1::text)`, [teamId]);
    await database.source.query(
      `insert into cases (id, reference, subject, team_id, last_entry_at, opened_at) values ($1::uuid, $1::text, '', $2, now(), now())`,
      [caseId, teamId],
    );
  }
});
afterEach(async () => {
  await database.close();
  await home.drop();
});

/** As the product does, in a transaction that waits so long for a lock. */
async function migrated(direction: 'up' | 'down', lockTimeout = '40s'): Promise<void> {
  const runner = database.source.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`set local lock_timeout = '${lockTimeout}'`);
    await migration[direction](runner);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

/** Begins a transaction that writes the words of a new entry in the case of a team, with the columns that the table has. */
async function writing(teamId: string, word: string) {
  const [entry] = await database.source.query<{ id: string }[]>(
    `insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_name, data)
     select uuidv7(), $1, (select count(*) from timeline_entry) + 1, 'note', now(), 'system', 'Test', '{}' returning id`,
    [cases[teamId]],
  );
  const [hasTeam] = await database.query(
    `select 1 from pg_attribute where attrelid = 'entry_words'::regclass and attname = 'team_id'`,
  );
  const writer = database.source.createQueryRunner();
  await writer.startTransaction();
  await writer.query(
    `insert into entry_words (entry_id, case_id, search ${hasTeam ? ', team_id' : ''})
     values ($1, $2, to_tsvector('guichet', $3) ${hasTeam ? ', $4' : ''})`,
    [entry!.id, cases[teamId], word, ...(hasTeam ? [teamId] : [])],
  );
  return async () => {
    await writer.commitTransaction();
    await writer.release();
  };
}
const written = async (teamId: string, word: string) => (await writing(teamId, word))();

/** In whose cases a word is found, and which team stands with it. */
const teamsWith = async (word: string, lookup = `entries_held(to_tsquery('guichet', $1), null, null, 9)`) =>
  (
    await database.query<{ teamId: string }>(
      `select c.team_id as "teamId" from ${lookup} h join cases c on c.id = h.case_id`,
      [word],
    )
  ).map(({ teamId }) => teamId);
const FORMER = `entries_with(to_tsquery('guichet', $1), 9)`;
const hinted = async (word: string, teamId: string) =>
  (
    await database.query(`select 1 from entries_held(to_tsquery('guichet', $1), null, array[$2::uuid], 9)`, [
      ...[word, teamId],
    ])
  ).length;

describe('the words of entries, written anew with the team of their case', () => {
  it('are found as before and by their team alone, follow it, and are found as before when that is taken back', async () => {
    await written(parks, 'tilleul');
    await migrated('down');
    await written(roads, 'trottoir');
    expect([await teamsWith('tilleul', FORMER), await teamsWith('trottoir', FORMER)]).toEqual([[parks], [roads]]);

    await migrated('up');

    expect([await teamsWith('tilleul'), await teamsWith('trottoir')]).toEqual([[parks], [roads]]);
    expect([await hinted('tilleul', parks), await hinted('tilleul', roads), await hinted('trottoir', roads)]).toEqual([
      ...[1, 0, 1],
    ]);
    await database.source.query(`update cases set team_id = $1 where id = $2`, [roads, cases[parks]]);
    expect(await hinted('tilleul', roads)).toBe(1);
  });

  it('are in a table that has its key, its columns, its index and the grants that others gave', async () => {
    const role = `reports_${randomUUID().replaceAll('-', '')}`;
    const shape = async () => ({
      columns: await database.query(
        `select attname, attnotnull from pg_attribute where attrelid = 'entry_words'::regclass and attnum > 0 and not attisdropped order by 1`,
      ),
      indexes: await database.query(`select indexdef from pg_indexes where tablename = 'entry_words' order by 1`),
      triggers: await database.query(`select tgname from pg_trigger where tgname = 'words_follow_team'`),
      grants: await database.query(`select has_table_privilege($1, 'entry_words', 'select') as "isGranted"`, [role]),
    });
    await database.execute(`create role ${role}`);
    try {
      await database.execute(`grant select on entry_words to ${role}`);
      const before = await shape();
      await migrated('down');
      expect(await shape()).toMatchObject({ triggers: [], grants: [{ isGranted: true }] });
      await migrated('up');
      expect(await shape()).toEqual(before);
    } finally {
      await database.execute(`drop owned by ${role}`);
      await database.execute(`drop role ${role}`);
    }
  });

  it.each(['up', 'down'] as const)('wait (%s) for who writes some, and lose none of theirs', async (direction) => {
    if (direction === 'up') await migrated('down');
    const commit = await writing(parks, 'tilleul');

    const migrating = migrated(direction);
    await eventually(async () => {
      const waiting = await database.query(
        `select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`,
      );
      expect(waiting).toHaveLength(1);
    });
    await commit();
    await migrating;

    expect(await teamsWith('tilleul', direction === 'up' ? undefined : FORMER)).toEqual([parks]);
  });

  it.each(['up', 'down'] as const)('are not copied (%s) while others write some', async (direction) => {
    if (direction === 'up') await migrated('down');
    const commit = await writing(parks, 'tilleul');
    await database.execute(`create sequence copied`);
    // A sequence keeps what a transaction that is rolled back has counted.
    await database.execute(
      `create function note() returns event_trigger language plpgsql as $$begin perform nextval('copied'); end$$`,
    );
    await database.execute(
      `create event trigger note on ddl_command_start when tag in ('CREATE TABLE AS') execute function note()`,
    );

    await expect(migrated(direction, '1ms')).rejects.toMatchObject({ code: '55P03' });

    await commit();
    expect(await database.query(`select is_called as "isCalled" from copied`)).toEqual([{ isCalled: false }]);
  });
});
