import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who wrote what is in quarantine: it is judged when it comes, as keys and policies may be gone when an agent opens it. */
export class SenderAuthentication1795788000000 implements MigrationInterface {
  name = 'SenderAuthentication1795788000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table envelope add column if not exists authentication jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table envelope drop column authentication`);
  }
}
