import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Spam is a status of cases. Every row satisfies the wider check, so that the table need not be read. */
export class SpamAndScannedFiles1795795200000 implements MigrationInterface {
  name = 'SpamAndScannedFiles1795795200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table cases
      drop constraint cases_status_check,
      add constraint cases_status_check check (status in ('open', 'waiting', 'snoozed', 'closed', 'spam')) not valid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update cases set status = 'open' where status = 'spam'`);
    await runner.query(`alter table cases
      drop constraint cases_status_check,
      add constraint cases_status_check check (status in ('open', 'waiting', 'snoozed', 'closed'))`);
  }
}
