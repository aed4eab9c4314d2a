import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a sign-in was refused, and by which provider somebody came. */
export class RefusedSignInCauses1796490000000 implements MigrationInterface {
  name = 'RefusedSignInCauses1796490000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table refused_sign_in add column cause text, add column provider text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table refused_sign_in drop column cause, drop column provider`);
  }
}
