import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The drafts of replies that agents share with their colleagues, one in a case, and those that became replies. */
export class SharedDrafts1796900000140 implements MigrationInterface {
  name = 'SharedDrafts1796900000140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table shared_draft (
         id uuid primary key,
         case_id uuid not null references cases,
         writer_id uuid not null references agent,
         turn_id uuid not null,
         shared_by_id uuid not null references agent,
         shared_at timestamptz not null,
         content jsonb not null,
         previous jsonb,
         updated_at timestamptz not null,
         author_ids uuid[] not null,
         comment_ids uuid[] not null,
         sent_entry_id uuid
       )`,
    );
    await runner.query(`create unique index shared_draft_case on shared_draft (case_id) where sent_entry_id is null`);
    await runner.query(
      `create index shared_draft_sent on shared_draft (sent_entry_id) where sent_entry_id is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table shared_draft`);
  }
}
