/** Agents, teams, sessions and tokens, and what the installation remembers of itself. */
export const accessSchema = `
  -- Words as they are, without accents: the same for every language in which a citizen writes.
  create extension if not exists unaccent;
  create text search configuration guichet (copy = simple);
  alter text search configuration guichet
    alter mapping for hword, hword_part, word, asciiword, asciihword, hword_asciipart with unaccent, simple;

  -- Somebody who works here. Written by \`access\`.
  create table agent (
    id uuid primary key, email text not null unique, name text not null, password_hash text not null,
    role text not null, language text, theme text not null default 'auto', active boolean not null default true,
    created_at timestamptz not null default now(), languages text[] not null default '{}', capacity integer
  );

  -- A team, its working hours and its queue. Written by \`access\`, \`calendars\` and \`workforce\`.
  create table team (
    id uuid primary key, name text not null unique, created_at timestamptz not null default now(),
    confidential boolean not null default false, business_hours jsonb, queue jsonb not null default '{}'
  );

  -- Which agents are in which team. Written by \`access\`.
  create table team_member (
    team_id uuid references team on delete cascade, agent_id uuid references agent on delete cascade,
    primary key (team_id, agent_id)
  );
  create index team_member_agent on team_member (agent_id);

  -- The cookie holds a random secret; only its SHA-256 is kept, so that a copy of this table opens no
  -- session.
  create table session (
    digest text primary key, id uuid not null unique, agent_id uuid not null references agent on delete cascade,
    csrf_token text not null, user_agent text, created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(), expires_at timestamptz not null
  );
  create index session_agent on session (agent_id);

  -- A token of an agent for a program, kept as its SHA-256. Written by \`access\`.
  create table api_token (
    id uuid primary key, digest text not null unique, agent_id uuid not null references agent on delete cascade,
    name text not null, scopes text[] not null, created_at timestamptz not null default now(),
    last_used_at timestamptz, expires_at timestamptz not null
  );
  create index api_token_agent on api_token (agent_id);

  -- A request that was run under an \`Idempotency-Key\`; the same request again gets its result for a day.
  create table idempotency_key (
    agent_id uuid references agent on delete cascade, key text, request text not null, response jsonb,
    created_at timestamptz not null default now(), primary key (agent_id, key)
  );
  create index idempotency_key_age on idempotency_key (created_at);

  -- What the installation remembers about itself.
  create table setting (
    key text primary key, value jsonb not null
  );
`;
