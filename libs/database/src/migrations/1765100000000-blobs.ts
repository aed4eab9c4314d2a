import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who names a blob is asked before it is removed. */
export class Blobs1765100000000 implements MigrationInterface {
  name = 'Blobs1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index attachment_digest on attachment (digest);
      create index envelope_blob on envelope (blob) where blob is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
