import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The browsers in which agents have signed in, which guessing elsewhere must not lock out; and the sign-ins that were refused. */
export class KnownDevices1796001000000 implements MigrationInterface {
  name = 'KnownDevices1796001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table known_device (
      digest text, agent_id uuid references agent on delete cascade, created_at timestamptz not null,
      used_at timestamptz not null, ended_at timestamptz, primary key (digest, agent_id)
    )`);
    await runner.query(`create index known_device_agent on known_device (agent_id)`);
    await runner.query(`create table refused_sign_in (
      id uuid primary key, at timestamptz not null, account text not null,
      agent_id uuid references agent on delete set null, address text not null, user_agent text
    )`);
    await runner.query(`create index refused_sign_in_age on refused_sign_in (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table refused_sign_in, known_device`);
  }
}
