import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The sector for whose cases alone a case type is. */
export class CaseTypeSectors1796100200000 implements MigrationInterface {
  name = 'CaseTypeSectors1796100200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table case_type add column sector_id uuid references sector`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table case_type drop column sector_id`);
  }
}
