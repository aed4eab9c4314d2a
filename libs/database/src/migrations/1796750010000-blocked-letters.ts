import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The few deliveries that wait for an agent, of which those on paper are listed with the letters to print. */
export class BlockedLetters1796750010000 implements MigrationInterface {
  name = 'BlockedLetters1796750010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index delivery_blocked on delivery (entry_id) where state = 'blocked'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index delivery_blocked`);
  }
}
