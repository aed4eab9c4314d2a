import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The system merges cases, too, which a message proves to be one correspondence. */
export class MergesByTheSystem1795802400000 implements MigrationInterface {
  name = 'MergesByTheSystem1795802400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table entry_move alter column by_id drop not null`);
  }

  /** Who undoes this has the merges of the system done by nobody who is known. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update entry_move set by_id = '00000000-0000-0000-0000-000000000000' where by_id is null`);
    await runner.query(`alter table entry_move alter column by_id set not null`);
  }
}
