import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds the replies with the text of a block, in a transaction that does not exclude whoever reads the table. The index is not built
 * `concurrently`, which would wait for a second process that waits to migrate.
 */
export class BlocksOfRepliesIndexed1796752500001 implements MigrationInterface {
  name = 'BlocksOfRepliesIndexed1796752500001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index template_use_blocks on template_use using gin (block_version_ids) where block_version_ids <> '{}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index template_use_blocks`);
  }
}
