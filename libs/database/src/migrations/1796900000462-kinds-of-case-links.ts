import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A link says whether the other case is a part of the one that has it, or the one that it is a part of. Those that exist say neither. */
export class KindsOfCaseLinks1796900000462 implements MigrationInterface {
  name = 'KindsOfCaseLinks1796900000462';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table case_link add column kind text not null default 'related' check (kind in ('related', 'parent', 'child'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table case_link drop column kind`);
  }
}
