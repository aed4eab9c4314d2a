import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Links by which agents choose their password, agents who have not chosen one yet, and what is shown of a session: where it
 * was opened, and after how long a time without its agent it ends.
 */
export class PasswordLinks1796002000000 implements MigrationInterface {
  name = 'PasswordLinks1796002000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent alter column password_hash drop not null`);
    await runner.query(`create table password_link (
      agent_id uuid references agent (id) on delete cascade, purpose text,
      digest text unique, created_at timestamptz not null, expires_at timestamptz not null,
      mail text not null, mail_problem text, primary key (agent_id, purpose)
    )`);
    // No session had an idle end before but its last day: these get seven days, which 1796007000000 makes eight hours.
    await runner.query(`alter table session add column network_address text, add column idle_minutes integer`);
    await runner.query(`update session set idle_minutes = 10080`);
    await runner.query(`alter table session alter column idle_minutes set not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table session drop column network_address, drop column idle_minutes`);
    await runner.query(`drop table password_link`);
    await runner.query(`delete from agent where password_hash is null`);
    await runner.query(`alter table agent alter column password_hash set not null`);
  }
}
