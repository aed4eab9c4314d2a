import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the author of a note has made of it: another wording, or none. The entry itself keeps what was written first. */
export class NoteVersions1796900000290 implements MigrationInterface {
  name = 'NoteVersions1796900000290';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table note_version (
         entry_id uuid not null references timeline_entry (id), version integer not null, at timestamptz not null,
         text text, mentions uuid[] not null default '{}', primary key (entry_id, version))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table note_version`);
  }
}
