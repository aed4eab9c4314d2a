import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Passkeys of agents, and what passkeys are asked to sign. */
export class Passkeys1796120000000 implements MigrationInterface {
  name = 'Passkeys1796120000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table passkey (
      id uuid primary key,
      agent_id uuid not null references agent (id) on delete cascade,
      credential_id text not null unique,
      public_key bytea not null,
      counter bigint not null,
      rp_id text not null,
      transports text[] not null,
      name text not null,
      synced boolean not null,
      added_with text,
      used_with text,
      created_at timestamptz not null,
      used_at timestamptz
    )`);
    await runner.query(`create index passkey_agent on passkey (agent_id)`);
    await runner.query(`create table passkey_challenge (
      digest text primary key,
      bound_to text not null,
      expires_at timestamptz not null
    )`);
    await runner.query(`create index passkey_challenge_age on passkey_challenge (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table passkey_challenge, passkey`);
  }
}
