import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How we know whose an address is: all that was ever learnt of it, by whom and where. */
export class Evidence1764700000000 implements MigrationInterface {
  name = 'Evidence1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table handle_evidence (
        id bigint generated always as identity primary key,
        handle_id uuid not null references handle, citizen_id uuid not null references citizen,
        kind text not null check (kind in ('claimed', 'wrote', 'recorded', 'checked', 'signed', 'withdrawn')),
        name text not null default '', note text, by_name text, team_ids uuid[] not null default '{}', at timestamptz not null);
      create index handle_evidence_handle on handle_evidence (handle_id, citizen_id);
      create index handle_evidence_citizen on handle_evidence (citizen_id);

      insert into handle_evidence (handle_id, citizen_id, kind, name, note, by_name, team_ids, at)
        select id, citizen_id, evidence, name, note, linked_by, team_ids, linked_at from handle order by id;
      insert into handle_evidence (handle_id, citizen_id, kind, name, at)
        select m.handle_id, e.actor_id, 'wrote', (array_agg(e.actor_name order by e.at))[1], min(e.at)
        from message m join timeline_entry e on e.id = m.entry_id join handle h on h.id = m.handle_id
        where m.direction = 'in' and e.actor_kind = 'citizen' and e.actor_id <> h.citizen_id group by 1, 2;
      alter table handle drop column note, drop column linked_by, drop column team_ids;

      create function refuse_forgetting() returns trigger language plpgsql as $$
      begin
        raise exception 'Evidence is never rewritten: add what is known now.' using errcode = 'restrict_violation';
      end $$;
      create trigger handle_evidence_is_final before update or delete on handle_evidence
        for each row execute function refuse_forgetting();
      create trigger handle_evidence_is_kept before truncate on handle_evidence
        for each statement execute function refuse_forgetting();
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
