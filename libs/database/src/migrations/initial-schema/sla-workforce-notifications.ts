/** SLA timers, presence and skills of agents, notifications. */
export const workSchema = `
  -- One target applied to one case; written by \`sla\` alone. A timer that is done or dropped is never computed
  -- again; one that runs or is paused follows the case, the business hours of its team and the targets.
  create table sla_timer (
    id uuid primary key, case_id uuid not null references cases,
    kind text not null check (kind in ('first-response', 'next-response', 'resolution')),
    start_position integer not null,
    state text not null check (state in ('running', 'paused', 'done', 'dropped')), target jsonb not null,
    target_name text not null, team_id uuid not null references team, started_at timestamptz not null,
    due_at timestamptz, elapsed_seconds integer not null default 0, total_seconds integer not null,
    as_of timestamptz not null, ended_at timestamptz, breached_at timestamptz, last_threshold integer,
    next_threshold_at timestamptz,
    constraint sla_timer_check check ((state = 'running') = (due_at is not null and ended_at is null)),
    constraint sla_timer_check1 check ((state in ('done', 'dropped')) = (ended_at is not null))
  );
  create index sla_timer_breached on sla_timer (breached_at) where breached_at is not null;
  create unique index sla_timer_case on sla_timer (case_id, kind, start_position);
  create index sla_timer_open on sla_timer (next_threshold_at) where state = 'running';

  -- How an agent is. Whoever has no row was never here.
  create table agent_presence (
    agent_id uuid primary key references agent,
    state text not null default 'available' check (state in ('available', 'busy', 'away')),
    since timestamptz not null, heartbeat_at timestamptz, absent boolean not null default false,
    absent_until timestamptz, substitute_id uuid references agent, last_assigned_at timestamptz, planned jsonb,
    constraint agent_presence_check check (absent or absent_until is null and substitute_id is null)
  );

  -- A kind of case that an agent knows.
  create table agent_skill (
    agent_id uuid references agent, case_type_id uuid references case_type,
    level integer not null check (level >= 1 and level <= 3), primary key (agent_id, case_type_id)
  );
  create index agent_skill_case_type on agent_skill (case_type_id);

  -- What one agent was notified of; written by \`notifications\` alone.
  create table notification (
    id uuid primary key, agent_id uuid not null references agent, case_id uuid references cases,
    about jsonb not null, dedupe_key text, at timestamptz not null, read_at timestamptz
  );
  create index notification_agent on notification (agent_id, id);
  create unique index notification_once on notification (agent_id, dedupe_key) where dedupe_key is not null;
  create index notification_unread on notification (agent_id) where read_at is null;
`;
