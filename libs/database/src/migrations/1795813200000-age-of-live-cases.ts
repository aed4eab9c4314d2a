import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Spam is no live work, so it leaves the index by which the age of that is read. Reads `cases` once. */
export class AgeOfLiveCases1795813200000 implements MigrationInterface {
  name = 'AgeOfLiveCases1795813200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index cases_age`);
    await runner.query(`create index cases_age on cases (team_id, opened_at) where status not in ('closed', 'spam')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index cases_age`);
    await runner.query(`create index cases_age on cases (team_id, opened_at) where status <> 'closed'`);
  }
}
