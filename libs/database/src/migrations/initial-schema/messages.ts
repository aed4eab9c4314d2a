/** Messages, their files and their deliveries. */
export const messagesSchema = `
  -- What threading and deduplication need to know of a message entry.
  create table message (
    entry_id uuid primary key references timeline_entry, case_id uuid not null references cases,
    channel_account_id uuid not null references channel_account, direction text not null,
    external_id text not null, fingerprint text not null default '', envelope_id uuid references envelope,
    handle_id uuid references handle
  );
  create index message_case on message (case_id);
  create index message_conversation on message (channel_account_id, handle_id, entry_id);
  create index message_external on message (external_id);
  create index message_handle on message (handle_id, entry_id);
  create unique index message_once on message (external_id, fingerprint) where direction = 'in';

  -- What a provider calls a message of ours, or a part of one that is sent in several, and how far that has
  -- come.
  create table message_part (
    external_id text primary key, entry_id uuid not null references timeline_entry, position smallint,
    state text not null default 'sent', reason text
  );
  create index message_part_entry on message_part (entry_id);

  -- A provider's word that came before the message it is about, or while that was being sent; applied when
  -- that is known, forgotten after a while.
  create table early_report (
    id uuid primary key, channel_account_id uuid not null references channel_account, target text not null,
    report jsonb not null, received_at timestamptz not null
  );
  create index early_report_age on early_report (received_at);
  create index early_report_target on early_report (target);

  -- A file of a message, a draft or a template; its bytes are in the blob store. Written by \`messages\`.
  create table attachment (
    id uuid primary key, digest text, name text not null, type text not null, size integer not null,
    inline boolean not null default false, entry_id uuid references timeline_entry,
    case_id uuid references cases, uploaded_by uuid references agent,
    created_at timestamptz not null default now(),
    state text not null default 'ready' check (state in ('ready', 'pending', 'lost')), source text,
    channel_account_id uuid references channel_account, of_template boolean not null default false
  );
  create index attachment_digest on attachment (digest);
  create index attachment_entry on attachment (entry_id);
  create index attachment_loose on attachment (created_at) where (entry_id is null) and (not of_template);

  -- An answer on its way: a state machine on its own row, claimed with \`for update skip locked\`.
  create table delivery (
    entry_id uuid primary key references timeline_entry, case_id uuid not null references cases,
    channel_account_id uuid not null references channel_account,
    state text not null check (state in ('scheduled', 'canceled', 'blocked', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown')),
    reason text, attempts integer not null default 0, due_at timestamptz not null, scheduled_for timestamptz, started_at timestamptz,
    changed_at timestamptz not null, recipients jsonb not null default '[]', sent_at timestamptz,
    continued_at timestamptz, parts smallint not null default 1, uncertain_since timestamptz,
    cancel_if_citizen_replies boolean not null default false
  );
  create index delivery_cancel_if_citizen_replies on delivery (case_id) where (state = 'scheduled') and
    cancel_if_citizen_replies;
  create index delivery_case on delivery (case_id);
  create index delivery_due on delivery (channel_account_id, due_at) where state in ('scheduled', 'queued');
  create index delivery_sending on delivery (started_at) where state = 'sending';
  create index delivery_unsent on delivery (entry_id) where state in ('canceled', 'blocked', 'failed');

  -- What a secure page shows: the full answer behind the link in one that had too little room.
  create table reply_page (
    id uuid primary key, entry_id uuid not null references timeline_entry, language text not null,
    subject text not null, html text not null, at timestamptz not null
  );
  create index reply_page_entry on reply_page (entry_id);
`;
