import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which revision of a version was sent back, so that a reviewer reads whether it was changed since; null where nobody knows. */
export class ReturnedRevision1796900000271 implements MigrationInterface {
  name = 'ReturnedRevision1796900000271';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template_return add column revision integer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template_return drop column revision`);
  }
}
