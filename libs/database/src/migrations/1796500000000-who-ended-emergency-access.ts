import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who ended an emergency access, which the timeline of the case alone has known. */
export class WhoEndedEmergencyAccess1796500000000 implements MigrationInterface {
  name = 'WhoEndedEmergencyAccess1796500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table break_glass add column ended_by_id uuid, add column ended_by_name text`);
    await runner.query(
      `update break_glass b set ended_by_id = e.actor_id, ended_by_name = e.actor_name from timeline_entry e
       where b.ended_at is not null and e.case_id = b.case_id and e.kind = 'activity' and e.data ->> 'type' = 'glass-ended' and e.at = b.ended_at
         and coalesce(e.data ->> 'of', b.agent_name) = b.agent_name and (e.data ->> 'of' is not null or e.actor_id = b.agent_id)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table break_glass drop column ended_by_id, drop column ended_by_name`);
  }
}
