import { shippedRole, type GrantReach, type Permission, type RoleKey } from '@guichet/contracts';

/** A role as somebody holds it. Times are hours of the clock of the model. */
export interface HeldRole {
  /** The id of its row. */
  id: string;
  key: RoleKey;
  reach: GrantReach;
  teamIds: readonly string[];
  sectorIds: readonly string[];
  from: number | null;
  until: number | null;
}

/** What decides who sees a case, but for its restriction. */
export interface PlacedCase {
  teamId: string;
  assigneeId: string | null;
}

interface Holder {
  memberOf: Set<string>;
  roles: HeldRole[];
}

/** What reaches something only where its role is given for all teams. */
const FOR_ALL_TEAMS_ALONE: readonly Permission[] = ['quarantine.read', 'sender.list', 'report.manage'];

/**
 * Says who may see what, in plain sets and without anything of the product: agents who are members of teams, teams that are in
 * sectors, and roles that they hold for teams or sectors and for a time.
 */
export class PermittedBySets {
  /** The present, in hours. */
  hours = 0;
  /** In which sector each team is that is in one. */
  readonly sectorOf = new Map<string, string>();
  private readonly holders = new Map<string, Holder>();

  constructor(private readonly allTeamIds: readonly string[]) {}

  /** The teams that are in one of these sectors now. */
  private teamsIn = (sectorIds: readonly string[]): string[] =>
    this.allTeamIds.filter((id) => sectorIds.includes(this.sectorOf.get(id) ?? ''));

  /** Whether something that lies in a sector is known to an agent: somewhere in it they see cases, all of a team or one of these. */
  knowsSector = (agentId: string, sectorId: string, visible: readonly PlacedCase[]): boolean =>
    this.hasForAll(agentId, 'case.read') ||
    this.teamsIn([sectorId]).some(
      (id) => this.teams(agentId, 'case.read').has(id) || visible.some(({ teamId }) => teamId === id),
    );

  /** Whether a case that goes from one team to the other leaves its sector. */
  leavesSector = (fromTeamId: string, toTeamId: string): boolean => {
    const sector = this.sectorOf.get(fromTeamId);
    return sector !== undefined && sector !== this.sectorOf.get(toTeamId);
  };

  of(agentId: string): Holder {
    const known = this.holders.get(agentId) ?? { memberOf: new Set(), roles: [] };
    this.holders.set(agentId, known);
    return known;
  }

  /** The roles by which an agent has a permission now. */
  private rolesWith(agentId: string, permission: Permission): HeldRole[] {
    return this.of(agentId).roles.filter(
      ({ key, reach, from, until }) =>
        (from === null || from <= this.hours) &&
        (until === null || this.hours < until) &&
        (shippedRole(key).permissions as readonly Permission[]).includes(permission) &&
        (reach === 'all-teams' || !FOR_ALL_TEAMS_ALONE.includes(permission)),
    );
  }

  /** Whether the agent has the permission anywhere, if only in teams of which there are none. */
  has = (agentId: string, permission: Permission): boolean => this.rolesWith(agentId, permission).length > 0;

  /** Whether they have it in every team, also in those that are still to be created. */
  hasForAll = (agentId: string, permission: Permission): boolean =>
    this.rolesWith(agentId, permission).some(({ reach }) => reach === 'all-teams');

  /** The teams in whose cases they have it. */
  teams(agentId: string, permission: Permission): Set<string> {
    const sets = this.rolesWith(agentId, permission).map(({ reach, teamIds, sectorIds }) => {
      if (reach === 'all-teams') return this.allTeamIds;
      if (reach === 'sectors') return this.teamsIn(sectorIds);
      if (reach === 'assigned-cases') return [];
      return reach === 'own-teams' ? [...this.of(agentId).memberOf] : teamIds;
    });
    return new Set(sets.flat());
  }

  /** Whether they have it in this case: by its team, or because it is assigned to them and a role of theirs is for such cases. */
  inCase(agentId: string, permission: Permission, { teamId, assigneeId }: PlacedCase): boolean {
    if (this.teams(agentId, permission).has(teamId)) return true;
    return assigneeId === agentId && this.seesAssigned(agentId, permission);
  }

  /** Whether they have it in whatever case is assigned to them. */
  seesAssigned = (agentId: string, permission: Permission): boolean =>
    this.rolesWith(agentId, permission).some(({ reach }) => reach === 'assigned-cases');

  /** In how many hours one of their roles begins or ends next; null: none does. */
  nextChange(agentId: string): number | null {
    const times = this.of(agentId).roles.flatMap(({ from, until }) => [from, until]);
    const next = Math.min(...times.map((at) => (at !== null && at > this.hours ? at - this.hours : Infinity)));
    return next === Infinity ? null : next;
  }
}
