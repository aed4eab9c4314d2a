import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who returned a version of a template to its author, when and why, of which the version has kept the last reason alone, until it was
 * submitted again.
 */
export class TemplateReturns1796510000000 implements MigrationInterface {
  name = 'TemplateReturns1796510000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table template_return (id uuid primary key, version_id uuid not null, agent_id uuid not null, agent_name text not null,
         remark text, at timestamptz not null, submitted_at timestamptz, submitted_by text, submitted_by_id uuid)`,
    );
    await runner.query(`create index template_return_version on template_return (version_id, at)`);
    await runner.query(
      `create function refuse_changing_return() returns trigger language plpgsql as $$
       begin
         raise exception 'That a version was returned is never rewritten.' using errcode = 'restrict_violation';
       end
       $$`,
    );
    await runner.query(
      `create trigger template_return_is_final before delete or update on template_return for each row
         execute function refuse_changing_return()`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table template_return`);
    await runner.query(`drop function refuse_changing_return()`);
  }
}
