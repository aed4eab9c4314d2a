import { visibleSectors, parameters, scope, type Bind, type Principal, type Scope } from '@guichet/access';
import { CaseFilter, type GoneFromView, type SavedView } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { isListedFor, mayChange, type ViewPlace } from './view-and-macro-rights.js';

interface Row extends ViewPlace {
  id: string;
  name: string;
  filter: unknown;
  ownerName: string;
  teamName: string | null;
  gone: GoneFromView[];
}

/** SQL: what the view `v` names that is gone, or that the reader does not see. */
function goneColumn(who: Principal, visible: Scope, bind: Bind): string {
  const named = (key: GoneFromView) => `v.filter ->> '${key}'`;
  const isThere: Record<GoneFromView, string> = {
    team: `select 1 from team t where t.id = (${named('team')})::uuid and ${visible.sqlSomeOf('t.id', bind)}`,
    assignee: `select 1 from agent a where a.id = (${named('assignee')})::uuid and a.active`,
    caseType: `select 1 from case_type y where y.id = (${named('caseType')})::uuid and y.active and ${visibleSectors(who, bind).sector('y.sector_id')}`,
    tag: `select 1 from cases c where c.tags @> array[${named('tag')}] and c.tags <> '{}' and ${visible.sql('c', bind)}`,
  };
  const cases = Object.entries(isThere).map(
    ([key, there]) => `case when ${named(key as GoneFromView)} is not null and not exists (${there}) then '${key}' end`,
  );
  return `array_remove(array[${cases.join(', ')}], null) as gone`;
}

async function viewsWhere(
  reader: Reader,
  who: Principal,
  condition: (bind: Bind) => string = (bind) => isListedFor(who, bind),
): Promise<SavedView[]> {
  const { values, bind } = parameters();
  const rows = await reader.query<Row>(
    `select v.id, v.name, v.filter, v.owner_id as "ownerId", v.is_shared as "isShared", v.team_id as "teamId", owner.name as "ownerName",
       team.name as "teamName", ${goneColumn(who, scope(who, 'case.read'), bind)}
     from saved_view v join agent owner on owner.id = v.owner_id left join team on team.id = v.team_id
     where v.deleted_at is null and ${condition(bind)}
     order by v.is_shared, v.team_id is null, v.name collate "fr-x-icu", v.id`,
    values,
  );
  return rows.map((row) => toView(who, row));
}

const toView = (who: Principal, row: Row): SavedView => ({
  id: row.id,
  name: row.name,
  filter: CaseFilter.parse(row.filter),
  scope: !row.isShared ? 'mine' : row.teamId === null ? 'everybody' : 'team',
  team: row.teamId === null ? null : { id: row.teamId, name: row.teamName ?? '' },
  owner: { id: row.ownerId, name: row.ownerName },
  mayChange: mayChange(who, row),
  gone: row.gone,
});

/** The agent's own views, then those of their teams, then everybody's, each by name. Indexes `saved_view_owner`, `saved_view_shared`. */
export const savedViews = (reader: Reader, who: Principal): Promise<SavedView[]> => viewsWhere(reader, who);

/** A view, whoever sees it. Throws `not-found`. */
export async function savedViewById(reader: Reader, who: Principal, id: string): Promise<SavedView> {
  const [view] = await viewsWhere(reader, who, (bind) => `v.id = ${bind(id)}::uuid`);
  if (!view) throw new Failure('not-found');
  return view;
}
