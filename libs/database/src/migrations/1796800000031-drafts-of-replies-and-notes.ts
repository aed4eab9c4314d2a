import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the draft of a reply beside that of a note, which took its place before. */
export class DraftsOfRepliesAndNotes1796800000031 implements MigrationInterface {
  name = 'DraftsOfRepliesAndNotes1796800000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table draft add mode text not null default 'reply' check (mode in ('reply', 'note'));
      update draft set mode = 'note' where content ->> 'mode' = 'note';
      alter table draft alter mode drop default, drop constraint draft_pkey, add primary key (case_id, agent_id, mode)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from draft d where mode = 'note'
        and exists (select 1 from draft o where o.case_id = d.case_id and o.agent_id = d.agent_id and o.mode = 'reply');
      alter table draft drop constraint draft_pkey, drop mode, add primary key (case_id, agent_id)`);
  }
}
