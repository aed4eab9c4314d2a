import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first tables. Columns mirror the entities (`drift.db.spec.ts` compares); what SQL alone can say is said here. */
export class House1764000000000 implements MigrationInterface {
  name = 'House1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists unaccent;

      -- Words as they are, without accents: the same for every language a citizen writes in.
      create text search configuration guichet (copy = simple);
      alter text search configuration guichet
        alter mapping for hword, hword_part, word, asciiword, asciihword, hword_asciipart with unaccent, simple;

      create sequence case_number;

      create table agent (
        id uuid primary key, email text not null unique, name text not null, password_hash text not null,
        role text not null, language text, theme text not null default 'auto', active boolean not null default true,
        created_at timestamptz not null default now());

      create table team (id uuid primary key, name text not null unique, created_at timestamptz not null default now());
      create table team_member (
        team_id uuid not null references team on delete cascade,
        agent_id uuid not null references agent on delete cascade, primary key (team_id, agent_id));
      create index team_member_agent on team_member (agent_id);

      create table session (
        digest text primary key, id uuid not null unique, agent_id uuid not null references agent on delete cascade,
        csrf_token text not null, user_agent text, created_at timestamptz not null default now(),
        seen_at timestamptz not null default now(), expires_at timestamptz not null);
      create index session_agent on session (agent_id);

      create table api_token (
        id uuid primary key, digest text not null unique, agent_id uuid not null references agent on delete cascade,
        name text not null, scopes text[] not null, created_at timestamptz not null default now(),
        last_used_at timestamptz, expires_at timestamptz not null);
      create index api_token_agent on api_token (agent_id);

      create table idempotency_key (
        agent_id uuid not null references agent on delete cascade, key text not null, request text not null,
        response jsonb, created_at timestamptz not null default now(), primary key (agent_id, key));
      create index idempotency_key_age on idempotency_key (created_at);

      create table setting (key text primary key, value jsonb not null);

      create table channel_account (
        id uuid primary key, kind text not null, name text not null, team_id uuid not null references team,
        enabled boolean not null default true, config jsonb not null, secrets bytea, addresses text[] not null,
        health text not null default 'unknown', health_reason text, health_at timestamptz,
        created_at timestamptz not null default now());
      create table channel_cursor (channel_id uuid primary key references channel_account on delete cascade, cursor jsonb not null);

      create table envelope (
        id uuid primary key, channel_id uuid not null references channel_account, external_id text not null,
        headers jsonb not null, raw bytea, blob text, size integer not null,
        state text not null default 'received' check (state in ('received', 'understood', 'held')),
        reason text, detail text, summary jsonb, attempts integer not null default 0,
        received_at timestamptz not null default now(), check ((raw is null) <> (blob is null)));
      -- Mail hardly compresses and is read once: spend no time on it.
      alter table envelope alter column raw set storage external;
      create unique index envelope_source on envelope (channel_id, external_id);
      create index envelope_received on envelope (id) where state = 'received';
      create index envelope_held on envelope (id) where state = 'held';

      create table citizen (id uuid primary key, name text not null, created_at timestamptz not null default now());
      create table handle (
        id uuid primary key, type text not null, value text not null, name text not null default '',
        citizen_id uuid not null references citizen, evidence text not null, verified boolean not null default false,
        linked_at timestamptz not null default now());
      create unique index handle_value on handle (type, value);
      create index handle_citizen on handle (citizen_id);
      -- For the beginning of a name or an address, whatever the collation of the database.
      create index citizen_beginning on citizen (lower(name) text_pattern_ops);
      create index handle_beginning on handle (value text_pattern_ops);

      create table cases (
        id uuid primary key, reference text not null unique, subject text not null,
        status text not null default 'open' check (status in ('open', 'waiting', 'snoozed', 'closed')),
        priority text not null default 'normal', team_id uuid not null references team,
        assignee_id uuid references agent, citizen_id uuid references citizen, citizen_name text not null default '',
        channels text[] not null default '{}', channel_id uuid references channel_account,
        tags text[] not null default '{}', preview text not null default '', last_kind text not null default 'message',
        last_direction text, last_entry_at timestamptz not null, last_position integer not null default 0,
        last_inbound_position integer not null default 0, delivery_problem text, snooze_until timestamptz,
        due_at timestamptz, opened_at timestamptz not null, closed_at timestamptz, version integer not null default 1,
        check ((status = 'snoozed') = (snooze_until is not null)));
      create index cases_team on cases (team_id, status, last_entry_at, id);
      create index cases_assignee on cases (assignee_id, status, last_entry_at, id) where assignee_id is not null;
      create index cases_unassigned on cases (team_id, status, last_entry_at, id) where assignee_id is null;
      create index cases_status on cases (status, last_entry_at, id);
      create index cases_citizen on cases (citizen_id);
      create index cases_tags on cases using gin (tags) where tags <> '{}';

