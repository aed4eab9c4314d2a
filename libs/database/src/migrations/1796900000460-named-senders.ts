import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds what an agent has said of who wrote a message by that message, instead of among all that came to its case since. It reads all
 * entries once, for minutes at ten million, in which nobody writes to the table.
 */
export class NamedSenders1796900000460 implements MigrationInterface {
  name = 'NamedSenders1796900000460';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index timeline_entry_sender_named on timeline_entry ((data ->> 'entryId'), position)
       where kind = 'activity' and data ->> 'type' = 'sender-named'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index timeline_entry_sender_named`);
  }
}
