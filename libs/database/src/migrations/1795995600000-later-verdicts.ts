import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is found of a sender after the message has come: an entry of the timeline is never rewritten, so it stands beside it. */
export class LaterVerdicts1795995600000 implements MigrationInterface {
  name = 'LaterVerdicts1795995600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table message add column authentication jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table message drop column authentication`);
  }
}
