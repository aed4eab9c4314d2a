import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The versions of shared blocks whose text a reply has, so that it is stopped where one of them is withdrawn. Earlier replies have none, as
 * there were no blocks. No row is written, as a default that is constant is kept beside the table.
 */
export class BlocksOfReplies1796752500000 implements MigrationInterface {
  name = 'BlocksOfReplies1796752500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template_use add column block_version_ids uuid[] not null default '{}'`);
    await runner.query(`alter table automatic_message add column block_version_ids uuid[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template_use drop column block_version_ids`);
    await runner.query(`alter table automatic_message drop column block_version_ids`);
  }
}
