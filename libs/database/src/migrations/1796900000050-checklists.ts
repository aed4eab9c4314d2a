import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The steps of case types, and those that are done in cases or were added there. */
export class Checklists1796900000050 implements MigrationInterface {
  name = 'Checklists1796900000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table checklist_step (
         id uuid primary key,
         case_type_id uuid not null references case_type,
         label jsonb not null,
         required boolean not null,
         position integer not null,
         archived_at timestamptz,
         created_at timestamptz not null
       )`,
    );
    await runner.query(`create index checklist_step_type on checklist_step (case_type_id, position)`);
    await runner.query(
      `create table case_step (
         case_id uuid not null references cases,
         id uuid not null,
         template_step_id uuid references checklist_step,
         label text,
         position integer not null,
         done_at timestamptz,
         done_by jsonb,
         primary key (case_id, id),
         constraint case_step_kind_check check ((template_step_id is null) <> (label is null)),
         constraint case_step_template_check check (template_step_id is null or template_step_id = id),
         constraint case_step_done_check check ((done_at is null) = (done_by is null))
       )`,
    );
    await runner.query(`create index case_step_template on case_step (template_step_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table case_step, checklist_step`);
  }
}
