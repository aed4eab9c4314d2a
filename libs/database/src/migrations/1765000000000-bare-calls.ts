import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the headers of a webhook call only what understanding it needs: others held the secret by which a provider is known. */
export class BareCalls1765000000000 implements MigrationInterface {
  name = 'BareCalls1765000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update envelope set headers = (
        select jsonb_object_agg(key, value) from jsonb_each(headers) where key in (':method', ':url', 'content-type'))
      where headers ? ':method'
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
