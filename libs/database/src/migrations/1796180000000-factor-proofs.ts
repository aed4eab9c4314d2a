import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a session last proved by a passkey or a code who uses it: what ends the last second factor asks for that. */
export class FactorProofs1796180000000 implements MigrationInterface {
  name = 'FactorProofs1796180000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table session add column factor_proved_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table session drop column factor_proved_at`);
  }
}
