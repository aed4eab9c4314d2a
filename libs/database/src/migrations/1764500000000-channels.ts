import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations by account and person, files that come later, consent, persons that are one, entries that move. */
export class Channels1764500000000 implements MigrationInterface {
  name = 'Channels1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table message add column handle_id uuid references handle;
      update message m set handle_id = h.id from timeline_entry e, handle h
        where e.id = m.entry_id
          and h.type = coalesce(e.data -> 'from' ->> 'type', e.data -> 'to' -> 0 ->> 'type')
          and h.value = coalesce(e.data -> 'from' ->> 'value', e.data -> 'to' -> 0 ->> 'value');
      create index message_conversation on message (channel_id, handle_id, entry_id);
      create index message_handle on message (handle_id, entry_id);

      create table message_part (external_id text primary key, entry_id uuid not null references timeline_entry);

      alter table attachment alter column digest drop not null;
      alter table attachment add column state text not null default 'ready' check (state in ('ready', 'pending', 'lost'));
      alter table attachment add column source text;
      alter table attachment add column channel_id uuid references channel_account;

      create table early_report (
        id uuid primary key, channel_id uuid not null references channel_account, target text not null,
        report jsonb not null, received_at timestamptz not null);
      create index early_report_target on early_report (target);
      create index early_report_age on early_report (received_at);

      create table consent (
        channel_id uuid not null references channel_account, handle_id uuid not null references handle,
        given boolean not null, word text not null, at timestamptz not null, primary key (channel_id, handle_id));

      alter table handle add column note text;
      alter table handle add column linked_by text;
      -- An address that an agent adds to a person is in no case: the teams through which the agent knew the person.
      alter table handle add column team_ids uuid[] not null default '{}';
      create index case_participant_handle on case_participant (handle_id);

      -- A person stays what they are; being one with another is a pointer, so that undoing it is taking it away.
      alter table citizen add column merged_into_id uuid references citizen;
      alter table citizen add column root_id uuid references citizen;
      update citizen set root_id = id;
      alter table citizen alter column root_id set not null;
      create index citizen_root on citizen (root_id);
      create table citizen_merge (
        id uuid primary key, citizen_id uuid not null references citizen, into_id uuid not null references citizen,
        reason text not null, at timestamptz not null, by_name text not null, undone_at timestamptz, undone_by text);
      create index citizen_merge_citizen on citizen_merge (citizen_id);
      create index citizen_merge_into on citizen_merge (into_id);
      create table citizen_distinct (
        citizen_id uuid not null references citizen, other_id uuid not null references citizen,
        at timestamptz not null, by_name text not null, primary key (citizen_id, other_id), check (citizen_id < other_id));
      create index citizen_distinct_other on citizen_distinct (other_id);
      -- A name whatever its accents and capitals; the dictionary is named, so that the answer depends on nothing else.
      create function folded(text) returns text language sql immutable parallel safe strict
        return lower(public.unaccent('public.unaccent'::regdictionary, $1));
      create index citizen_name on citizen (folded(name));

      alter table cases add column merged_into_id uuid references cases;
      alter table timeline_entry add column from_case_id uuid references cases;
      create table entry_move (
        id uuid primary key, how text not null check (how in ('moved', 'split', 'merged')),
        from_id uuid not null references cases, into_id uuid not null references cases,
        -- What lay where before, for the way back.
        before jsonb not null, at timestamptz not null, by_name text not null, undone_at timestamptz, undone_by text);
      create index entry_move_from on entry_move (from_id);
      create index entry_move_into on entry_move (into_id);

      -- The words of an entry are final. Where it lies may be corrected, and each correction is an entry itself.
      create or replace function refuse_rewriting() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and to_jsonb(old) - '{case_id,position,from_case_id}'::text[] = to_jsonb(new) - '{case_id,position,from_case_id}'::text[] then
          return new;
        end if;
        raise exception 'An entry of the timeline is never rewritten: add a new one.' using errcode = 'restrict_violation';
      end $$;
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
