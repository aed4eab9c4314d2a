import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Correspondence about a case with others than its citizen, in tables of its own. Its messages leave by the same queue, so that a
 * delivery is of an entry or of a message of a side conversation. No index of `attachment` is made, which could take minutes in which
 * no file is stored: the files of a message are found by their ids, which it names.
 */
export class SideConversations1796630000000 implements MigrationInterface {
  name = 'SideConversations1796630000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table side_conversation (id uuid primary key, case_id uuid not null references cases,
         channel_account_id uuid not null references channel_account, subject text not null, recipients jsonb not null,
         state text not null, since timestamptz not null, started_by_id uuid not null references agent, started_by text not null,
         started_at timestamptz not null)`,
    );
    await runner.query(`create index side_conversation_case on side_conversation (case_id)`);
    await runner.query(`create index side_conversation_started on side_conversation (started_at)`);
    await runner.query(`create index side_conversation_starter on side_conversation (started_by_id, started_at)`);
    await runner.query(
      `create table side_message (id uuid primary key, conversation_id uuid not null references side_conversation,
         direction text not null, external_id text not null, fingerprint text not null default '',
         envelope_id uuid references envelope, author text not null, at timestamptz not null, data jsonb not null)`,
    );
    await runner.query(`create index side_message_conversation on side_message (conversation_id, id)`);
    await runner.query(`create index side_message_external on side_message (external_id)`);
    await runner.query(
      `create unique index side_message_once on side_message (external_id, fingerprint) where direction = 'in'`,
    );
    await runner.query(`alter table attachment add side_message_id uuid references side_message`);
    await runner.query(`alter table delivery add side_conversation_id uuid references side_conversation`);
    await runner.query(`alter table delivery drop constraint delivery_entry_id_fkey`);
    await runner.query(`alter table cases add last_side_answer_position integer not null default 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table cases drop column last_side_answer_position`);
    await runner.query(`delete from delivery where side_conversation_id is not null`);
    await runner.query(
      `alter table delivery add constraint delivery_entry_id_fkey foreign key (entry_id) references timeline_entry`,
    );
    await runner.query(`alter table delivery drop column side_conversation_id`);
    await runner.query(`alter table attachment drop column side_message_id`);
    await runner.query(`drop table side_message`);
    await runner.query(`drop table side_conversation`);
  }
}
