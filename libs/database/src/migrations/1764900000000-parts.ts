import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each part of an answer has come; since when an answer may have left without our knowing. */
export class Parts1764900000000 implements MigrationInterface {
  name = 'Parts1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table message_part add column position smallint, add column state text not null default 'sent', add column reason text;
      create index message_part_entry on message_part (entry_id);
      alter table delivery add column parts smallint not null default 1, add column uncertain_since timestamptz;

      -- Until now the id of the first part stood with the message alone, and no part had a state of its own.
      insert into message_part (external_id, entry_id, position)
        select m.external_id, m.entry_id, 0 from message m join delivery d using (entry_id)
        where m.external_id not like m.entry_id || '.%' on conflict do nothing;
      with placed as (
        select external_id, row_number() over (partition by entry_id order by position nulls last, external_id) - 1 as n from message_part)
      update message_part p set position = placed.n, reason = d.reason,
        state = case when d.state in ('sent', 'delivered', 'read', 'failed') then d.state else 'sent' end
      from placed, delivery d where placed.external_id = p.external_id and d.entry_id = p.entry_id;
      update delivery d set parts = p.n from (select entry_id, count(*) as n from message_part group by 1) p where p.entry_id = d.entry_id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
