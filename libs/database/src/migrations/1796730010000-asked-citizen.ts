import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whom a survey has asked: its case may be somebody else's by the time that they refuse further ones. Of earlier surveys it is the
 * citizen whom the case has now.
 */
export class AskedCitizen1796730010000 implements MigrationInterface {
  name = 'AskedCitizen1796730010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table survey add citizen_id uuid references citizen`);
    await runner.query(`create index survey_citizen on survey (citizen_id)`);
    await runner.query(`update survey s set citizen_id = c.citizen_id from cases c where c.id = s.case_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table survey drop column citizen_id`);
  }
}
