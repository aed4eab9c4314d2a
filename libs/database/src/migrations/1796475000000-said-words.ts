import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sentences are kept with all of their words in order, by which it is told whether they say the same. What was kept until now has none:
 * it is deleted, and the log is read again for it from its first event on.
 */
export class SaidWords1796475000000 implements MigrationInterface {
  name = 'SaidWords1796475000000';

  async up(runner: QueryRunner): Promise<void> {
    await forget(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await forget(runner);
  }
}

/** Before every event of the log. */
const FIRST = `${'0'.repeat(20)}-${'0'.repeat(20)}`;

async function forget(runner: QueryRunner): Promise<void> {
  await runner.query(`truncate said_passage, said_in_reply, contrary_passage, confirmed_passage`);
  // Not deleted: a process of the version before that still runs would write its own position again.
  await runner.query(`update log_reader set position = $1 where name = 'replies'`, [FIRST]);
}