      create table case_participant (
        case_id uuid not null references cases, handle_id uuid not null references handle, primary key (case_id, handle_id));
      create table case_read (
        agent_id uuid not null references agent, case_id uuid not null references cases, position integer not null,
        primary key (agent_id, case_id));
      create table case_link (
        case_id uuid not null references cases, other_id uuid not null references cases,
        state text not null check (state in ('suggested', 'linked', 'dismissed')), reason text, primary key (case_id, other_id));
      create index case_link_other on case_link (other_id);
      create table draft (
        case_id uuid not null references cases, agent_id uuid not null references agent, content jsonb not null,
        updated_at timestamptz not null, primary key (case_id, agent_id));

      create table case_count (
        id bigint generated always as identity primary key, team_id uuid not null, assignee_id uuid,
        status text not null, delta integer not null);
      create index case_count_team on case_count (team_id, status);

      create table timeline_entry (
        id uuid primary key, case_id uuid not null references cases, position integer not null, kind text not null,
        at timestamptz not null, actor_kind text not null, actor_id uuid, actor_name text not null, channel_id uuid,
        channel_kind text, direction text, data jsonb not null, search tsvector);
      create unique index timeline_entry_position on timeline_entry (case_id, position);
      create index timeline_entry_search on timeline_entry using gin (search);

      create table message (
        entry_id uuid primary key references timeline_entry, case_id uuid not null references cases,
        channel_id uuid not null references channel_account, direction text not null, external_id text not null,
        fingerprint text not null default '', envelope_id uuid references envelope);
      create index message_external on message (external_id);
      create unique index message_once on message (external_id, fingerprint) where direction = 'in';
      create index message_case on message (case_id);

      create table attachment (
        id uuid primary key, digest text not null, name text not null, type text not null, size integer not null,
        inline boolean not null default false, entry_id uuid references timeline_entry, case_id uuid references cases,
        uploaded_by uuid references agent, created_at timestamptz not null default now());
      create index attachment_entry on attachment (entry_id);
      create index attachment_loose on attachment (created_at) where entry_id is null;

      create table delivery (
        entry_id uuid primary key references timeline_entry, case_id uuid not null references cases,
        channel_id uuid not null references channel_account,
        state text not null check (state in ('held', 'recalled', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown')),
        reason text, attempts integer not null default 0, due_at timestamptz not null, started_at timestamptz,
        changed_at timestamptz not null, recipients jsonb not null default '[]');
      create index delivery_due on delivery (channel_id, due_at) where state in ('held', 'queued');
      create index delivery_sending on delivery (started_at) where state = 'sending';
      create index delivery_case on delivery (case_id);

      create table event (
        id bigint generated always as identity primary key,
        xid bigint not null default pg_current_xact_id()::text::bigint, at timestamptz not null default now(),
        type text not null, case_id uuid, team_ids uuid[] not null default '{}', agent_id uuid, actor_id uuid,
        data jsonb not null);
      create index event_order on event (xid, id);

      create function refuse_rewriting() returns trigger language plpgsql as $$
      begin
        raise exception 'An entry of the timeline is never rewritten: add a new one.' using errcode = 'restrict_violation';
      end $$;
      create trigger timeline_entry_is_final before update or delete on timeline_entry
        for each row execute function refuse_rewriting();
      create trigger timeline_entry_is_kept before truncate on timeline_entry
        for each statement execute function refuse_rewriting();

      -- Counts follow every change of a queue, whoever makes it, without a row that all writers would wait for.
      create function count_cases() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          insert into case_count (team_id, assignee_id, status, delta)
          select team_id, assignee_id, status, count(*) from added group by 1, 2, 3;
        else
          insert into case_count (team_id, assignee_id, status, delta)
          select team_id, assignee_id, status, sum(n) from (
            select a.team_id, a.assignee_id, a.status, 1 as n from added a join removed r using (id)
              where (a.team_id, a.status) <> (r.team_id, r.status) or a.assignee_id is distinct from r.assignee_id
            union all
            select r.team_id, r.assignee_id, r.status, -1 from removed r join added a using (id)
              where (a.team_id, a.status) <> (r.team_id, r.status) or a.assignee_id is distinct from r.assignee_id
          ) moved group by 1, 2, 3 having sum(n) <> 0;
        end if;
        return null;
      end $$;
      create trigger cases_are_counted_in after insert on cases
        referencing new table as added for each statement execute function count_cases();
      create trigger cases_are_counted after update on cases
        referencing new table as added old table as removed for each statement execute function count_cases();
    `);
  }

  async down(): Promise<void> {
    throw new Error('The first migration has nothing to go back to: restore a backup.');
  }
}
