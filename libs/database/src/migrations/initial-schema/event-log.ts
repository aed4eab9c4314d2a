/** The event log, and how far each of its readers has come. */
export const eventLogSchema = `
  -- A change, written in the transaction that makes it. Read in commit order: (transaction, id) below the
  -- oldest still open.
  create table event (
    id bigint generated always as identity primary key,
    xid bigint not null default ((pg_current_xact_id())::text)::bigint, at timestamptz not null default now(),
    type text not null, audience text not null, case_id uuid, team_ids uuid[] not null default '{}',
    agent_id uuid, actor_id uuid, data jsonb not null
  );
  create index event_order on event (xid, id);

  -- How far a reader has read the event log; written by \`LogReader\` alone.
  create table log_reader (
    name text primary key, position text not null
  );
`;
