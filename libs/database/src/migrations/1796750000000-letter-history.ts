import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened to a letter: who printed it and when, the days on which it was posted, and how many of its orders came to nothing. */
export class LetterHistory1796750000000 implements MigrationInterface {
  name = 'LetterHistory1796750000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table kept_letter add column failed_orders smallint not null default 0`);
    await runner.query(
      `create table letter_posting (
         entry_id uuid not null references delivery, posted_at timestamptz not null, primary key (entry_id, posted_at))`,
    );
    await runner.query(
      `insert into letter_posting (entry_id, posted_at)
       select d.entry_id, d.sent_at from kept_letter k join delivery d on d.entry_id = k.entry_id where d.sent_at is not null`,
    );
    await runner.query(
      `create table letter_print (
         id uuid not null, position smallint not null, entry_id uuid not null references delivery,
         printed_at timestamptz not null, printed_by_id uuid not null, printed_by_name text not null,
         primary key (id, position))`,
    );
    await runner.query(`create index letter_print_entry on letter_print (entry_id, printed_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table letter_print`);
    await runner.query(`drop table letter_posting`);
    await runner.query(`alter table kept_letter drop column failed_orders`);
  }
}
