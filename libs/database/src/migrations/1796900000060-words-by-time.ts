import type { MigrationInterface, QueryRunner } from 'typeorm';

/** In which 4.7 hours an id was made, by the first of its bytes, which are a time. */
const SPAN = `get_byte(uuid_send($1), 0) * 65536 + get_byte(uuid_send($1), 1) * 256 + get_byte(uuid_send($1), 2)`;

/**
 * The search looks for the newest entries first. In one index with its words stands when an entry was made: by spans of 4.7 hours and, as
 * negative numbers, of 64 times as long. So the newest of a million entries with a word are read without the others. Whether an agent may
 * see their cases stands in one index beside their ids, as of most that are looked at it is only asked in order to leave them out.
 */
export class WordsByTime1796900000060 implements MigrationInterface {
  name = 'WordsByTime1796900000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create function spans_of(uuid) returns integer[] language sql immutable strict parallel safe
         as 'select array[${SPAN}, -((${SPAN}) / 64)]'`,
    );
    await index(runner, { entries: 'search, spans_of(entry_id)', files: 'search, spans_of(attachment_id)' });
    await runner.query(`create index cases_reach on cases (id) include (team_id, status, assignee_id, restricted_to)`);
    await runner.query(
      `create function entries_within(tsquery, integer[], integer) returns table (entry_id uuid, case_id uuid) language sql stable parallel safe
         set enable_seqscan = off set enable_indexscan = off
         as 'select entry_id, case_id from entry_words where search @@ $1 and spans_of(entry_id) && $2 limit $3'`,
    );
    await runner.query(
      `create function files_within(tsquery, integer[], integer) returns table (attachment_id uuid) language sql stable parallel safe
         set enable_seqscan = off set enable_indexscan = off
         as 'select attachment_id from attachment_text where search @@ $1 and spans_of(attachment_id) && $2 limit $3'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function files_within(tsquery, integer[], integer)`);
    await runner.query(`drop function entries_within(tsquery, integer[], integer)`);
    await runner.query(`drop index cases_reach`);
    await index(runner, { entries: 'search', files: 'search' });
    await runner.query(`drop function spans_of(uuid)`);
  }
}

/** Builds both indexes anew, each of a million entries in seconds. */
async function index(runner: QueryRunner, { entries, files }: { entries: string; files: string }): Promise<void> {
  await runner.query(`drop index entry_words_search, attachment_text_search`);
  await runner.query(`create index entry_words_search on entry_words using gin (${entries})`);
  await runner.query(`create index attachment_text_search on attachment_text using gin (${files})`);
}
