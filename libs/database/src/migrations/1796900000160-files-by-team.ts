import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which 4.7 hours an id was made, by the first of its bytes, which are a time. */
const SPAN = `get_byte(uuid_send($1), 0) * 65536 + get_byte(uuid_send($1), 1) * 256 + get_byte(uuid_send($1), 2)`;
/** As `key_of_team`, which the function of an index may not call: indexes are built where no function of ours is found by its name. */
const TEAM = `1073741824 + (get_byte(uuid_send($2), 12) & 63) * 16777216 + get_byte(uuid_send($2), 13) * 65536
   + get_byte(uuid_send($2), 14) * 256 + get_byte(uuid_send($2), 15)`;

/**
 * SQL: finds rows by an index alone, by those of the conditions that are given; no statistics would tell that this is quicker, nor how few
 * they are. The teams stand first, as the index asks in this order: every row is in its span, so that to ask for that takes longest.
 */
const byIndex = (
  columns: string,
  table: string,
  keys: string,
): string => `language plpgsql stable parallel safe rows 100
  set enable_seqscan = off set enable_indexscan = off as $$
  begin
    return query execute 'select ${columns} from ${table} w where w.search @@ $1'
      || case when teams is null then '' else ' and ${keys} && $3' end
      || case when spans is null then '' else ' and ${keys} && $2' end || ' limit $4'
      using words, spans, array(select key_of_team(t.id) from unnest(teams) t(id)), most;
  end $$`;
const ENTRY_KEYS = 'spans_and_team_of(w.entry_id, w.team_id)';
const FILE_KEYS = 'spans_and_team_of_file(w.attachment_id, w.team_id)';
const ASKED = '(words tsquery, spans integer[], teams uuid[], most integer)';
/**
 * Each without its words and with them: few rows come with them, so that each is read once for being found and for being ranked; those of
 * hundreds of thousands would go through files.
 */
const HELD = [
  `create function files_held${ASKED} returns table (attachment_id uuid, case_id uuid)
     ${byIndex('w.attachment_id, w.case_id', 'attachment_text', FILE_KEYS)}`,
  `create function files_held_with_words${ASKED} returns table (attachment_id uuid, case_id uuid, search tsvector)
     ${byIndex('w.attachment_id, w.case_id, w.search', 'attachment_text', FILE_KEYS)}`,
  `create or replace function entries_held${ASKED} returns table (entry_id uuid, case_id uuid)
     ${byIndex('w.entry_id, w.case_id', 'entry_words', ENTRY_KEYS)}`,
  `create function entries_held_with_words${ASKED} returns table (entry_id uuid, case_id uuid, search tsvector)
     ${byIndex('w.entry_id, w.case_id, w.search', 'entry_words', ENTRY_KEYS)}`,
];
const WITHOUT_SCAN = 'set enable_seqscan = off set enable_indexscan = off';
const FORMER_FILES = [
  `create function files_with(tsquery, integer) returns table (attachment_id uuid) language sql stable parallel safe
     ${WITHOUT_SCAN} as 'select attachment_id from attachment_text where search @@ $1 limit $2'`,
  `create function files_within(tsquery, integer[], integer) returns table (attachment_id uuid) language sql stable parallel safe
     ${WITHOUT_SCAN} as 'select attachment_id from attachment_text where search @@ $1 and spans_of(attachment_id) && $2 limit $3'`,
];

const OF_FILE = `create function case_and_team_of_file(file uuid, out case_id uuid, out team_id uuid) language sql stable as
  'select c.id, c.team_id from attachment a join cases c on c.id = a.case_id where a.id = $1'`;
/** Whoever writes the text of a file need not know of its case. */
const BEGIN = `create function file_words_have_team() returns trigger language plpgsql as $$
  begin
    select f.case_id, f.team_id into new.case_id, new.team_id from case_and_team_of_file(new.attachment_id) f;
    return new;
  end $$`;
