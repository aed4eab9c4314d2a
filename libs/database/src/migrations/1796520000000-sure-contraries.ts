import type { MigrationInterface, QueryRunner } from 'typeorm';
import { readRepliesAgain } from './read-replies-again.js';

/**
 * Sentences that contradict each other for certain are parted from those of which it is not certain that they are about the same. What
 * was kept until now does not say for whom, where and when it is true: the log is read again.
 */
export class SureContraries1796520000000 implements MigrationInterface {
  name = 'SureContraries1796520000000';

  async up(runner: QueryRunner): Promise<void> {
    // What a process of the version before writes while it still runs is all sure to it.
    await runner.query(`alter table contrary_passage add column sure boolean not null default true`);
    await readRepliesAgain(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table contrary_passage drop column sure`);
    await readRepliesAgain(runner);
  }
}
