import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds the few messages of whose sender something is said, so that a page of the inbox reads no message to know that nothing is. What was
 * found later stands beside the entry, in `message`.
 */
export class DoubtedSenders1796900000200 implements MigrationInterface {
  name = 'DoubtedSenders1796900000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index timeline_entry_doubted on timeline_entry (case_id, position)
       where direction = 'in' and (data -> 'authentication' ->> 'verdict' = 'failed' or data -> 'authentication' -> 'warnings' <> '[]')`,
    );
    await runner.query(`create index message_judged_again on message (case_id) where authentication is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index message_judged_again`);
    await runner.query(`drop index timeline_entry_doubted`);
  }
}
