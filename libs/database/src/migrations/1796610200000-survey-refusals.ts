import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Citizens who want no surveys. */
export class SurveyRefusals1796610200000 implements MigrationInterface {
  name = 'SurveyRefusals1796610200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table survey_refusal (
      citizen_id uuid primary key references citizen on delete cascade,
      at timestamptz not null
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table survey_refusal`);
  }
}
