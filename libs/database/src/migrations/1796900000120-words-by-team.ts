import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which 4.7 hours an id was made, by the first of its bytes, which are a time. */
const SPAN = `get_byte(uuid_send($1), 0) * 65536 + get_byte(uuid_send($1), 1) * 256 + get_byte(uuid_send($1), 2)`;
/** A number above those of all spans, by the last bytes of an id, which are drawn. That two teams may have the same costs time and shows nothing. */
const teamOf = (id: string): string =>
  `1073741824 + (get_byte(uuid_send(${id}), 12) & 63) * 16777216 + get_byte(uuid_send(${id}), 13) * 65536
   + get_byte(uuid_send(${id}), 14) * 256 + get_byte(uuid_send(${id}), 15)`;

/** Finds rows by an index alone, by those of the conditions that are given; no statistics would tell that this is quicker. */
const ENTRIES_HELD = `create function entries_held(words tsquery, spans integer[], teams uuid[], most integer)
  returns table (entry_id uuid, case_id uuid) language plpgsql stable parallel safe set enable_seqscan = off set enable_indexscan = off as $$
  begin
    return query execute 'select w.entry_id, w.case_id from entry_words w where w.search @@ $1'
      || case when spans is null then '' else ' and spans_and_team_of(w.entry_id, w.team_id) && $2' end
      || case when teams is null then '' else ' and spans_and_team_of(w.entry_id, w.team_id) && $3' end || ' limit $4'
      using words, spans, array(select key_of_team(t.id) from unnest(teams) t(id)), most;
  end $$`;

/** Words that were written in the statement that moves their case have its team already. */
const FOLLOW = `create function words_follow_team() returns trigger language plpgsql as $$
  begin
    update entry_words w set team_id = new.team_id from timeline_entry e
      where e.case_id = new.id and w.entry_id = e.id and w.team_id <> new.team_id;
    return null;
  end $$`;

const WITHOUT_SCAN = 'set enable_seqscan = off set enable_indexscan = off';
/** As it was before. */
const FORMER_LOOKUPS = [
  `create function entries_with(tsquery, integer) returns table (entry_id uuid, case_id uuid) language sql stable parallel safe
     ${WITHOUT_SCAN} as 'select entry_id, case_id from entry_words where search @@ $1 limit $2'`,
  `create function entries_within(tsquery, integer[], integer) returns table (entry_id uuid, case_id uuid) language sql stable parallel safe
     ${WITHOUT_SCAN} as 'select entry_id, case_id from entry_words where search @@ $1 and spans_of(entry_id) && $2 limit $3'`,
];

/**
 * An agent sees the cases of few teams. Beside its words, the index of entries holds the team of the case of each, so that what an agent
 * may not see is left out before it is read: else nineteen of twenty entries were read, each on a page of its own, for an agent of two
 * teams of forty. Whether a case may be seen is asked of the case all the same. The words of a case follow it to another team.
 */
export class WordsByTeam1796900000120 implements MigrationInterface {
  name = 'WordsByTeam1796900000120';

  async up(runner: QueryRunner): Promise<void> {
    await lock(runner);
    await runner.query(`drop function entries_with(tsquery, integer), entries_within(tsquery, integer[], integer)`);
    // Whether words have a case is not asked elsewhere; without one, nobody finds them.
    await rewrite(
      runner,
      `select w.entry_id, w.case_id, c.team_id, w.search from entry_words w
       cross join lateral (select c.team_id from cases c where c.id = w.case_id offset 0) c`,
    );
    await runner.query(`alter table entry_words alter column team_id set not null`);
    await runner.query(
      `create function key_of_team(uuid) returns integer language sql immutable strict parallel safe as 'select ${teamOf('$1')}'`,
    );
    await runner.query(
      `create function spans_and_team_of(entry_id uuid, team_id uuid) returns integer[] language sql immutable strict parallel safe
         as 'select array[${SPAN}, -((${SPAN}) / 64), ${teamOf('$2')}]'`,
    );
    await runner.query(
      `create index entry_words_search on entry_words using gin (search, spans_and_team_of(entry_id, team_id))`,
    );
    await runner.query(`analyze entry_words`);
    await runner.query(ENTRIES_HELD);
    await runner.query(FOLLOW);
    await runner.query(
      `create trigger words_follow_team after update of team_id on cases for each row when (old.team_id <> new.team_id)
         execute function words_follow_team()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await lock(runner);
    await runner.query(`drop trigger words_follow_team on cases`);
    await runner.query(`drop function words_follow_team()`);
    await runner.query(`drop function entries_held(tsquery, integer[], uuid[], integer)`);
    await rewrite(runner, `select entry_id, case_id, search from entry_words`);
    await runner.query(`drop function spans_and_team_of(uuid, uuid)`);
    await runner.query(`drop function key_of_team(uuid)`);
    await runner.query(`create index entry_words_search on entry_words using gin (search, spans_of(entry_id))`);
    await runner.query(`analyze entry_words`);
    for (const lookup of FORMER_LOOKUPS) await runner.query(lookup);
  }
}

/**
 * Keeps everybody else off both tables before anything is copied: what an older process wrote into the former words meanwhile would be lost,
 * and so would a change of team. Where somebody uses one of them for long, it is now that the migration gives up.
 */
const lock = (runner: QueryRunner): Promise<unknown> =>
  runner.query(`lock table cases, entry_words in access exclusive mode`);

/**
 * Writes the words of all entries anew, without their index, in the order in which they are: an update would leave as much dead space as
 * there are words. Whoever may read or write the table may do so afterwards.
 */
async function rewrite(runner: QueryRunner, words: string): Promise<void> {
  const grants = (await runner.query(GRANTS)) as { statement: string }[];
  await runner.query(`create table rewritten_words as ${words}`);
  await runner.query(`drop table entry_words`);
  await runner.query(`alter table rewritten_words rename to entry_words`);
  await runner.query(
    `alter table entry_words alter column case_id set not null, alter column search set not null, add primary key (entry_id)`,
  );
  for (const { statement } of grants) await runner.query(statement);
}

/** Grants on the table as such; those of the owner are there in any new table. */
const GRANTS = `select format('grant %s on entry_words to %s', a.privilege_type, case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
    || case when a.is_grantable then ' with grant option' else '' end as statement
  from pg_class t cross join aclexplode(t.relacl) a where t.oid = 'entry_words'::regclass and a.grantee <> t.relowner`;
