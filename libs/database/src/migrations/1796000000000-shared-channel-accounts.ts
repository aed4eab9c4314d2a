import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts from which every team may write. Until now that was every account; only those by which nothing is sent stay so, as an
 * administrator decides on the others.
 */
export class SharedChannelAccounts1796000000000 implements MigrationInterface {
  name = 'SharedChannelAccounts1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_account add column shared boolean not null default false`);
    await runner.query(`update channel_account set shared = true where kind in ('phone', 'counter', 'post')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_account drop column shared`);
  }
}
