import type { Permission } from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import { reach, type Principal, type Reach } from './principal.js';

/** Adds a value to the parameters of a statement and returns its placeholder, as `$3`. */
export type Bind = (value: unknown) => string;

/**
 * The parameters of one statement: the given ones are `$1`, `$2`…, and `bind` adds further ones. The text of a statement
 * stays the same whoever reads, so that its prepared plan is shared.
 */
export function parameters(...values: unknown[]): { values: unknown[]; bind: Bind } {
  return { values, bind: (value) => `$${values.push(value)}` };
}

/** The room of a live socket for all who may read the cases of a team. */
export const roomOf = (teamId: string): string => `team:${teamId}`;

/** The room of a live socket for all who may read the cases of every team. */
export const ALL_TEAMS = 'all-teams';

/** The room of a live socket of an agent who may read what is assigned to them. */
export const roomOfAssigned = (agentId: string): string => `assigned:${agentId}`;

/** What decides who sees a case: its team, who has it and, where it is restricted, whom it is restricted to. */
export interface ScopedCase {
  id: string;
  teamId: string;
  assigneeId: string | null;
  /** The agents who are named; null: it is not restricted. */
  restrictedTo: readonly string[] | null;
}

type Reader = Pick<Principal, 'id' | 'brokenGlass'>;
type Bound = readonly string[] | string | null;

/** What is assigned to the reader is theirs to see: in these teams, or in any. */
interface Assigned {
  agentId: string;
  within: readonly string[] | null;
}

/**
 * Whose cases a permission reaches: the one way to ask who may see a case, for every query, count and push. Whoever sees
 * every case has a scope like everybody else; no caller needs to tell them apart, but for the choice of an index.
 *
 * Some see the cases that are assigned to them, whatever the team, beside those of teams or alone. Nothing of a team is theirs
 * by that but the case. Only then do conditions name the assignee: all others keep their text, and so their plans.
 *
 * A case that is restricted to named agents is in no other scope, whatever its team, but of whoever has broken the glass for it.
 */
export class Scope {
  private readonly placeholders = new WeakMap<Bind, Map<Bound, string>>();

  /**
   * `teamIds` null: every team, also those that are created later. `keys`: what opens restricted cases to the reader, which are
   * the reader's own id, and the ids of the cases for which they have broken the glass; null: all are open, as to a job.
   */
  private constructor(
    private readonly teamIds: readonly string[] | null,
    private readonly keys: readonly string[] | null,
    private readonly assigned: Assigned | null = null,
  ) {}

  /** The scope of everybody and everything: for jobs, which read for no agent. */
  static readonly whole = new Scope(null, null);

  /** The scope of whom a permission does not reach. */
  static readonly none = new Scope([], []);

  /** What an agent sees in these teams; null: in every team. With `assigned`, also what is assigned to them in any other. */
  static of(who: Reader, teamIds: readonly string[] | null, assigned = false): Scope {
    const theirs = assigned && teamIds !== null ? { agentId: who.id, within: null } : null;
    return new Scope(teamIds, [who.id, ...who.brokenGlass], theirs);
  }

  /** What an agent sees by a permission that reaches so far. */
  static reached(who: Reader, how: Exclude<Reach, 'nowhere'>): Scope {
    return how === 'everywhere' ? Scope.of(who, null) : Scope.of(who, how.teamIds, how.assigned);
  }

  /** What is known of a case's surroundings to whoever sees it: the case itself, and the cases of its team that are not restricted. */
  static around({ id, teamId }: Pick<ScopedCase, 'id' | 'teamId'>): Scope {
    return new Scope([teamId], [id]);
  }

  /** True where every team is in it: then a query needs no index on the team. Restricted cases may be hidden all the same. */
  get isWhole(): boolean {
    return this.teamIds === null;
  }

  /** True where no team is in it, and no case by its assignee: then there is nothing to read. */
  get isEmpty(): boolean {
    return this.teamIds?.length === 0 && this.assigned === null;
  }

  /** The part of this scope that lies in it by its teams alone, without what is assigned to the reader in others. */
  get ofTeams(): Scope {
    return this.assigned ? new Scope(this.teamIds, this.keys) : this;
  }

  /** The part of this scope that lies in it by its assignee alone; null: none does. */
  get ofAssignee(): Scope | null {
    return this.assigned && new Scope([], this.keys, this.assigned);
  }

