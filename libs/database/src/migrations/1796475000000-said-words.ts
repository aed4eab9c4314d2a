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

async function forget(runner: QueryRunner): Promise<void> {
  await runner.query(`truncate said_passage, said_in_reply, contrary_passage, confirmed_passage`);
  await runner.query(`delete from log_reader where name = 'replies'`);
}
