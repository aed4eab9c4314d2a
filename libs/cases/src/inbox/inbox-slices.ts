import { scope, type Bind, type Principal, type Scope } from '@guichet/access';
import type { CaseQuery, CaseStatus } from '@guichet/contracts';

/** A set of slices of the inbox, each read in order from its index: the relation that lists them, and what is asked of a case. */
interface Slices {
  from: string;
  conditions: string[];
}

/** SQL: several pages as one. */
export const merged = (pages: readonly string[], order: string): string =>
  `select id, at from (${pages.map((page) => `(${page})`).join(' union all ')}) k ${order}`;

/** The slices of a view: those of teams and, for whoever sees what is assigned to them in others, theirs. */
export function slicesOf(
  who: Principal,
  { query, wanted, bind }: { query: CaseQuery; wanted: readonly CaseStatus[]; bind: Bind },
): Slices[] {
  const statuses = `${rowsOf(wanted, bind)} s(status)`;
  const visible = scope(who, 'case.read').within(query.team ?? (query.view === 'team' ? who.teamIds : null));
  const { ofAssignee, ofTeams } = visible;
  const isByAssignee = query.view === 'mine' || query.assignee !== undefined;
  if (!ofAssignee || (isByAssignee && query.view !== 'unassigned' && query.view !== 'team'))
    return slicesIn(visible, who, { query, statuses, bind });
  const theirs: Slices = {
    from: statuses,
    conditions: [`assignee_id = ${bind(who.id)}`, 'status = s.status', ofAssignee.sql('cases', bind)],
  };
  // What a team of theirs shows as well is in its slices.
  if (!ofTeams.isEmpty) theirs.conditions.push(`not ${ofTeams.sqlTeam('team_id', bind)}`);
  return [...slicesIn(ofTeams, who, { query, statuses, bind }), ...(query.view === 'unassigned' ? [] : [theirs])];
}

function slicesIn(
  visible: Scope,
  who: Principal,
  { query, statuses, bind }: { query: CaseQuery; statuses: string; bind: Bind },
): Slices[] {
  if (visible.isEmpty) return [];
  if (query.view === 'mine' || (query.assignee && (query.view === 'all' || query.view === 'spam'))) {
    const assignee = query.view === 'mine' ? who.id : query.assignee;
    return [
      {
        from: statuses,
        conditions: [`assignee_id = ${bind(assignee)}`, 'status = s.status', visible.sqlNamed('cases', bind)],
      },
    ];
  }
  if (visible.isWhole && (query.view === 'all' || query.view === 'spam'))
    return [{ from: statuses, conditions: ['status = s.status', visible.sqlOpen('cases', bind)] }];
  return [
    {
      from: `${visible.sqlTeams(bind)} q(team_id) cross join ${statuses}`,
      conditions: [
        'team_id = q.team_id',
        'status = s.status',
        visible.sqlOpen('cases', bind),
        ...(query.view === 'unassigned' ? ['assignee_id is null'] : []),
      ],
    },
  ];
}

/** One by one, not as an array: a plan that is made once must know how many slices there are. */
const rowsOf = (values: readonly string[], bind: Bind): string =>
  `(values ${values.map((value) => `(${bind(value)}::text)`).join(', ')})`;
