import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is away next week says so this week. */
export class PlannedAbsence1765800000000 implements MigrationInterface {
  name = 'PlannedAbsence1765800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent_presence add column planned jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent_presence drop column planned`);
  }
}
