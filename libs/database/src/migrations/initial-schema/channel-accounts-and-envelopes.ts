/** Channel accounts, what came in by them, and visitors of the chat. */
export const channelsSchema = `
  -- One configured number, mailbox or page. Written by \`messages\`.
  create table channel_account (
    id uuid primary key, kind text not null, name text not null, team_id uuid not null references team,
    enabled boolean not null default true, config jsonb not null, secrets bytea, addresses text[] not null,
    health text not null default 'unknown', health_reason text, health_at timestamptz,
    created_at timestamptz not null default now()
  );

  -- Where a pull channel stands; moves in the transaction that stores what was pulled.
  create table channel_cursor (
    channel_account_id uuid primary key references channel_account on delete cascade, cursor jsonb not null
  );

  -- When something last came by a channel account, for the board.
  create table channel_activity (
    channel_account_id uuid primary key references channel_account on delete cascade,
    last_at timestamptz not null
  );

  -- A payload as it came in, for which we are responsible. Small ones are in \`raw\`, large ones in the blob
  -- store.
  create table envelope (
    id uuid primary key, channel_account_id uuid not null references channel_account, external_id text not null,
    headers jsonb not null, raw bytea, blob text, size integer not null,
    state text not null default 'received' check (state in ('received', 'processed', 'quarantined')),
    reason text, detail text, summary jsonb, attempts integer not null default 0,
    received_at timestamptz not null default now(),
    constraint envelope_check check ((raw is null) <> (blob is null))
  );
  -- Mail hardly compresses and is read once, so Postgres should not try.
  alter table envelope alter column raw set storage external;
  create index envelope_blob on envelope (blob) where blob is not null;
  create index envelope_quarantined on envelope (id) where state = 'quarantined';
  create index envelope_received on envelope (id) where state = 'received';
  create unique index envelope_source on envelope (channel_account_id, external_id);

  -- What a visitor of a chat says of themselves, and whether they are there. A claim: no handle, no person is
  -- made of it.
  create table chat_visitor (
    channel_account_id uuid references channel_account, handle text, name text, email text,
    language text not null default 'fr', consented_at timestamptz, here_until timestamptz not null,
    primary key (channel_account_id, handle)
  );
`;
