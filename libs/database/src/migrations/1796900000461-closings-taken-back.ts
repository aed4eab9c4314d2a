import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A closing that was taken back counts no more, nor does the reopening by which it was. What was counted before is counted anew by a job,
 * while everybody goes on working: for minutes at a million cases.
 */
export class ClosingsTakenBack1796900000461 implements MigrationInterface {
  name = 'ClosingsTakenBack1796900000461';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`do $$ begin
      if exists (select from metric_point where metric = 'closed') then
        perform graphile_worker.add_job('rebuild-metrics', payload => '{}'::json, job_key => 'rebuild-metrics', max_attempts => 25);
      end if;
    end $$`);
  }

  /** The figures of the version before come with the next change of each case. */
  async down(): Promise<void> {}
}
