/** Templates, their versions and their use. */
export const templatesSchema = `
  -- An intention: what is told, in whatever language and by whatever channel.
  create table template (
    id uuid primary key, key text unique, title text not null, intention text not null default '', sector text,
    tags text[] not null default '{}', source_language text not null, valid_from date, valid_until date,
    created_at timestamptz not null, updated_at timestamptz not null
  );

  -- One wording of a template in one language. A trigger refuses to change what is no draft any more.
  create table template_version (
    id uuid primary key, template_id uuid not null references template, language text not null,
    number integer not null,
    state text not null check (state in ('draft', 'review', 'approved', 'replaced', 'withdrawn')),
    content jsonb not null, source_number integer, revision integer not null default 1,
    created_at timestamptz not null, created_by text not null, created_by_id uuid, submitted_at timestamptz,
    submitted_by text, submitted_by_id uuid, approved_at timestamptz, approved_by text, approved_by_id uuid,
    withdrawn_at timestamptz, withdrawn_by text, withdrawn_by_id uuid, remark text
  );
  create unique index template_version_approved on template_version (template_id, language) where state =
    'approved';
  create unique index template_version_number on template_version (template_id, language, number);
  create unique index template_version_open on template_version (template_id, language) where state in ('draft',
    'review');

  -- What was sent with a template, as figures and boards read it; the answer itself keeps the same as its
  -- provenance.
  create table template_use (
    entry_id uuid primary key references timeline_entry, case_id uuid not null references cases,
    team_id uuid not null references team, agent_id uuid not null,
    template_id uuid not null references template, version_id uuid not null references template_version,
    language text not null, channel_kind text not null, level text not null, tags text[] not null default '{}',
    verbatim boolean not null, edits jsonb not null, facts jsonb not null, at timestamptz not null
  );
  create index template_use_at on template_use (at);
  create index template_use_team on template_use (team_id, at);
  create index template_use_template on template_use (template_id, at);

  -- A version that was approved stays as it is, because replies point to it. A draft may be changed and
  -- deleted.
  create function refuse_changing_version() returns trigger language plpgsql as $$
  begin
    if old.state = 'draft' and tg_op = 'DELETE' then return old; end if;
    if tg_op = 'DELETE' or new.content is distinct from old.content or new.source_number is distinct from old.source_number
      or (new.template_id, new.language, new.number) is distinct from (old.template_id, old.language, old.number) then
      raise exception 'A version of a template is never changed: write a new one.' using errcode = 'restrict_violation';
    end if;
    return new;
  end
  $$;

  create trigger template_version_is_final before delete on template_version for each row execute function
    refuse_changing_version();
  create trigger template_version_keeps before update on template_version for each row when (old.state <>
    'draft') execute function refuse_changing_version();
`;
