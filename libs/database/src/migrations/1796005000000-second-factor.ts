import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Authenticator apps with recovery codes, sign-ins that wait for a code, and when a session last proved who uses it. */
export class SecondFactor1796005000000 implements MigrationInterface {
  name = 'SecondFactor1796005000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table second_factor (
      agent_id uuid primary key references agent (id) on delete cascade,
      secret bytea not null,
      created_at timestamptz not null,
      confirmed_at timestamptz,
      last_step integer
    )`);
    await runner.query(`create table recovery_code (
      agent_id uuid not null references agent (id) on delete cascade,
      digest text not null,
      used_at timestamptz,
      primary key (agent_id, digest)
    )`);
    await runner.query(`create table sign_in_challenge (
      digest text primary key,
      agent_id uuid not null references agent (id) on delete cascade,
      attempts integer not null default 0,
      expires_at timestamptz not null
    )`);
    await runner.query(`create index sign_in_challenge_agent on sign_in_challenge (agent_id)`);
    // Sessions that are open have proved it when they began.
    await runner.query(`alter table session add column proved_at timestamptz`);
    await runner.query(`update session set proved_at = created_at`);
    await runner.query(
      `alter table session alter column proved_at set not null, alter column proved_at set default now()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table session drop column proved_at`);
    await runner.query(`drop table sign_in_challenge, recovery_code, second_factor`);
  }
}
