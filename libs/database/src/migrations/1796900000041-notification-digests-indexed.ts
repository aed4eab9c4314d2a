import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds what a mail is still to tell of, in a transaction that does not exclude whoever reads the table. The index is not built
 * `concurrently`, which would wait for a second process that waits to migrate.
 */
export class NotificationDigestsIndexed1796900000041 implements MigrationInterface {
  name = 'NotificationDigestsIndexed1796900000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index notification_awaits_mail on notification (agent_id) where awaits_mail and read_at is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index notification_awaits_mail`);
  }
}