/** A file goes to another case with its entry, and to another team with its case. */
const FOLLOW_CASE = `create function file_words_follow_case() returns trigger language plpgsql as $$
  begin
    update attachment_text f set (case_id, team_id) = (select case_id, team_id from case_and_team_of_file(new.id)) where f.attachment_id = new.id;
    return null;
  end $$`;
const FOLLOW_TEAM = `create function file_words_follow_team() returns trigger language plpgsql as $$
  begin
    update attachment_text f set team_id = new.team_id from timeline_entry e join attachment a on a.entry_id = e.id
      where e.case_id = new.id and f.attachment_id = a.id;
    return null;
  end $$`;
const TRIGGERS = [
  ['file_words_have_team', 'attachment_text', 'before insert or update of search', 'new.search is not null'],
  ['file_words_follow_case', 'attachment', 'after update of case_id', 'old.case_id is distinct from new.case_id'],
  ['file_words_follow_team', 'cases', 'after update of team_id', 'old.team_id <> new.team_id'],
] as const;

/**
 * The index of the texts of files holds the team of the case of each as well, as that of entries does since `WordsByTeam`: else nineteen of
 * twenty files with a word were read, each on a page of its own, for an agent of two teams of forty. Its case stands with it, so that few of
 * each case are looked at. Whether a file may be seen is asked of the file and its case all the same.
 */
export class FilesByTeam1796900000160 implements MigrationInterface {
  name = 'FilesByTeam1796900000160';

  async up(runner: QueryRunner): Promise<void> {
    // What others change of a file, or of the team of its case, they change before or after all of this.
    await runner.query(`lock table cases, attachment, attachment_text in share row exclusive mode`);
    await runner.query(`drop function files_with(tsquery, integer), files_within(tsquery, integer[], integer)`);
    await runner.query(`drop index attachment_text_search`);
    await runner.query(OF_FILE);
    await runner.query(`alter table attachment_text add column case_id uuid, add column team_id uuid`);
    // Writes the table anew, which leaves no dead space, where an update would leave as much as there is.
    await runner.query(
      `alter table attachment_text alter column case_id type uuid using (case_and_team_of_file(attachment_id)).case_id,
         alter column team_id type uuid using (case_and_team_of_file(attachment_id)).team_id`,
    );
    await runner.query(
      `create function spans_and_team_of_file(attachment_id uuid, team_id uuid) returns integer[] language sql immutable parallel safe
         as 'select array_remove(array[${SPAN}, -((${SPAN}) / 64), ${TEAM}], null)'`,
    );
    await runner.query(
      `create index attachment_text_search on attachment_text using gin (search, spans_and_team_of_file(attachment_id, team_id))`,
    );
    await runner.query(`analyze attachment_text`);
    for (const statement of [...HELD, BEGIN, FOLLOW_CASE, FOLLOW_TEAM]) await runner.query(statement);
    for (const [name, table, when, condition] of TRIGGERS)
      await runner.query(
        `create trigger ${name} ${when} on ${table} for each row when (${condition}) execute function ${name}()`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    // In the order in which whoever moves a case or a file takes them.
    await runner.query(`lock table cases, attachment, attachment_text in access exclusive mode`);
    for (const [name, table] of TRIGGERS) {
      await runner.query(`drop trigger ${name} on ${table}`);
      await runner.query(`drop function ${name}()`);
    }
    await runner.query(`drop function case_and_team_of_file(uuid)`);
    for (const held of ['files_held', 'files_held_with_words', 'entries_held_with_words'])
      await runner.query(`drop function ${held}(tsquery, integer[], uuid[], integer)`);
    await runner.query(`drop index attachment_text_search`);
    await runner.query(`drop function spans_and_team_of_file(uuid, uuid)`);
    await runner.query(`alter table attachment_text drop column case_id, drop column team_id`);
    await runner.query(
      `create index attachment_text_search on attachment_text using gin (search, spans_of(attachment_id))`,
    );
    await runner.query(`analyze attachment_text`);
    for (const lookup of FORMER_FILES) await runner.query(lookup);
  }
}
