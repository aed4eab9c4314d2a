import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shared templates, what was sent with them, and answers that wait for an agent's word. */
export class Templates1765200000000 implements MigrationInterface {
  name = 'Templates1765200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table team add column confidential boolean not null default false;

      alter table delivery add column unless_written boolean not null default false;
      alter table delivery drop constraint delivery_state_check;
      alter table delivery add constraint delivery_state_check check (state in
        ('held', 'recalled', 'stopped', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown'));
      create index delivery_unless_written on delivery (case_id) where state = 'held' and unless_written;
      create index delivery_untold on delivery (entry_id) where state in ('recalled', 'stopped', 'failed');

      create table template (
        id uuid primary key, key text unique, title text not null, intention text not null default '', sector text,
        tags text[] not null default '{}', source_language text not null, valid_from date, valid_until date,
        created_at timestamptz not null, updated_at timestamptz not null);
      create table template_version (
        id uuid primary key, template_id uuid not null references template, language text not null, number integer not null,
        state text not null check (state in ('draft', 'review', 'approved', 'replaced', 'withdrawn')),
        content jsonb not null, source_number integer, revision integer not null default 1,
        created_at timestamptz not null, created_by text not null, submitted_at timestamptz, submitted_by text,
        approved_at timestamptz, approved_by text, withdrawn_at timestamptz, withdrawn_by text, remark text);
      create unique index template_version_number on template_version (template_id, language, number);
      create unique index template_version_open on template_version (template_id, language) where state in ('draft', 'review');
      create unique index template_version_approved on template_version (template_id, language) where state = 'approved';

      -- What was approved once stays what it was: answers point to it. A draft may be changed, and thrown away.
      create function refuse_changing_version() returns trigger language plpgsql as $$
      begin
        if old.state = 'draft' and tg_op = 'DELETE' then return old; end if;
        if tg_op = 'DELETE' or new.content is distinct from old.content or new.source_number is distinct from old.source_number
          or (new.template_id, new.language, new.number) is distinct from (old.template_id, old.language, old.number) then
          raise exception 'A version of a template is never changed: write a new one.' using errcode = 'restrict_violation';
        end if;
        return new;
      end $$;
      create trigger template_version_is_final before delete on template_version
        for each row execute function refuse_changing_version();
      create trigger template_version_keeps before update on template_version
        for each row when (old.state <> 'draft') execute function refuse_changing_version();

      create table template_use (
        entry_id uuid primary key references timeline_entry, case_id uuid not null references cases,
        team_id uuid not null references team, agent_id uuid not null, template_id uuid not null references template,
        version_id uuid not null references template_version, language text not null, channel_kind text not null,
        level text not null, tags text[] not null default '{}', verbatim boolean not null, edits jsonb not null,
        facts jsonb not null, at timestamptz not null);
      create index template_use_template on template_use (template_id, at);
      create index template_use_team on template_use (team_id, at);
      create index template_use_at on template_use (at);
      create index timeline_entry_answers on timeline_entry (at) where kind = 'message' and direction = 'out' and actor_kind = 'agent';

      create table answer_page (
        id uuid primary key, entry_id uuid not null references timeline_entry, language text not null,
        subject text not null, html text not null, at timestamptz not null);
      create index answer_page_entry on answer_page (entry_id);

      -- Files of templates are of no message; answers get copies of their rows.
      alter table attachment add column of_template boolean not null default false;
      drop index attachment_loose;
      create index attachment_loose on attachment (created_at) where entry_id is null and not of_template;

      -- Who still writes with a template, when it is withdrawn.
      create index draft_template on draft ((content -> 'template' ->> 'templateId')) where content -> 'template' is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
