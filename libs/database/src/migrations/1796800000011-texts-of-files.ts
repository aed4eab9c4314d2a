import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The texts of files, for the search. A job notes and reads those that are there, so that no table is read here. */
export class TextsOfFiles1796800000011 implements MigrationInterface {
  name = 'TextsOfFiles1796800000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table attachment_text (attachment_id uuid primary key references attachment on delete cascade,
         state text not null check (state in ('waiting', 'reading', 'read', 'failed')), attempts smallint not null default 0,
         claimed_at timestamptz, text text not null default '', search tsvector)`,
    );
    await runner.query(
      `create index attachment_text_unread on attachment_text (attachment_id) where state in ('waiting', 'reading')`,
    );
    await runner.query(`create index attachment_text_search on attachment_text using gin (search)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table attachment_text`);
  }
}
