/** People, their handles, and what is known of whose a handle is. */
export const citizensSchema = `
  -- A name without accents and in lower case. The dictionary is named, so that the result depends on nothing
  -- else.
  create function folded(text)
    returns text
    language sql
    immutable parallel safe strict
    return lower(unaccent('unaccent'::regdictionary, $1));

  -- A person who writes to us. That two are one is a pointer to the other, so that a merge can be undone.
  create table citizen (
    id uuid primary key, name text not null, created_at timestamptz not null default now(),
    merged_into_id uuid references citizen, root_id uuid not null references citizen
  );
  -- For the beginning of a name, whatever the collation of the database.
  create index citizen_beginning on citizen (lower(name) text_pattern_ops);
  create index citizen_name on citizen (folded(name));
  create index citizen_root on citizen (root_id);

  -- The history of merges: appended, never deleted.
  create table citizen_merge (
    id uuid primary key, citizen_id uuid not null references citizen, into_id uuid not null references citizen,
    reason text not null, at timestamptz not null, by_id uuid not null, by_name text not null,
    undone_at timestamptz, undone_by_id uuid, undone_by text
  );
  create index citizen_merge_citizen on citizen_merge (citizen_id);
  create index citizen_merge_into on citizen_merge (into_id);

  -- An agent has said that these two are not one person. \`citizenId\` is the smaller id.
  create table citizen_distinct (
    citizen_id uuid references citizen, other_id uuid references citizen, at timestamptz not null,
    by_id uuid not null, by_name text not null, constraint citizen_distinct_check check (citizen_id < other_id),
    primary key (citizen_id, other_id)
  );
  create index citizen_distinct_other on citizen_distinct (other_id);

  -- One way to reach a person, linked to them by evidence.
  create table handle (
    id uuid primary key, type text not null, value text not null, name text not null default '',
    citizen_id uuid not null references citizen, evidence text not null,
    verified boolean not null default false, linked_at timestamptz not null default now()
  );
  create index handle_beginning on handle (value text_pattern_ops);
  create index handle_citizen on handle (citizen_id);
  create unique index handle_value on handle (type, value);

  -- How we know that somebody uses a handle, be it their own or that of another: appended, never rewritten.
  -- What was learnt before the last \`withdrawn\` stands no more.
  create table handle_evidence (
    id bigint generated always as identity primary key, handle_id uuid not null references handle,
    citizen_id uuid not null references citizen,
    kind text not null check (kind in ('claimed', 'wrote', 'recorded', 'checked', 'signed', 'withdrawn')),
    name text not null default '', note text, by_id uuid, by_name text, team_ids uuid[] not null default '{}',
    at timestamptz not null
  );
  create index handle_evidence_citizen on handle_evidence (citizen_id);
  create index handle_evidence_handle on handle_evidence (handle_id, citizen_id);

  -- Whether a person may be written to by one account, as they said.
  create table consent (
    channel_account_id uuid references channel_account, handle_id uuid references handle,
    given boolean not null, word text not null, at timestamptz not null,
    primary key (channel_account_id, handle_id)
  );

  -- Evidence is only appended.
  create function refuse_forgetting() returns trigger language plpgsql as $$
  begin
    raise exception 'Evidence is never rewritten: add what is known now.' using errcode = 'restrict_violation';
  end
  $$;

  create trigger handle_evidence_is_final before delete or update on handle_evidence for each row execute
    function refuse_forgetting();
  create trigger handle_evidence_is_kept before truncate on handle_evidence for each statement execute function
    refuse_forgetting();
`;
