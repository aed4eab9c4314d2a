import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a role requires a second factor of whoever holds it. */
export class SecondFactorOfRoles1796420000000 implements MigrationInterface {
  name = 'SecondFactorOfRoles1796420000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table role add column second_factor_since timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table role drop column second_factor_since`);
  }
}
