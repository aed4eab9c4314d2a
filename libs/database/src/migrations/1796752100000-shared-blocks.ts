import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts that are no replies but parts of them: other templates include them. */
export class SharedBlocks1796752100000 implements MigrationInterface {
  name = 'SharedBlocks1796752100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table template add column is_block boolean not null default false,
         add constraint template_block_check check (not is_block or num_nonnulls(sector_id, team_id, owner_id) = 0)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table template drop column is_block`);
  }
}
