import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents are notified on their devices. */
export class PushSubscriptions1796900000022 implements MigrationInterface {
  name = 'PushSubscriptions1796900000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table push_subscription (
         id uuid primary key,
         agent_id uuid not null references agent,
         session_id uuid not null unique references session (id) on delete cascade,
         user_agent text,
         sealed bytea not null,
         created_at timestamptz not null,
         used_at timestamptz
       )`,
    );
    await runner.query(`create index push_subscription_agent on push_subscription (agent_id)`);
    await runner.query(`alter table notification add column awaits_push boolean not null default false`);
    await runner.query(`create index notification_awaits_push on notification (agent_id) where awaits_push`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index notification_awaits_push`);
    await runner.query(`alter table notification drop column awaits_push`);
    await runner.query(`drop table push_subscription`);
  }
}
