import type { Permission } from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import { reach, type Principal } from './principal.js';

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

/**
 * Whose cases a permission reaches: the one way to ask who may see a case, for every query, count and push. Whoever sees
 * every case has a scope like everybody else; no caller needs to tell them apart, but for the choice of an index.
 */
export class Scope {
  private readonly placeholders = new WeakMap<Bind, string>();

  /** `teamIds` null: every team, also those that are created later. */
  constructor(private readonly teamIds: readonly string[] | null) {}

  /** The scope of everybody and everything: for jobs, which read for no agent. */
  static readonly whole = new Scope(null);

  /** The scope of whom a permission does not reach. */
  static readonly none = new Scope([]);

  /** True where every team is in it: then a query needs no index on the team. */
  get isWhole(): boolean {
    return this.teamIds === null;
  }

  /** True where no team is in it: then there is nothing to read. */
  get isEmpty(): boolean {
    return this.teamIds?.length === 0;
  }

  /** The part of this scope that lies in one team, or in some; the same scope where none is named. */
  within(wanted: string | readonly string[] | null | undefined): Scope {
    if (wanted === null || wanted === undefined) return this;
    const teamIds = typeof wanted === 'string' ? [wanted] : wanted;
    return new Scope(teamIds.filter((id) => this.admits({ teamId: id })));
  }

  /** May a case of this team be seen? */
  admits({ teamId }: { teamId: string }): boolean {
    return this.teamIds === null || this.teamIds.includes(teamId);
  }

  /** May something of these teams be seen? What is of no team is for whoever sees every case. */
  admitsAny(teamIds: readonly string[]): boolean {
    return this.teamIds === null || teamIds.some((teamId) => this.admits({ teamId }));
  }

  /** SQL condition: the row `alias`, which has a `team_id`, is in this scope. */
  sql(alias: string, bind: Bind): string {
    return this.sqlTeam(`${alias}.team_id`, bind);
  }

  /** SQL condition: the team whose id this expression is, is in this scope. */
  sqlTeam(team: string, bind: Bind): string {
    const mine = this.placeholder(bind);
    return `(${mine}::uuid[] is null or ${team} = any(${mine}))`;
  }

  /** SQL condition: one of the teams in this array of ids is in this scope. */
  sqlAny(teams: string, bind: Bind): string {
    const mine = this.placeholder(bind);
    return `(${mine}::uuid[] is null or ${teams} && ${mine})`;
  }

  /** SQL condition: every team is in this scope. */
  sqlWhole(bind: Bind): string {
    return `${this.placeholder(bind)}::uuid[] is null`;
  }

  /**
   * SQL condition as `sql`, with each team named: for statements whose plan, which is made once, must know how many there
   * are. Not for an empty scope.
   */
  sqlNamed(alias: string, bind: Bind): string {
    return this.teamIds === null ? 'true' : `${alias}.team_id in (${this.teamIds.map(bind).join(', ')})`;
  }

  /**
   * SQL relation with one column, an id for each team: for statements that read queue by queue. Named one by one, as a plan
   * that is made once must know how many there are. Not for an empty scope.
   */
  sqlTeams(bind: Bind): string {
    if (this.teamIds === null) return '(select id from team)';
    return `(values ${this.teamIds.map((id) => `(${bind(id)}::uuid)`).join(', ')})`;
  }

  /** The rooms of a live socket that hear of what is in this scope. */
  rooms(): string[] {
    return this.teamIds === null ? [ALL_TEAMS] : this.teamIds.map(roomOf);
  }

  /** One parameter for all conditions of a statement. */
  private placeholder(bind: Bind): string {
    const known = this.placeholders.get(bind);
    if (known) return known;
    const placeholder = bind(this.teamIds);
    this.placeholders.set(bind, placeholder);
    return placeholder;
  }
}

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
  if (how === 'nowhere') return null;
  return how === 'everywhere' ? Scope.whole : new Scope(how.teamIds);
}
