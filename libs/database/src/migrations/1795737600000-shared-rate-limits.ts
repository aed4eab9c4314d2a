import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What all processes count together; it is worth nothing after a crash. */
export class SharedRateLimits1795737600000 implements MigrationInterface {
  name = 'SharedRateLimits1795737600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create unlogged table rate_limit (
      key text primary key,
      points bigint not null,
      expire bigint
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table rate_limit`);
  }
}
