import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reads `delivery` for what `Letters` left out, in a transaction that does not exclude whoever uses the table: rows are written
 * while the check is validated, and read while the index is built. The index cannot be built `concurrently`, which would wait
 * for a second process that waits to migrate.
 */
export class LettersValidated1796740000002 implements MigrationInterface {
  name = 'LettersValidated1796740000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table delivery validate constraint delivery_state_check`);
    await runner.query(`create index delivery_to_print on delivery (entry_id) where state = 'to-print'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index delivery_to_print`);
  }
}