  /** The part of this scope that lies in one team, or in some; the same scope where none is named. */
  within(wanted: string | readonly string[] | null | undefined): Scope {
    if (wanted === null || wanted === undefined) return this;
    const teamIds = typeof wanted === 'string' ? [wanted] : wanted;
    const { assigned } = this;
    const within = assigned ? teamIds.filter((id) => assigned.within?.includes(id) ?? true) : [];
    return new Scope(
      teamIds.filter((id) => this.admitsTeam(id)),
      this.keys,
      assigned && within.length > 0 ? { ...assigned, within } : null,
    );
  }

  /** The part of this scope that lies in another one of the same reader as well: what two permissions reach. */
  narrowedBy(other: Scope): Scope {
    const { assigned = null } = this.assigned ? this : other;
    const within = common(this.reachedByAssignee, other.reachedByAssignee);
    return new Scope(
      common(this.teamIds, other.teamIds),
      common(this.keys, other.keys),
      assigned && within?.length !== 0 ? { ...assigned, within } : null,
    );
  }

  /** Does all that lies in another scope of the same reader lie in this one as well? */
  covers(other: Scope): boolean {
    if (!contains(this.teamIds, other.teamIds) || !contains(this.keys, other.keys)) return false;
    return other.assigned === null || contains(this.reachedByAssignee, other.assigned.within);
  }

  /** How it is described: by its teams (null: all) and by how many of the cases that are assigned to the reader in other teams. */
  get extent(): { teamIds: readonly string[] | null; assigned: 'all' | 'some' | 'none' } {
    const { teamIds, assigned } = this;
    if (!assigned || assigned.within?.every((id) => this.admitsTeam(id))) return { teamIds, assigned: 'none' };
    return { teamIds, assigned: assigned.within === null ? 'all' : 'some' };
  }

  /** The teams in which a case that is assigned to the reader is in this scope; null: in all. */
  private get reachedByAssignee(): readonly string[] | null {
    const { teamIds, assigned } = this;
    if (!assigned) return teamIds;
    return teamIds && assigned.within && [...teamIds, ...assigned.within];
  }

  /** May this case be seen? */
  admits({ id, teamId, assigneeId, restrictedTo }: ScopedCase): boolean {
    const { keys } = this;
    if (!this.admitsTeam(teamId) && !this.admitsAssignee(assigneeId, teamId)) return false;
    return restrictedTo === null || keys === null || [id, ...restrictedTo].some((key) => keys.includes(key));
  }

  /** May a case that is not restricted be seen because this agent has it? `teamId`: that of the case, where it is known. */
  admitsAssignee(assigneeId: string | null, teamId?: string): boolean {
    const { assigned } = this;
    if (!assigned || assigned.agentId !== assigneeId) return false;
    return teamId === undefined || assigned.within === null || assigned.within.includes(teamId);
  }

  /** May something that belongs to this team and is no case be seen? */
  admitsTeam(teamId: string): boolean {
    return this.teamIds === null || this.teamIds.includes(teamId);
  }

  /** May something of these teams be seen? What is of no team is for whoever sees every case. */
  admitsAny(teamIds: readonly string[]): boolean {
    return this.teamIds === null || teamIds.some((teamId) => this.admitsTeam(teamId));
  }

  /** SQL condition: the row `alias` of table `cases` is in this scope. */
  sql(alias: string, bind: Bind): string {
    const reached = this.sqlReached({ team: `${alias}.team_id`, assignee: `${alias}.assignee_id` }, bind);
    return `(${reached} and ${this.sqlOpen(alias, bind)})`;
  }

  /** SQL condition: a row of `case_count`, which knows of no restriction, is in this scope. Teams are named, as in `sqlNamed`. */
  sqlCounted(bind: Bind): string {
    if (!this.assigned && this.teamIds?.length) return `team_id in (${this.teamIds.map(bind).join(', ')})`;
    return this.sqlReached({ team: 'team_id', assignee: 'assignee_id' }, bind);
  }

  /** SQL condition: the team whose id this expression is, has a case in this scope, or is in it altogether. Index `cases_assignee`. */
  sqlSomeOf(team: string, bind: Bind): string {
    const whole = this.sqlTeam(team, bind);
    const own = this.ofAssignee;
    if (!own) return whole;
    return `(${whole} or exists (select 1 from cases theirs where theirs.team_id = ${team} and ${own.sql('theirs', bind)}))`;
  }

