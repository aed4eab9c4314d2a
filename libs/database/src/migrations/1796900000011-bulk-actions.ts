import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents do to many cases at once, and how far that has come with each of them. */
export class BulkActions1796900000011 implements MigrationInterface {
  name = 'BulkActions1796900000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table bulk_action (
         id uuid primary key,
         agent_id uuid not null references agent,
         scopes jsonb,
         action jsonb not null,
         filter jsonb,
         state text not null,
         started_at timestamptz not null,
         moved_at timestamptz not null,
         ended_at timestamptz,
         dismissed boolean not null default false,
         constraint bulk_action_state_check
           check (state in ('preparing', 'ready', 'running', 'done', 'canceled', 'undoing', 'undone'))
       )`,
    );
    await runner.query(
      `create unique index bulk_action_running on bulk_action (agent_id)
       where state in ('preparing', 'ready', 'running', 'undoing')`,
    );
    await runner.query(`create index bulk_action_agent on bulk_action (agent_id, started_at)`);
    await runner.query(
      `create table bulk_item (
         action_id uuid not null references bulk_action on delete cascade,
         case_id uuid not null references cases,
         position integer not null,
         case_version integer not null,
         state text not null default 'waiting',
         refusal jsonb,
         changes jsonb,
         reply jsonb,
         entry_id uuid,
         primary key (action_id, case_id),
         constraint bulk_item_state_check
           check (state in ('waiting', 'prepared', 'done', 'unchanged', 'refused', 'undone', 'kept'))
       )`,
    );
    await runner.query(`create index bulk_item_state on bulk_item (action_id, state, position)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table bulk_item`);
    await runner.query(`drop table bulk_action`);
  }
}
