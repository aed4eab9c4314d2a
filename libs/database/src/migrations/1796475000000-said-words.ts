import type { MigrationInterface, QueryRunner } from 'typeorm';
import { readRepliesAgain } from './read-replies-again.js';

/**
 * Sentences are kept with all of their words in order, by which it is told whether they say the same. What was kept until now has none:
 * it is deleted, and the log is read again for it from its first event on.
 */
export class SaidWords1796475000000 implements MigrationInterface {
  name = 'SaidWords1796475000000';

  async up(runner: QueryRunner): Promise<void> {
    await readRepliesAgain(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await readRepliesAgain(runner);
  }
}
