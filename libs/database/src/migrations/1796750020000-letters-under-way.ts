import type { MigrationInterface, QueryRunner } from 'typeorm';

const UNDER_WAY = `('scheduled', 'queued', 'sending', 'blocked', 'to-print', 'handed-over', 'unknown')`;

/** A letter that is being posted again is not on its way: when it was before is in `letter_posting`. */
export class LettersUnderWay1796750020000 implements MigrationInterface {
  name = 'LettersUnderWay1796750020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update delivery d set sent_at = null from kept_letter k
       where k.entry_id = d.entry_id and d.sent_at is not null and d.state in ${UNDER_WAY}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update delivery d set sent_at = p.at
       from (select entry_id, max(posted_at) as at from letter_posting group by entry_id) p
       where p.entry_id = d.entry_id and d.sent_at is null and d.state in ${UNDER_WAY}`,
    );
  }
}
