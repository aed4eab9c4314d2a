import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds the few messages of whose sender something is said, so that a page of the inbox reads no message to know that nothing is. It reads
 * all messages once, for minutes at ten million, in which nobody writes to the table.
 */
export class DoubtedSenders1796900000200 implements MigrationInterface {
  name = 'DoubtedSenders1796900000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index timeline_entry_doubted on timeline_entry (case_id, position)
       where direction = 'in' and (data -> 'authentication' ->> 'verdict' = 'failed' or data -> 'authentication' -> 'warnings' <> '[]')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index timeline_entry_doubted`);
  }
}
