import { allow, visibleSectors, parameters, type Principal } from '@guichet/access';
import type { TemplateUseReport } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { WAS_SENT, getTemplate, usesBlock } from '../authoring/template.queries.js';

/** A wording that as many have put in the place of ours is one to think about. */
const COMMON = 0.1;
const SOME = 3;

interface EditRow extends Omit<TemplateUseReport['edits'][number], 'instead'> {
  instead: string | null;
  insteadCount: number | null;
}

type Figures = Pick<TemplateUseReport, 'uses' | 'byChannel' | 'byTeam' | 'byWeek'> & {
  verbatim: number;
  lastUsedAt: Date | null;
};

/** Returns how agents used a template in the last `days`, in the sectors of which the reader knows. */
export async function getUseReport(
  reader: Reader,
  who: Principal,
  { templateId, days }: { templateId: string; days: number },
): Promise<TemplateUseReport> {
  allow(who, 'template.read');
  const { isBlock } = await getTemplate(reader, who, templateId);
  const since = new Date(reader.now.getTime() - days * 86_400_000);
  const [{ uses, verbatim, lastUsedAt, ...rows }, answers, edits] = await Promise.all([
    figuresOf(reader, who, { templateId, isBlock, since }),
    repliesSince(reader, who, since),
    editsOfVersion(reader, who, { templateId, since }),
  ]);
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return {
    uses,
    share: share(uses, answers),
    verbatim: share(verbatim, uses),
    ...rows,
    edits: edits.map(({ instead, insteadCount, deleted, changed, ...row }) => ({
      ...row,
      deleted: share(deleted, row.uses),
      changed: share(changed, row.uses),
      instead:
        instead && insteadCount! >= SOME && share(insteadCount!, row.uses) >= COMMON
          ? { text: instead, share: share(insteadCount!, row.uses) }
          : null,
    })),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/**
 * Returns how often, where and by whom a template was used, or a block as the part of replies; the uses are read once. Indexes
 * `template_use_template`, `template_use_blocks`, `delivery_unsent`.
 */
async function figuresOf(
  reader: Reader,
  who: Principal,
  { templateId, isBlock, since }: { templateId: string; isBlock: boolean; since: Date },
): Promise<Figures> {
  const { values, bind } = parameters(templateId, since, reader.now);
  const [row] = await reader.query<Figures>(
    `with used as materialized (
       select u.channel_kind as channel, u.team_id, u.verbatim, u.at from template_use u
       where ${isBlock ? usesBlock('$1') : 'u.template_id = $1'} and u.at > $2 and ${WAS_SENT}
         and ${visibleSectors(who, bind).team('u.team_id')}),
     channel as (select channel, count(*)::int as uses from used group by 1),
     team as (select u.team_id as "teamId", t.name as team, count(*)::int as uses from used u join team t on t.id = u.team_id group by 1, 2),
     week as (
       select w.at::date::text as week, count(u.at)::int as uses
       from generate_series(date_trunc('week', $2::timestamptz), date_trunc('week', $3::timestamptz), interval '1 week') w(at)
       left join used u on date_trunc('week', u.at) = w.at group by 1)
     select count(*)::int as uses, count(*) filter (where verbatim)::int as verbatim, max(at) as "lastUsedAt",
       (select coalesce(jsonb_agg(c order by c.uses desc, c.channel), '[]') from channel c) as "byChannel",
       (select coalesce(jsonb_agg(t order by t.uses desc, t.team), '[]') from team t) as "byTeam",
       (select coalesce(jsonb_agg(w order by w.week), '[]') from week w) as "byWeek"
     from used`,
    values,
  );
  return row!;
}

/** Counts the replies of all agents, with a template or without. Index `timeline_entry_answers`. */
async function repliesSince(reader: Reader, who: Principal, since: Date): Promise<number> {
  const { values, bind } = parameters(since);
  const [row] = await reader.query<{ answers: number }>(
    `select count(*)::int as answers from timeline_entry e
     where e.kind = 'message' and e.direction = 'out' and e.actor_kind = 'agent' and e.at > $1
       and ${visibleSectors(who, bind).team('(select c.team_id from cases c where c.id = e.case_id)')}`,
    values,
  );
  return row!.answers;
}

/** Block by block of the versions in use, where at least one agent has touched it. A notice has no blocks. Indexes as above. */
const editsOfVersion = (
  reader: Reader,
  who: Principal,
  { templateId, since }: { templateId: string; since: Date },
): Promise<EditRow[]> => {
  const { values, bind } = parameters(templateId, since);
  return reader.query<EditRow>(
    `with version as materialized (
       select id, language, number, content from template_version where template_id = $1 and state = 'approved'),
     touched as materialized (
       select u.version_id, u.case_id, e.block, e.kind, e.fate, case when e.fate = 'changed' and u.level = 'full' then e.after end as instead
       from template_use u cross join lateral jsonb_to_recordset(u.edits) e (block int, kind text, fate text, after text)
       where u.template_id = $1 and u.at > $2 and u.level <> 'notice' and u.version_id in (select id from version) and ${WAS_SENT}
         and ${visibleSectors(who, bind).team('u.team_id')}),
     summed as (
       select version_id, block, kind, count(*)::int as uses, count(*) filter (where fate = 'deleted')::int as deleted,
         count(*) filter (where fate = 'changed')::int as changed
       from touched group by 1, 2, 3 having count(*) filter (where fate <> 'kept') > 0),
     instead as (
       select distinct on (version_id, block) version_id, block, instead, count(distinct case_id)::int as many
       from touched where instead is not null group by 1, 2, 3 order by 1, 2, 4 desc, 3)
     select v.language, v.number, s.block, s.kind, coalesce(v.content -> 'blocks' -> s.block ->> 'full', '') as text, s.uses,
       s.deleted, s.changed, i.instead, i.many as "insteadCount"
     from summed s join version v on v.id = s.version_id
       left join instead i on i.version_id = s.version_id and i.block = s.block
     order by (s.deleted + s.changed)::float / s.uses desc, v.language, s.block`,
    values,
  );
};
