import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which entry somebody's number, address or name is known, as hashes: filled by a reader of the log, from its first event on. */
export class PersonalValues1796400000000 implements MigrationInterface {
  name = 'PersonalValues1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table personal_value (key bigint not null, entry_id uuid not null, primary key (key, entry_id))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table personal_value`);
    await runner.query(`delete from log_reader where name = 'values'`);
  }
}
