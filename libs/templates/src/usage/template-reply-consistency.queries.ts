import { allow, visibleSectors, visibleTemplates, parameters, scope, type Principal } from '@guichet/access';
import type {
  ChannelKind,
  ConsistencyFact,
  ConsistencyOverview,
  ConsistencyReport,
  Deviation,
  FactKind,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { WAS_SENT, getTemplate } from '../authoring/template.queries.js';

const MOST = 200;
const verdict = (name: string) => `u.facts @> '[{"verdict": "${name}"}]'`;
const DEVIATES = `(${verdict('other')} or ${verdict('missing')} or ${verdict('added')})`;
const COUNTS = `count(*)::int as replies, count(*) filter (where ${verdict('other')})::int as contradicting,
  count(*) filter (where ${verdict('missing')} and not ${verdict('other')})::int as incomplete,
  count(*) filter (where ${verdict('added')})::int as adding,
  count(*) filter (where not u.verbatim and not ${DEVIATES})::int as "notJudged"`;

const sinceOf = (reader: Reader, days: number) => new Date(reader.now.getTime() - days * 86_400_000);

/** Every intention that was answered with in sectors of which the reader knows, the least consistent first. Indexes `template_use_at`, `delivery_unsent`. */
export async function getConsistencyOverview(
  reader: Reader,
  who: Principal,
  days: number,
): Promise<ConsistencyOverview> {
  allow(who, 'template.read');
  const { values, bind } = parameters(sinceOf(reader, days));
  const known = visibleSectors(who, bind);
  const items = await reader.query<ConsistencyOverview['items'][number]>(
    `select t.id as "templateId", t.key, t.title, ${COUNTS} from template_use u join template t on t.id = u.template_id
     where u.at > $1 and ${WAS_SENT} and ${visibleTemplates(who, bind)('t')} and ${known.team('u.team_id')} group by t.id, t.key, t.title
     order by (count(*) filter (where ${verdict('other')} or ${verdict('missing')}))::float / count(*) desc, count(*) desc, t.title`,
    values,
  );
  return { items };
}

interface FactRow {
  kind: FactKind;
  value: string | null;
  variable: string | null;
  channel: ChannelKind;
  teamId: string;
  team: string;
  stated: number;
  of: number;
}

/**
 * Returns which facts were sent with one intention, by channel and by team, and the replies that deviate. A fact that
 * comes from a variable differs from case to case, so what counts is whether each reply contains its own. Indexes
 * `template_use_template`, `delivery_unsent`.
 */
export async function getConsistency(
  reader: Reader,
  who: Principal,
  { templateId, days }: { templateId: string; days: number },
): Promise<ConsistencyReport> {
  allow(who, 'template.read');
  await getTemplate(reader, who, templateId);
  const since = sinceOf(reader, days);
  const { values, bind } = parameters(templateId, since);
  const isKnown = visibleSectors(who, bind).team('u.team_id');
  const [[counts], rows, { deviations, visible }] = await Promise.all([
    reader.query<
      Pick<ConsistencyReport, 'replies' | 'contradicting' | 'incomplete' | 'adding' | 'notJudged'> & {
        deviating: number;
      }
    >(
      `select ${COUNTS}, count(*) filter (where ${DEVIATES})::int as deviating from template_use u
       where u.template_id = $1 and u.at > $2 and ${WAS_SENT} and ${isKnown}`,
      values,
    ),
    reader.query<FactRow>(
      `with stated as materialized (
         select f.kind, case when f.variable is null then f.value end as value, f.variable, u.channel_kind, u.team_id,
           count(*) filter (where f.verdict = 'same')::int as stated, count(*)::int as of
         from template_use u
           cross join lateral jsonb_to_recordset(u.facts) f (kind text, value text, variable text, verdict text)
         where u.template_id = $1 and u.at > $2 and f.verdict <> 'added' and ${WAS_SENT} and ${isKnown} group by 1, 2, 3, 4, 5)
       select f.kind, f.value, f.variable, f.channel_kind as channel, f.team_id as "teamId", t.name as team, f.stated, f.of
       from stated f join team t on t.id = f.team_id order by f.variable nulls first, f.kind, f.value, f.channel_kind, t.name`,
      values,
    ),
    deviationsOf(reader, who, { templateId, since }),
  ]);
  const { deviating, ...sums } = counts!;
  return { ...sums, facts: factsOf(rows), deviations, hidden: deviating - visible };
}

function factsOf(rows: readonly FactRow[]): ConsistencyFact[] {
  const byFact = Map.groupBy(rows, ({ kind, value, variable }) => `${kind} ${value} ${variable}`);
  return [...byFact.values()].map((same) => {
    const { kind, value, variable } = same[0]!;
    const summed = <Key extends string>(key: (row: FactRow) => Key) =>
      [...Map.groupBy(same, key).values()].map((group) => ({
        row: group[0]!,
        stated: group.reduce((sum, { stated }) => sum + stated, 0),
        of: group.reduce((sum, { of }) => sum + of, 0),
      }));
    return {
      kind,
      value,
      variable,
      byChannel: summed(({ channel }) => channel).map(({ row, stated, of }) => ({ channel: row.channel, stated, of })),
      byTeam: summed(({ teamId }) => teamId).map(({ row, stated, of }) => ({
        teamId: row.teamId,
        team: row.team,
        stated,
        of,
      })),
    };
  });
}

/**
 * Returns the replies whose facts deviate from the approved text, in the cases that the reader may see, and their
 * number.
 */
async function deviationsOf(
  reader: Reader,
  who: Principal,
  { templateId, since }: { templateId: string; since: Date },
): Promise<{ deviations: Deviation[]; visible: number }> {
  const { values, bind } = parameters(templateId, since);
  const rows = await reader.query<Omit<Deviation, 'at'> & { at: Date; visible: number }>(
    `select u.entry_id as "entryId", e.case_id as "caseId", e.position, c.reference, c.citizen_name as citizen, u.channel_kind as channel,
       t.name as team, e.actor_name as by, u.at, v.number,
       (select jsonb_agg(f) from jsonb_array_elements(u.facts) f where f ->> 'verdict' <> 'same') as facts,
       count(*) over ()::int as visible
     from template_use u join timeline_entry e on e.id = u.entry_id join cases c on c.id = e.case_id join team t on t.id = u.team_id
       join template_version v on v.id = u.version_id
     where u.template_id = $1 and u.at > $2 and ${DEVIATES} and ${WAS_SENT}
       and ${scope(who, 'case.read').sql('c', bind)}
     order by u.at desc, u.entry_id limit ${MOST}`,
    values,
  );
  const deviations = rows.map(({ visible: _, ...row }) => ({ ...row, at: row.at.toISOString() }));
  return { deviations, visible: rows[0]?.visible ?? 0 };
}
