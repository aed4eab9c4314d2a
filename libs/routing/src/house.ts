import { DEFAULT_SCHEDULE, type Role, type Schedule } from '@guichet/contracts';
import { isOpen } from '@guichet/clocks';
import type { Database } from '@guichet/database';
import { holdsAll } from './holders.js';
import type { House } from './route.js';

interface Agent {
  id: string;
  name: string;
  role: Role;
  teamIds: string[];
  absent: boolean;
  substituteId: string | null;
}

/** What there is now of what rules name: loaded once for many messages. */
export class PresentHouse implements House {
  private constructor(
    private readonly teams: ReadonlyMap<string, { name: string; schedule: Schedule | null }>,
    private readonly kinds: ReadonlyMap<string, string>,
    private readonly agents: ReadonlyMap<string, Agent>,
  ) {}

  /** All teams and kinds, the active agents. Three statements over small tables. */
  static async load(query: Database['read']): Promise<PresentHouse> {
    const teams = await query<{ id: string; name: string; schedule: Schedule | null }>(
      `select id, name, schedule from team`,
    );
    const kinds = await query<{ id: string; name: string }>(`select id, name from kind where active`);
    const agents = await query<Agent>(
      `select a.id, a.name, a.role, array(select team_id from team_member m where m.agent_id = a.id) as "teamIds",
         coalesce(p.absent, false) as absent, p.substitute_id as "substituteId"
       from agent a left join agent_presence p on p.agent_id = a.id where a.active`,
    );
    return new PresentHouse(
      new Map(teams.map((team) => [team.id, team])),
      new Map(kinds.map(({ id, name }) => [id, name])),
      new Map(agents.map((agent) => [agent.id, agent])),
    );
  }

  hasTeam = (id: string): boolean => this.teams.has(id);
  hasKind = (id: string): boolean => this.kinds.has(id);
  hasAgent = (id: string): boolean => this.agents.has(id);

  mayHold(agentId: string, teamId: string): boolean {
    const agent = this.agents.get(agentId);
    return agent !== undefined && (holdsAll(agent.role) || agent.teamIds.includes(teamId));
  }

  isOpen = (teamId: string, at: Date): boolean => isOpen(this.teams.get(teamId)?.schedule ?? DEFAULT_SCHEDULE, at);

  teamName = (id: string): string => this.teams.get(id)?.name ?? '';
  kindName = (id: string): string => this.kinds.get(id) ?? '';
  agentName = (id: string): string => this.agents.get(id)?.name ?? '';

  isAbsent = (agentId: string): boolean => this.agents.get(agentId)?.absent ?? false;

  /** Who has the cases of this team for somebody who is absent; null: nobody, they are for the queue. */
  standsInFor(agentId: string, teamId: string): string | null {
    const substituteId = this.agents.get(agentId)?.substituteId ?? null;
    return substituteId && this.mayHold(substituteId, teamId) && !this.isAbsent(substituteId) ? substituteId : null;
  }
}
