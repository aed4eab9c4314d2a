import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A target that was missed stays missed while its timer is paused: the case is found among those that are late. */
export class MissedWhileWaiting1796900000280 implements MigrationInterface {
  name = 'MissedWhileWaiting1796900000280';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update cases c set due_at = k.breached_at, due_for = k.kind from (
         select distinct on (case_id) case_id, breached_at, kind from sla_timer
         where state = 'paused' and breached_at is not null order by case_id, breached_at) k
       where c.id = k.case_id and coalesce(c.due_at, 'infinity') > k.breached_at`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `update cases c set due_at = k.due_at, due_for = k.kind from (
         select distinct on (p.case_id) p.case_id, r.due_at, r.kind from sla_timer p
         left join sla_timer r on r.case_id = p.case_id and r.state = 'running'
         where p.state = 'paused' and p.breached_at is not null order by p.case_id, r.due_at nulls last) k
       where c.id = k.case_id`,
    );
  }
}
