import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The survey of an invitation is found by its message, as citizens respond to that by another one. */
export class SurveyEntry1796660000000 implements MigrationInterface {
  name = 'SurveyEntry1796660000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index survey_entry on survey (entry_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index survey_entry`);
  }
}
