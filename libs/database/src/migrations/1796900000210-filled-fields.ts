import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a value was given to a field of a case. Of those that are there already, the timeline says it, or, where their entry went to
 * another case by a merge, the case itself.
 */
export class FilledFields1796900000210 implements MigrationInterface {
  name = 'FilledFields1796900000210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table case_field_value add column filled_at timestamptz not null default now()`);
    await runner.query(
      `update case_field_value v set filled_at = coalesce(
         (select max(e.at) from timeline_entry e
          where e.case_id = v.case_id and e.kind = 'activity' and e.data ->> 'type' = 'fields'
            and e.data -> 'changes' @> jsonb_build_array(jsonb_build_object('fieldId', v.field_id))),
         c.opened_at)
       from cases c where c.id = v.case_id`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table case_field_value drop column filled_at`);
  }
}
