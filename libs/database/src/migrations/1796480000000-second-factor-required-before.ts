import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a second factor was required of an agent before a role was given, so that one that is given anew leaves no more time. */
export class SecondFactorRequiredBefore1796480000000 implements MigrationInterface {
  name = 'SecondFactorRequiredBefore1796480000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table agent add column second_factor_required_since timestamptz, add column second_factor_required_until timestamptz`,
    );
    await runner.query(`alter table role_grant add column second_factor_since timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table role_grant drop column second_factor_since`);
    await runner.query(
      `alter table agent drop column second_factor_required_since, drop column second_factor_required_until`,
    );
  }
}
