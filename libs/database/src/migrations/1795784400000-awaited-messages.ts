import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What replies refer to that came before it. */
export class AwaitedMessages1795784400000 implements MigrationInterface {
  name = 'AwaitedMessages1795784400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table awaited_message (
      external_id text, entry_id uuid, since timestamptz not null, primary key (external_id, entry_id)
    )`);
    await runner.query(`create index awaited_message_age on awaited_message (since)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table awaited_message`);
  }
}
