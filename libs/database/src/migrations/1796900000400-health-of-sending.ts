import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether the fault of an account was found by sending: then a message that leaves shows that it is over. */
export class HealthOfSending1796900000400 implements MigrationInterface {
  name = 'HealthOfSending1796900000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_account add column health_of_sending boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table channel_account drop column health_of_sending`);
  }
}
