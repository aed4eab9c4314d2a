import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents are told by mail of what they have not read. */
export class NotificationDigests1796900000040 implements MigrationInterface {
  name = 'NotificationDigests1796900000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table notification_preference add column digest jsonb, add column digest_due timestamptz, add column digest_claimed timestamptz`,
    );
    await runner.query(
      `create index notification_preference_digest_due on notification_preference (digest_due) where digest_due is not null`,
    );
    await runner.query(`alter table notification add column awaits_mail boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table notification drop column awaits_mail`);
    await runner.query(`drop index notification_preference_digest_due`);
    await runner.query(
      `alter table notification_preference drop column digest, drop column digest_due, drop column digest_claimed`,
    );
  }
}
