import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Spam is a status of cases, some senders are blocked, and files are scanned. Every row satisfies the wider checks, so that
 * they read no table; the index of waiting files reads `attachment` once, and no file is stored meanwhile.
 */
export class SpamAndScannedFiles1795795200000 implements MigrationInterface {
  name = 'SpamAndScannedFiles1795795200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table cases
      drop constraint cases_status_check,
      add constraint cases_status_check check (status in ('open', 'waiting', 'snoozed', 'closed', 'spam')) not valid`);
    await runner.query(`create table blocked_sender (
      id uuid primary key, kind text not null check (kind in ('address', 'domain')), value text not null,
      reason text not null check (reason in ('spam', 'abusive')), note text not null default '', at timestamptz not null,
      by_id uuid not null, by_name text not null, informed_at timestamptz, informed_entry_id uuid, ended_at timestamptz,
      ended_by_id uuid, ended_by_name text)`);
    await runner.query(`alter table attachment add column scan jsonb,
      drop constraint attachment_state_check,
      add constraint attachment_state_check check (state in ('ready', 'pending', 'lost', 'waiting', 'locked')) not valid`);
    await runner.query(`create index attachment_waiting on attachment (id) where state = 'waiting'`);
    await runner.query(`create unique index blocked_sender_value on blocked_sender (value) where ended_at is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table blocked_sender`);
    await runner.query(`drop index attachment_waiting`);
    await runner.query(`update attachment set state = 'ready' where state in ('waiting', 'locked')`);
    await runner.query(`alter table attachment drop column scan,
      drop constraint attachment_state_check,
      add constraint attachment_state_check check (state in ('ready', 'pending', 'lost'))`);
    await runner.query(`update cases set status = 'open' where status = 'spam'`);
    await runner.query(`alter table cases
      drop constraint cases_status_check,
      add constraint cases_status_check check (status in ('open', 'waiting', 'snoozed', 'closed'))`);
  }
}
