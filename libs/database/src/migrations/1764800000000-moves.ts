import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Moving a few entries of a long case costs little, and whoever had read the case before it can be told what has come. */
export class Moves1764800000000 implements MigrationInterface {
  name = 'Moves1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The version of the case with which the entry came to lie there. 0: before anybody counted.
      alter table timeline_entry add column case_version integer not null default 0;

      -- Judged at the end of a statement, so that one statement may lay a whole case anew.
      alter table timeline_entry add constraint timeline_entry_position unique using index timeline_entry_position
        deferrable initially immediate;

      -- The words stay where they are when their entry moves: to index them anew is nine tenths of the cost of moving.
      create table entry_words (
        entry_id uuid primary key references timeline_entry, case_id uuid not null references cases, search tsvector not null);
      insert into entry_words select id, case_id, search from timeline_entry where search is not null;
      alter table timeline_entry drop column search;
      create index entry_words_search on entry_words using gin (search);

      -- All columns but those that say where an entry lies. Judging the statement spares comparing thousands of rows.
      drop trigger timeline_entry_is_final on timeline_entry;
      create trigger timeline_entry_is_final
        before delete or update of id, kind, at, actor_kind, actor_id, actor_name, channel_id, channel_kind, direction, data
        on timeline_entry for each row execute function refuse_rewriting();
      create or replace function refuse_rewriting() returns trigger language plpgsql as $$
      begin
        raise exception 'An entry of the timeline is never rewritten: add a new one.' using errcode = 'restrict_violation';
      end $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
