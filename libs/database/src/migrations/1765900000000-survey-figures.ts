import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of a year are read from these indexes alone. */
export class SurveyFigures1765900000000 implements MigrationInterface {
  name = 'SurveyFigures1765900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index survey_sent;
      drop index survey_answer_day;
      create index survey_sent on survey (sent_at) include (team_id, channel, kind_id, answered_at);
      create index survey_answer_day on survey_answer (day, team_id) include (channel, kind_id, score);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index survey_sent;
      drop index survey_answer_day;
      create index survey_sent on survey (sent_at);
      create index survey_answer_day on survey_answer (day, team_id);
    `);
  }
}
