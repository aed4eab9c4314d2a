import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A search forgives typos by the words that there are, which a job learns. The two functions are planned without sequential scans:
 * no statistics tell how frequent the beginning of a word is, and a scan would look cheap where only so many rows are wanted.
 */
export class WordsOfEntries1796800000012 implements MigrationInterface {
  name = 'WordsOfEntries1796800000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists pg_trgm`);
    await runner.query(`create table search_word (word text primary key, entries integer not null)`);
    await runner.query(`create index search_word_alike on search_word using gin (word gin_trgm_ops)`);
    await runner.query(`create index search_word_beginning on search_word (word text_pattern_ops)`);
    await runner.query(
      `create function entries_with(tsquery, integer) returns table (entry_id uuid, case_id uuid) language sql stable parallel safe
         set enable_seqscan = off set enable_indexscan = off
         as 'select entry_id, case_id from entry_words where search @@ $1 limit $2'`,
    );
    await runner.query(
      `create function files_with(tsquery, integer) returns table (attachment_id uuid) language sql stable parallel safe
         set enable_seqscan = off set enable_indexscan = off
         as 'select attachment_id from attachment_text where search @@ $1 limit $2'`,
    );
  }

  /** The extension stays: others may use it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function files_with(tsquery, integer)`);
    await runner.query(`drop function entries_with(tsquery, integer)`);
    await runner.query(`drop table search_word`);
    await runner.query(`delete from setting where key = 'search-words'`);
  }
}
