/** Cases with their timelines, and what moves entries from one case to another. */
export const casesSchema = `
  -- The number in a reference, which citizens and agents see.
  create sequence case_number;

  -- What cases are about: registration, pothole… Written by \`cases/verbs/case-types.ts\`.
  create table case_type (
    id uuid primary key, name text not null unique, active boolean not null default true,
    created_at timestamptz not null default now()
  );

  -- A case and its summary: all that a row of the inbox shows is here, kept up to date in the transaction of
  -- each change. Every list reads one of the (…, status, last_entry_at, id) indexes by keyset. Written by
  -- \`cases/timeline/write-cases-and-entries.ts\` alone: by \`newCase\` and \`saveCases\`, which all other libs call, and by
  -- \`saveDueTimes\` for \`sla\`.
  create table cases (
    id uuid primary key, reference text not null unique, subject text not null,
    status text not null default 'open' check (status in ('open', 'waiting', 'snoozed', 'closed')),
    priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
    team_id uuid not null references team, assignee_id uuid references agent,
    citizen_id uuid references citizen, citizen_name text not null default '',
    channels text[] not null default '{}', channel_account_id uuid references channel_account,
    tags text[] not null default '{}', preview text not null default '',
    last_kind text not null default 'message', last_direction text, last_entry_at timestamptz not null,
    last_position integer not null default 0, last_inbound_position integer not null default 0,
    delivery_problem text, snooze_until timestamptz, due_at timestamptz, opened_at timestamptz not null,
    closed_at timestamptz, version integer not null default 1, merged_into_id uuid references cases,
    case_type_id uuid references case_type, language text, due_for text,
    constraint cases_check check ((status = 'snoozed') = (snooze_until is not null)),
    constraint cases_check1 check ((status = 'closed') = (closed_at is not null)),
    constraint cases_check2 check (merged_into_id is null or status = 'closed')
  );
  -- For the board: how old unfinished cases are, and by which channels citizens who wait have written.
  create index cases_age on cases (team_id, opened_at) where status <> 'closed';
  create index cases_assignee on cases (assignee_id, status, last_entry_at, id) where assignee_id is not null;
  create index cases_assignee_due on cases (assignee_id, status, coalesce(due_at, 'infinity'), id) where (status
    <> 'closed') and (assignee_id is not null);
  create index cases_case_type on cases (case_type_id) where case_type_id is not null;
  create index cases_citizen on cases (citizen_id);
  create index cases_open_channels on cases (team_id, channels) where status = 'open';
  create index cases_problem on cases (team_id, last_entry_at, id) where delivery_problem is not null;
  create index cases_status on cases (status, last_entry_at, id);
  create index cases_status_due on cases (status, coalesce(due_at, 'infinity'), id) where status <> 'closed';
  create index cases_tags on cases using gin (tags) where tags <> '{}';
  create index cases_team on cases (team_id, status, last_entry_at, id);
  -- The next due time, for every view; closed cases have none.
  create index cases_team_due on cases (team_id, status, coalesce(due_at, 'infinity'), id) where status <>
    'closed';
  create index cases_unassigned on cases (team_id, status, last_entry_at, id) where assignee_id is null;
  create index cases_unassigned_due on cases (team_id, status, coalesce(due_at, 'infinity'), id) where (status <>
    'closed') and (assignee_id is null);

  -- The handles with which a case may be discussed: they wrote in it, or an agent wrote to them. Written by
  -- \`cases\` and \`messages\`.
  create table case_participant (
    case_id uuid references cases, handle_id uuid references handle, primary key (case_id, handle_id)
  );
  create index case_participant_handle on case_participant (handle_id);

  -- Up to which entry an agent has read a case. Written by \`cases\`.
  create table case_read (
    agent_id uuid references agent, case_id uuid references cases, position integer not null,
    primary key (agent_id, case_id)
  );

  -- That a case belongs together with another, or may. Written by \`cases\`.
  create table case_link (
    case_id uuid references cases, other_id uuid references cases,
    state text not null check (state in ('suggested', 'linked', 'dismissed')), reason text,
    primary key (case_id, other_id)
  );
  create index case_link_other on case_link (other_id);

  -- How the open queues grow and shrink, as differences; their sum is the count. Inserted by a trigger on
  -- \`cases\`, folded once a minute.
  create table case_count (
    id bigint generated always as identity primary key, team_id uuid not null, assignee_id uuid,
    status text not null, delta integer not null
  );
  create index case_count_team on case_count (team_id, status);

  -- What an agent is writing in a case. Written by \`cases\`.
  create table draft (
    case_id uuid references cases, agent_id uuid references agent, content jsonb not null,
    updated_at timestamptz not null, primary key (case_id, agent_id)
  );
  -- Who is writing with a template, for when it is withdrawn.
  create index draft_template on draft ((((content -> 'template') ->> 'templateId'))) where (content ->
    'template') is not null;

  -- One entry of the timeline of a case. Inserted by \`cases/timeline/write-cases-and-entries.ts\` alone, which all other libs
  -- reach by \`appendEntries\`. Never rewritten: a trigger refuses it, and a correction is a new entry. Only
  -- its place may change: by \`cases/moving/reorder-entries.ts\`.
  create table timeline_entry (
    id uuid primary key, case_id uuid not null references cases, position integer not null, kind text not null,
    at timestamptz not null, actor_kind text not null, actor_id uuid, actor_name text not null,
    channel_account_id uuid, channel_kind text, direction text, data jsonb not null,
    from_case_id uuid references cases, case_version integer not null default 0,
    constraint timeline_entry_position unique (case_id, position) deferrable
  );
  create index timeline_entry_answers on timeline_entry (at) where (kind = 'message') and (direction = 'out') and
    (actor_kind = 'agent');

  -- The words by which an entry is found. They stay when their entry moves, as indexing them again would be
  -- nine tenths of the cost of moving.
  create table entry_words (
    entry_id uuid primary key references timeline_entry, case_id uuid not null references cases,
    search tsvector not null
  );
  create index entry_words_search on entry_words using gin (search);

  -- Entries that were moved, split off or merged, and where they were before. Written by \`cases/moving\`
  -- alone.
  create table entry_move (
    id uuid primary key, how text not null check (how in ('moved', 'split', 'merged')),
    from_id uuid not null references cases, into_id uuid not null references cases, before jsonb not null,
    at timestamptz not null, by_id uuid not null, by_name text not null, undone_at timestamptz,
    undone_by_id uuid, undone_by text
  );
  create index entry_move_from on entry_move (from_id);
  create index entry_move_into on entry_move (into_id);

  -- Keeps the counts of the queues as differences, so that writers do not wait for one row.
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
  end
  $$;

  -- Entries of a timeline are final. Only where an entry stands may change, when it moves to another case.
  create function refuse_rewriting() returns trigger language plpgsql as $$
  begin
    raise exception 'An entry of the timeline is never rewritten: add a new one.' using errcode = 'restrict_violation';
  end
  $$;

  create trigger cases_are_counted after update on cases referencing old table as removed new table as added for
    each statement execute function count_cases();
  create trigger cases_are_counted_in after insert on cases referencing new table as added for each statement
    execute function count_cases();
  create trigger timeline_entry_is_final before delete or update of id, kind, at, actor_kind, actor_id,
    actor_name, channel_account_id, channel_kind, direction, data on timeline_entry for each row execute function
    refuse_rewriting();
  create trigger timeline_entry_is_kept before truncate on timeline_entry for each statement execute function
    refuse_rewriting();
`;
