import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The differences in words of which whoever approved a version has said that they mean the same. */
export class ConfirmedMeanings1796410000000 implements MigrationInterface {
  name = 'ConfirmedMeanings1796410000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template_version add column confirmed jsonb not null default '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template_version drop column confirmed`);
  }
}
