import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which wording of a draft a translation was submitted with; null where its source was approved, or where nobody knows. */
export class SourceRevision1796900000230 implements MigrationInterface {
  name = 'SourceRevision1796900000230';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template_version add column source_revision integer`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template_version drop column source_revision`);
  }
}
