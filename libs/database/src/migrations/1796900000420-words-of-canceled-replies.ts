import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A reply that was canceled before it was sent is found by its words no more, and its files are uploads of its author again, as they are of
 * what is canceled from now on: they can be sent once more, and those that no draft keeps are deleted after a day. Index `delivery_unsent`.
 */
export class WordsOfCanceledReplies1796900000420 implements MigrationInterface {
  name = 'WordsOfCanceledReplies1796900000420';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update entry_words w set search = ''::tsvector from delivery d where d.state = 'canceled' and w.entry_id = d.entry_id`,
    );
    await runner.query(
      `update attachment a set entry_id = null, case_id = null, created_at = now() from delivery d where d.state = 'canceled' and a.entry_id = d.entry_id`,
    );
  }

  /** What a reply said is with its entry still, and nobody need find it. */
  async down(): Promise<void> {}
}