  private sqlReached({ team, assignee }: { team: string; assignee: string }, bind: Bind): string {
    const { assigned } = this;
    if (!assigned) return this.sqlTeam(team, bind);
    const own = `${assignee} = ${this.placeholder(bind, assigned.agentId)}::uuid`;
    const isWithin = assigned.within && `${team} = any(${this.placeholder(bind, assigned.within)}::uuid[])`;
    const theirs = isWithin ? `(${own} and ${isWithin})` : own;
    // Where no team is reached, the index on the assignee must not be hidden behind an alternative.
    return this.teamIds?.length === 0 ? theirs : `(${this.sqlTeam(team, bind)} or ${theirs})`;
  }

  /** SQL condition: the team whose id this expression is, is in this scope. For all but cases. */
  sqlTeam(team: string, bind: Bind): string {
    const mine = this.placeholder(bind, this.teamIds);
    return `(${mine}::uuid[] is null or ${team} = any(${mine}))`;
  }

  /**
   * SQL condition: the row `alias` of table `cases` is not restricted, or not for this reader. It asks for no team. The first
   * part, which holds for nearly all, is in the indexes from which the inbox is read.
   */
  sqlOpen(alias: string, bind: Bind): string {
    const keys = this.placeholder(bind, this.keys);
    return `(${alias}.restricted_to is null or ${keys}::uuid[] is null or ${alias}.restricted_to && ${keys} or ${alias}.id = any(${keys}))`;
  }

  /** SQL condition: one of the teams in this array of ids is in this scope. */
  sqlAny(teams: string, bind: Bind): string {
    const mine = this.placeholder(bind, this.teamIds);
    return `(${mine}::uuid[] is null or ${teams} && ${mine})`;
  }

  /** SQL condition: every team is in this scope. */
  sqlWhole(bind: Bind): string {
    return `${this.placeholder(bind, this.teamIds)}::uuid[] is null`;
  }

  /**
   * SQL condition as `sql`, with each team named: for statements whose plan, which is made once, must know how many there
   * are. Not for an empty scope.
   */
  sqlNamed(alias: string, bind: Bind): string {
    if (this.assigned) return this.sql(alias, bind);
    const open = this.sqlOpen(alias, bind);
    return this.teamIds === null ? open : `${alias}.team_id in (${this.teamIds.map(bind).join(', ')}) and ${open}`;
  }

  /**
   * SQL relation with one column, an id for each team: for statements that read queue by queue. Named one by one, as a plan
   * that is made once must know how many there are. Not for a scope without teams.
   */
  sqlTeams(bind: Bind): string {
    if (this.teamIds === null) return '(select id from team)';
    return `(values ${this.teamIds.map((id) => `(${bind(id)}::uuid)`).join(', ')})`;
  }

  /** The rooms of a live socket that hear of what is in this scope. */
  rooms(): string[] {
    if (this.teamIds === null) return [ALL_TEAMS];
    const { assigned } = this;
    return [...this.teamIds.map(roomOf), ...(assigned ? [roomOfAssigned(assigned.agentId)] : [])];
  }

  /** One parameter for all conditions of a statement that ask for the same. */
  private placeholder(bind: Bind, value: Bound): string {
    const known = this.placeholders.get(bind) ?? new Map<Bound, string>();
    this.placeholders.set(bind, known);
    const placeholder = known.get(value) ?? bind(value);
    known.set(value, placeholder);
    return placeholder;
  }
}

/** What is in both; null: everything. */
const common = (some: readonly string[] | null, others: readonly string[] | null): readonly string[] | null =>
  some && others ? some.filter((one) => others.includes(one)) : (some ?? others);

/** Is each of some in all of these? Null: everything. */
const contains = (all: readonly string[] | null, some: readonly string[] | null): boolean =>
  all === null || (some !== null && some.every((one) => all.includes(one)));

/**
 * The cases that a permission reaches for this principal.
 *
 * @throws Failure `not-permitted` where it reaches none, whatever their team.
 */
export function scope(who: Principal, permission: Permission): Scope {
  const reached = scopeOrNone(who, permission);
  if (!reached) throw new Failure('not-permitted');
  return reached;
}

/** As `scope`, for what goes on without those cases; null where the permission reaches none, whatever their team. */
export function scopeOrNone(who: Principal, permission: Permission): Scope | null {
  const how = reach(who, permission);
  return how === 'nowhere' ? null : Scope.reached(who, how);
}
