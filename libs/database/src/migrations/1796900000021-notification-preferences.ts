import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents choose of what they are notified, by which ways, and when not. */
export class NotificationPreferences1796900000021 implements MigrationInterface {
  name = 'NotificationPreferences1796900000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table notification_preference (
         agent_id uuid primary key references agent,
         choices jsonb not null,
         sound boolean not null,
         quiet jsonb not null,
         paused_until timestamptz
       )`,
    );
    await runner.query(`alter table notification add column quiet boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table notification drop column quiet`);
    await runner.query(`drop table notification_preference`);
  }
}
