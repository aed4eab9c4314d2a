import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that were passed on to the competent administration: a message to it and one to the citizen, which name what they belong to. */
export class Transmissions1796710010000 implements MigrationInterface {
  name = 'Transmissions1796710010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table transmission (id uuid primary key, case_id uuid not null references cases, authority text not null, contact text not null,
         passed_on date not null, side_conversation_id uuid references side_conversation, notice_entry_id uuid not null references timeline_entry,
         closes boolean not null, position integer not null, by_id uuid not null references agent, by text not null,
         at timestamptz not null, done_at timestamptz)`,
    );
    await runner.query(`create index transmission_case on transmission (case_id)`);
    await runner.query(`alter table delivery add transmission_id uuid references transmission`);
    await runner.query(
      `create index delivery_transmission on delivery (transmission_id) where transmission_id is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table delivery drop column transmission_id`);
    await runner.query(`drop table transmission`);
  }
}
