import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tokens of accounts that sign in by OAuth 2, and the consents that are under way. */
export class OAuthSignIn1795806000000 implements MigrationInterface {
  name = 'OAuthSignIn1795806000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table oauth_grant (
      channel_account_id uuid primary key references channel_account (id) on delete cascade,
      bound_to text not null,
      tokens bytea,
      renew_at timestamptz,
      fault text,
      consented_at timestamptz,
      renewing_by uuid,
      renewing_until timestamptz
    )`);
    await runner.query(`create table oauth_consent (
      state text primary key,
      channel_account_id uuid not null references channel_account (id) on delete cascade,
      session_id uuid not null,
      bound_to text not null,
      verifier bytea not null,
      created_at timestamptz not null
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table oauth_consent, oauth_grant`);
  }
}
