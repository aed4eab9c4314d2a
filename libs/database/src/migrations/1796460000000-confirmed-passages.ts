import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keeps by which other sentence one is confirmed, as that one may never have been sent. What was kept until now had addresses and
 * numbers in clear: it is deleted, and the log is read again for it from its first event on.
 */
export class ConfirmedPassages1796460000000 implements MigrationInterface {
  name = 'ConfirmedPassages1796460000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`truncate said_passage, said_in_reply, contrary_passage`);
    await runner.query(`alter table said_passage drop column confirmed_at`);
    await runner.query(
      `create table confirmed_passage (topic_id uuid not null, key bigint not null, other_key bigint not null,
         primary key (topic_id, key, other_key))`,
    );
    await runner.query(`delete from log_reader where name = 'replies'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table confirmed_passage`);
    await runner.query(`alter table said_passage add column confirmed_at timestamptz`);
  }
}
