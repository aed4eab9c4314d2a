import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which messages of a mailbox are here, and which cases are history that was imported. */
export class MailboxHistory1795791600000 implements MigrationInterface {
  name = 'MailboxHistory1795791600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table mailbox_message (
      channel_account_id uuid, folder text, uid_validity text, uid bigint, external_id text not null,
      primary key (channel_account_id, folder, uid_validity, uid)
    )`);
    await runner.query(`alter table cases add imported_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table cases drop imported_at`);
    await runner.query(`drop table mailbox_message`);
  }
}
