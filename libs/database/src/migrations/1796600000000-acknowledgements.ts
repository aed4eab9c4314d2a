import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which templates acknowledge what citizens send, and what was sent by itself or was not. */
export class Acknowledgements1796600000000 implements MigrationInterface {
  name = 'Acknowledgements1796600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table acknowledgement (channel_account_id uuid primary key, enabled boolean not null, template_id uuid, closed_template_id uuid,
         case_types jsonb not null default '[]', since timestamptz not null)`,
    );
    await runner.query(
      `create table automatic_message (cause_id uuid primary key, kind text not null, case_id uuid not null, address text not null, domain text,
         entry_id uuid, version_id uuid, reason text, at timestamptz not null)`,
    );
    await runner.query(
      `create index automatic_message_planned on automatic_message (at) where entry_id is null and reason is null`,
    );
    await runner.query(`create index automatic_message_at on automatic_message (at)`);
    await runner.query(
      `create index automatic_message_address on automatic_message (address, at) where reason is null`,
    );
    await runner.query(`create index automatic_message_case on automatic_message (case_id, at) where reason is null`);
    await runner.query(
      `create index automatic_message_domain on automatic_message (domain, at) where domain is not null and reason is null`,
    );
    await runner.query(
      `create index automatic_message_entry on automatic_message (entry_id) where entry_id is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table automatic_message`);
    await runner.query(`drop table acknowledgement`);
  }
}
