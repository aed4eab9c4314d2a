import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nothing falls out of a queue: what a case may be is for the database to say, too. */
export class Queues1765600000000 implements MigrationInterface {
  name = 'Queues1765600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table agent_presence add column given_at timestamptz;

      -- With team_id and snooze_until, which are guarded already: an unfinished case lies in a team, is open, waiting or
      -- snoozed until a time, and is no part of another one.
      alter table cases
        add check ((status = 'closed') = (closed_at is not null)),
        add check (merged_into_id is null or status = 'closed'),
        add check (priority in ('low', 'normal', 'high', 'urgent'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
