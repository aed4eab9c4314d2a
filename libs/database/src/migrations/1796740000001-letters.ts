import type { MigrationInterface, QueryRunner } from 'typeorm';

const BEFORE = `'scheduled', 'canceled', 'blocked', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown'`;

/**
 * Replies on paper: they wait to be printed or posted, and the letter is kept as it was sent. It reads no row of `delivery`, as
 * nothing is sent or read while the check is exchanged: `LettersValidated` does.
 */
export class Letters1796740000001 implements MigrationInterface {
  name = 'Letters1796740000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table delivery drop constraint delivery_state_check`);
    await runner.query(
      `alter table delivery add constraint delivery_state_check check (state in (${BEFORE}, 'to-print', 'handed-over')) not valid`,
    );
    await runner.query(
      `create table kept_letter (
         entry_id uuid primary key references delivery, digest text not null, pages smallint not null,
         reference text not null, made_at timestamptz not null)`,
    );
    await runner.query(`create index kept_letter_digest on kept_letter (digest)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table kept_letter`);
    await runner.query(`update delivery set state = 'unknown' where state in ('to-print', 'handed-over')`);
    await runner.query(`alter table delivery drop constraint delivery_state_check`);
    await runner.query(`alter table delivery add constraint delivery_state_check check (state in (${BEFORE}))`);
  }
}
