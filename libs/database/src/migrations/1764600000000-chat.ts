import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Visitors of a chat, when an answer left, and whether it went on by another channel. */
export class Chat1764600000000 implements MigrationInterface {
  name = 'Chat1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table chat_visitor (
        channel_id uuid not null references channel_account, handle text not null, name text, email text,
        language text not null default 'fr', consented_at timestamptz, here_until timestamptz not null, primary key (channel_id, handle));
      alter table delivery add column sent_at timestamptz, add column continued_at timestamptz;
      update delivery set sent_at = changed_at where state in ('sent', 'delivered', 'read');
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
