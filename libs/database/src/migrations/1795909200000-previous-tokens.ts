import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tokens that the present ones have replaced: a refresh token to try where the present one is refused. */
export class PreviousTokens1795909200000 implements MigrationInterface {
  name = 'PreviousTokens1795909200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table oauth_grant add column previous_tokens bytea`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table oauth_grant drop column previous_tokens`);
  }
}
