import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Among the refused sign-ins: that an account was blocked after too many, and until when. */
export class NotedBlocks1796140000000 implements MigrationInterface {
  name = 'NotedBlocks1796140000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table refused_sign_in add column blocked_until timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from refused_sign_in where blocked_until is not null`);
    await runner.query(`alter table refused_sign_in drop column blocked_until`);
  }
}
