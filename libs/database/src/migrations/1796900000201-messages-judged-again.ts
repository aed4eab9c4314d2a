import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds what was said of a sender later, which stands beside the entry. In a transaction of its own: the other table is not locked for it. */
export class MessagesJudgedAgain1796900000201 implements MigrationInterface {
  name = 'MessagesJudgedAgain1796900000201';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index message_judged_again on message (case_id) where authentication is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index message_judged_again`);
  }
}
