import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists are narrowed to the cases of a week or of a month, also of one long ago, which the indexes by last entry would read all that came
 * since to find. The team is in it, as most agents see those of a few. While the index is built, nothing is written to `cases`: it is not built
 * `concurrently`, which would wait for a second process that waits to migrate.
 */
export class OpenedCases1796900000270 implements MigrationInterface {
  name = 'OpenedCases1796900000270';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index cases_opened on cases (status, opened_at, team_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index cases_opened`);
  }
}
