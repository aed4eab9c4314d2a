import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What replies said, sentence by sentence, and which sentences contradict each other: filled by a reader of the log, from its next
 * event on. There is no text in it.
 */
export class SaidPassages1796440000000 implements MigrationInterface {
  name = 'SaidPassages1796440000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table said_passage (topic_id uuid not null, key bigint not null, language text, read jsonb not null,
         said_at timestamptz not null, confirmed_at timestamptz, primary key (topic_id, key))`,
    );
    // The sentences of a topic that were said last are what a new one is compared with.
    await runner.query(`create index said_passage_last on said_passage (topic_id, said_at)`);
    await runner.query(
      `create table said_in_reply (topic_id uuid not null, entry_id uuid not null, ordinal smallint not null, key bigint not null,
         at timestamptz not null, by_hand boolean not null, with_files boolean not null, warned boolean not null,
         primary key (topic_id, entry_id, ordinal))`,
    );
    await runner.query(`create index said_in_reply_key on said_in_reply (topic_id, key, at)`);
    await runner.query(`create index said_in_reply_at on said_in_reply (topic_id, at)`);
    await runner.query(
      `create table contrary_passage (topic_id uuid not null, key bigint not null, other_key bigint not null, slot text not null,
         primary key (topic_id, key, other_key))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['contrary_passage', 'said_in_reply', 'said_passage'])
      await runner.query(`drop table ${table}`);
  }
}
