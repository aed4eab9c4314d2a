import type { Bind, Principal, Scope } from '@guichet/access';
import type { CaseFilter, CaseStatus } from '@guichet/contracts';
import { followedBy } from '../verbs/follow-case.js';

/** A set of slices of the inbox, each read in order from its index: the relation that lists them, and what is asked of a case. */
export interface Slices {
  from: string;
  conditions: string[];
}

interface Asked {
  query: CaseFilter;
  bind: Bind;
}

interface FollowedAsked {
  statuses: string;
  visible: Scope;
  bind: Bind;
}

/** SQL: several pages as one. */
export const merged = (pages: readonly string[], order: string): string =>
  `select id, at from (${pages.map((page) => `(${page})`).join(' union all ')}) k ${order}`;

/** The slices of a view: those of teams and, for whoever sees what is assigned to them in others, theirs. */
export function slicesOf(
  who: Principal,
  { query, visible: all, wanted, bind }: Asked & { visible: Scope; wanted: readonly CaseStatus[] },
): Slices[] {
  const visible = all.within(query.team ?? (query.view === 'team' ? who.teamIds : null));
  const { ofAssignee, ofTeams } = visible;
  // Nothing is bound for what is not asked: Postgres refuses a parameter of which it does not learn the type.
  if (visible.isEmpty || (query.view === 'unassigned' && ofTeams.isEmpty)) return [];
  const statuses = `${rowsOf(wanted, bind)} s(status)`;
  if (query.view === 'followed') return [followedSlice(who, { statuses, visible, bind })];
  const isByAssignee = query.view === 'mine' || query.assignee !== undefined;
  if (!ofAssignee || (isByAssignee && query.view !== 'unassigned' && query.view !== 'team'))
    return slicesIn(visible, who, { query, statuses, bind });
  const ofTheTeams = slicesIn(ofTeams, who, { query, statuses, bind });
  if (query.view === 'unassigned') return ofTheTeams;
  const theirs = [`assignee_id = ${bind(who.id)}`, 'status = s.status', ofAssignee.sql('cases', bind)];
  // What a team of theirs shows as well is in its slices.
  if (!ofTeams.isEmpty) theirs.push(`not ${ofTeams.sqlTeam('team_id', bind)}`);
  return [...ofTheTeams, { from: statuses, conditions: theirs }];
}

/** What an agent follows is read case by case, as nobody follows more than they can read. */
const followedSlice = (who: Principal, { statuses, visible, bind }: FollowedAsked): Slices => ({
  from: `(${followedBy(bind(who.id))}) f`,
  conditions: ['id = f.case_id', `status in (select s.status from ${statuses})`, visible.sql('cases', bind)],
});

function slicesIn(visible: Scope, who: Principal, { query, statuses, bind }: Asked & { statuses: string }): Slices[] {
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
  const unassigned = query.view === 'unassigned' ? ['assignee_id is null'] : [];
  if (visible.isWhole && query.view !== 'team')
    return [{ from: statuses, conditions: ['status = s.status', visible.sqlOpen('cases', bind), ...unassigned] }];
  return [
    {
      from: `${visible.sqlTeams(bind)} q(team_id) cross join ${statuses}`,
      conditions: ['team_id = q.team_id', 'status = s.status', visible.sqlOpen('cases', bind), ...unassigned],
    },
  ];
}

/** One by one, not as an array: a plan that is made once must know how many slices there are. */
const rowsOf = (values: readonly string[], bind: Bind): string =>
  `(values ${values.map((value) => `(${bind(value)}::text)`).join(', ')})`;
